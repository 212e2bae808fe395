#ifndef CALLOCATION_COUNT_H
#define CALLOCATION_COUNT_H

#include <stdint.h>

/// The number of heap blocks this process has asked for since it began; negative where the system cannot tell.
///
/// Linking this target puts counting functions in the place of the C library's `malloc` and its kin, for the executable
/// and every library it loads. It is for measuring only.
int64_t allocation_count(void);

#endif
