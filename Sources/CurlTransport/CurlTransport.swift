internal import SystemThreads
public import VenueRuntime

/// Carries requests with the system's libcurl, over connections that stay warm between calls.
///
/// - **At most one request.** When a reused connection dies, libcurl sends a request again without being asked. It asks
///   for leave before each send, and the second time this transport refuses.
/// - **One reply for each request.** A connection on which something lies before a request leaves is closed, and the
///   request goes over another; so is one on which something follows a reply. A reply that was there before the request
///   was written, or before the server's system had confirmed any of it, is none. What crosses a request on its way
///   cannot be told from its reply here: that is for the reply's content to tell. Systems other than Linux do
///   not count what goes over a connection: there, what comes with the last bytes of TLS's agreement is not noticed.
/// - **Whole replies.** A reply whose length cannot be told, or is not what it says, is unreadable; so is a compressed one
///   without its checksum, or compressed otherwise than as gzip or zlib. Either ends its connection.
/// - **Not sent or unknown.** Before libcurl first asks for that leave nothing can have left; after it, everything may.
/// - **Descriptors.** It leaves some of those the process may open (`ulimit -n`) to the rest of it. Calls for which there
///   is none wait, and are not sent if none is free in time.
/// - **TLS** is verified always; there is no setting to turn that off. A reply over it that neither states its length nor
///   comes in chunks is unknown, as it may have been cut short. In TLS 1.3 a client speaks before the server has judged
///   its certificate, so a refused client certificate is unknown too.
/// - **The user's configuration** is not read: no proxy from the environment, no `.netrc`, no cookies. What libcurl
///   and OpenSSL read of the environment for themselves, such as `SSLKEYLOGFILE`, no setting stops.
/// - **Name lookup** ends with its call from libcurl 7.87 on; an older one waits for the name servers' answer, and with
///   it every other call.
///
/// A class, because it owns a thread and is told when nobody holds it any more: the thread then ends by itself, a
/// moment later. ``shutdown()`` waits for it.
public final class CurlTransport: InterruptibleTransport {
    private let loop: EventLoop
    private let thread: SystemThread

    /// Makes a transport and starts its thread.
    ///
    /// - Throws: ``CurlTransportError`` if the system's libcurl cannot keep the promises, an option is malformed, or the
    ///   system has no thread to give.
    public init(options: Options = Options()) throws(CurlTransportError) {
        try CurlLibrary.prepare()
        try options.check()
        let loop = try EventLoop(options: options)
        self.loop = loop
        do throws(SystemThread.Unavailable) {
            thread = try SystemThread { loop.run() }
        } catch {
            throw CurlTransportError(.outOfResources)
        }
    }

    /// How many calls can be under way at a time, by the descriptors the process may open; further ones wait.
    public var callLimit: Int? { loop.capacity }

    deinit {
        loop.stop()
        thread.detach()
    }

    /// Sends one request; see `Transport` in VenueRuntime.
    public func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        await send(request, to: server, deadline: deadline, endedBy: nil, observer)
    }

    /// Sends one request that can be ended from outside its task.
    package func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        interruption: Interruption, observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        await send(request, to: server, deadline: deadline, endedBy: interruption, observer)
    }

    private nonisolated(nonsending) func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        endedBy interruption: Interruption?, _ observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        let start = ContinuousClock.now
        guard !Task.isCancelled else {
            let timings = TransportTimings(total: ContinuousClock.now - start)
            return TransportReport(.notSent(.interrupted), timings: timings)
        }
        let (loop, id) = (loop, loop.makeID())
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.start(
                    Submission(
                        id: id, request: request, server: server, start: start, deadline: deadline,
                        observer: observer, continuation: continuation))
                // What came before the start found no call to end.
                interruption?.whenRaised { loop.cancel(id) }
                if Task.isCancelled { loop.cancel(id) }
            }
        } onCancel: {
            loop.cancel(id)
        }
    }

    /// Lets no further request go over a connection; see `Transport` in VenueRuntime.
    ///
    /// It waits for the step of libcurl's that is under way, so it is not for observers to call.
    public func discard(_ connection: TransportConnection) { loop.discard(connection.number) }

    /// Ends every call, closes every connection and ends the thread; see `Transport` in VenueRuntime.
    public func shutdown() async {
        loop.stop()
        await withCheckedContinuation { loop.whenEnded($0) }
        thread.join()
    }
}
