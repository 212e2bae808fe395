internal import CLibrary
internal import Synchronization

/// A thread that runs one closure.
///
/// What waits for sockets or name servers needs a thread of its own: it blocks, which no thread of Swift's pool may.
package struct SystemThread: ~Copyable, Sendable {
    /// The system has no thread to give.
    package struct Unavailable: Error {}

    /// What the thread runs.
    ///
    /// A class, because a thread takes one pointer.
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let thread: Mutex<pthread_t?>

    /// Starts a thread.
    package init(_ run: @escaping @Sendable () -> Void) throws(Unavailable) {
        // The thread takes over this reference.
        let body = Unmanaged.passRetained(Body(run))
        #if canImport(Darwin)
            var created: pthread_t?
        #else
            var created = pthread_t()
        #endif
        let code = pthread_create(&created, nil, { SystemThread.main($0) }, body.toOpaque())
        guard code == 0 else {
            body.release()
            throw Unavailable()
        }
        thread = Mutex(created)
    }

    /// Waits until the closure has run.
    package func join() {
        thread.withLock { thread in
            if let running = thread { pthread_join(running, nil) }
            thread = nil
        }
    }

    /// Detaches the thread without waiting for it, unless it has been joined.
    package func detach() {
        thread.withLock { thread in
            if let running = thread { pthread_detach(running) }
            thread = nil
        }
    }

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
