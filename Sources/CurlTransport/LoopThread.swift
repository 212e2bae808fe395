internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A thread that runs one closure.
///
/// The event loop needs a thread of its own: `curl_multi_poll` blocks, which no thread of Swift's pool may.
struct LoopThread: ~Copyable, Sendable {
    /// What the thread runs.
    ///
    /// A class, because a thread takes one pointer.
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// The thread, until it is joined or detached.
    private let thread: Mutex<pthread_t?>

    /// Starts a thread that runs a closure.
    init(_ run: @escaping @Sendable () -> Void) throws(CurlTransportError) {
        // The thread takes over this reference.
        let body = Unmanaged.passRetained(Body(run))
        #if canImport(Darwin)
            var created: pthread_t?
            let code = pthread_create(&created, nil, { LoopThread.main($0) }, body.toOpaque())
        #else
            var created = pthread_t()
            let code = pthread_create(&created, nil, { LoopThread.main($0) }, body.toOpaque())
        #endif
        guard code == 0 else {
            body.release()
            throw CurlTransportError(.outOfResources)
        }
        thread = Mutex(created)
    }

    /// Waits until the closure has returned and the thread is gone.
    func join() {
        thread.withLock { thread in
            if let running = thread { pthread_join(running, nil) }
            thread = nil
        }
    }

    /// Lets the thread go without waiting for it, unless it has been joined.
    func detach() {
        thread.withLock { thread in
            if let running = thread { pthread_detach(running) }
            thread = nil
        }
    }

    /// What the thread does.
    private static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        // Signals belong to the process's own threads. SIGPIPE above all: TLS libraries write to dead connections.
        var every = sigset_t()
        sigfillset(&every)
        pthread_sigmask(SIG_SETMASK, &every, nil)
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
    }
}
