// Shows the thread sanitizer what Swift's Mutex does on Linux.
//
// The fast path of Mutex is compiled into its users, where the sanitizer sees it. The slow path, for a mutex that others
// hold or wait for, is in the Synchronization library, which is not instrumented: without this, two threads that take
// turns under a mutex are reported as a race. Preloaded, these functions stand before the library's.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SELF __attribute__((swift_context))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void Lock(uint32_t thread, SELF void *mutex);
typedef __attribute__((swiftcall)) void Unlock(SELF void *mutex);

// The sanitizer's, in programs that have it.
void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));

Lock lock __asm__(LOCK);
Unlock unlock __asm__(UNLOCK);

__attribute__((swiftcall)) void lock(uint32_t thread, SELF void *mutex)
{
    ((Lock *) dlsym(RTLD_NEXT, LOCK))(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void unlock(SELF void *mutex)
{
    if (__tsan_release) __tsan_release(mutex);
    ((Unlock *) dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
