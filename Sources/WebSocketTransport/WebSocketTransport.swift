internal import SystemThreads
public import VenueRuntime

/// Opens sockets with the system's libwebsockets, all of them on one thread.
///
/// - **Handed over or not.** A frame counts as handed over from the moment it is given to libwebsockets, which is when the
///   connection can take it; until then it waits here, and is not sent.
/// - **Whole messages.** Fragments are put together. A message that is longer than accepted ends the connection with code
///   1009, a binary one with 1003, one that is no UTF-8 with 1007. No extension is offered, so that nothing is compressed.
/// - **Keep-alive.** A side that says nothing is sent pings, and is given up when the longest silence has passed.
/// - **Back pressure.** While a receiver runs nothing more is read. What waits to be sent is bounded.
/// - **TLS** is verified always; there is no setting to turn that off.
/// - **The user's configuration** is not read: no proxy from the environment. What OpenSSL reads of the environment for
///   itself, such as `SSL_CERT_FILE`, no setting stops.
/// - **Name lookup** happens on a thread of its own, which ends by itself if the opening has ended before.
///
/// A class, because it owns a thread and is told when nobody holds it any more: the thread then ends by itself, a
/// moment later. ``shutdown()`` waits for it.
public final class WebSocketTransport: SocketTransport {
    private let loop: SocketLoop
    private let thread: SystemThread

    /// Makes a transport and starts its thread.
    ///
    /// - Throws: ``WebSocketTransportError`` if an option is out of its range or names a file that cannot be read, or the
    ///   system has no thread, descriptor or memory to give.
    public init(options: Options = Options()) throws(WebSocketTransportError) {
        try options.check()
        let loop = try SocketLoop(options: options)
        self.loop = loop
        do throws(SystemThread.Unavailable) {
            thread = try SystemThread { loop.run() }
        } catch {
            loop.abandon()
            throw WebSocketTransportError(.outOfResources)
        }
    }

    deinit {
        loop.stop()
        thread.detach()
    }

    /// Opens a connection; see `SocketTransport` in VenueRuntime.
    public func open(
        _ handshake: AuthorizedRequest, to server: SocketURL, settings: SocketSettings,
        deadline: ContinuousClock.Instant, receiver: @escaping @Sendable (SocketEvent) -> Void
    ) async -> SocketOpening {
        guard !Task.isCancelled else { return .failed(SocketFailure(.interrupted)) }
        let loop = loop
        let id = loop.makeID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let target: HandshakeTarget
                do throws(SocketFailure) {
                    target = try HandshakeTarget(handshake, server, settings, isProxied: loop.options.proxy != nil)
                } catch {
                    return continuation.resume(returning: .failed(error))
                }
                loop.open(
                    Opening(
                        id: id, target: target, settings: settings, deadline: deadline, receiver: receiver,
                        continuation: continuation))
                // What came before the start found nothing to end.
                if Task.isCancelled { loop.enqueue(.cancel(id)) }
            }
        } onCancel: {
            loop.enqueue(.cancel(id))
        }
    }

    /// Ends every connection and the thread; see `SocketTransport` in VenueRuntime.
    public func shutdown() async {
        loop.stop()
        await withCheckedContinuation { loop.whenEnded($0) }
        thread.join()
    }
}
