// zlib, with plain functions for its macros: Swift cannot call those.

#ifndef VENUE_CZLIB_SHIM_H
#define VENUE_CZLIB_SHIM_H

#include <zlib.h>

// Prepares for reading gzip or zlib, whichever the first bytes say, with the largest window either has.
static inline int venue_inflate_start(z_stream *stream) { return inflateInit2(stream, MAX_WBITS + 32); }

#endif
