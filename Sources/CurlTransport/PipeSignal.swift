#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The signal for writing to a dead connection, which ends the process unless somebody takes care of it.
enum PipeSignal {
    /// Runs libcurl on somebody else's thread, and keeps the signal from whoever that is.
    ///
    /// TLS libraries write without asking for an error instead. On Apple platforms libcurl's sockets raise no signal.
    static func withheld<Result>(_ body: () -> Result) -> Result {
        #if canImport(Darwin)
            return body()
        #else
            var (pipe, before) = (sigset_t(), sigset_t())
            sigemptyset(&pipe)
            sigaddset(&pipe, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &pipe, &before)
            defer {
                if sigismember(&before, SIGPIPE) == 0 {
                    var noTime = timespec()
                    // What was raised waits for this thread, and would come as soon as it may.
                    sigtimedwait(&pipe, nil, &noTime)
                    pthread_sigmask(SIG_SETMASK, &before, nil)
                }
            }
            return body()
        #endif
    }
}
