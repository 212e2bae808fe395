internal import Foundation
internal import Synchronization
internal import VenueRuntime

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// One call, with the session made for it.
///
/// A class, because it is the session's delegate. The session holds it until it has been invalidated.
final class Exchange: NSObject, URLSessionDataDelegate {
    private struct State {
        var session: URLSession?
        var continuation: CheckedContinuation<TransportReport, Never>?
        /// The result, once there is one; the first stays.
        var result: TransportReport.Result?
        var whenGone: (@Sendable () -> Void)?
        var head: HTTPResponse?
        var body: [UInt8] = []
        var sent: Duration?
        var firstByte: Duration?
    }

    private let request: URLRequest
    private let start: ContinuousClock.Instant
    private let maximumBodySize: Int
    private let observer: @Sendable (TransportEvent) -> Void
    private let state = Mutex(State())

    init(
        _ request: URLRequest, start: ContinuousClock.Instant, maximumBodySize: Int,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) {
        self.request = request
        self.start = start
        self.maximumBodySize = maximumBodySize
        self.observer = observer
    }

    /// Runs a closure when the session is gone.
    func whenGone(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.whenGone = body } }

    /// Sends the request and waits for what becomes of it.
    func run(until deadline: ContinuousClock.Instant) async -> TransportReport {
        // Foundation's own limits count whole seconds, and from the last byte received.
        let timer = Task.detached { [self] in
            try await Task.sleep(until: deadline, clock: .continuous)
            end(.unknown(.timeout))
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { begin($0) }
        } onCancel: {
            end(.unknown(.interrupted))
        }
    }

    /// Makes the session and starts its one task, unless the call has ended already.
    private func begin(_ continuation: CheckedContinuation<TransportReport, Never>) {
        let session = URLSession(configuration: .isolated, delegate: self, delegateQueue: nil)
        let isOver = state.withLock { state in
            state.session = session
            state.continuation = continuation
            return state.result != nil
        }
        if isOver { return finish() }
        session.dataTask(with: request).resume()
    }

    /// Ends the call with a result, unless it has one.
    func end(_ result: TransportReport.Result, detail: String? = nil) {
        let hasBegun = state.withLock { state in
            if state.result == nil { state.result = result }
            return state.continuation != nil
        }
        if hasBegun { finish(detail: detail) }
    }

    private func finish(detail: String? = nil) {
        let total = ContinuousClock.now - start
        let (session, continuation, report) = state.withLock { state in
            let timings = TransportTimings(sent: state.sent, firstByte: state.firstByte, total: total)
            let result = state.result ?? .unknown(.connectionLost)
            defer { state.continuation = nil }
            return (
                state.session, state.continuation, TransportReport(result, timings: timings, detail: detail)
            )
        }
        session?.invalidateAndCancel()
        continuation?.resume(returning: report)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        guard totalBytesSent >= totalBytesExpectedToSend else { return }
        let now = ContinuousClock.now - start
        let isFirst = state.withLock { state in
            defer { state.sent = state.sent ?? now }
            return state.sent == nil
        }
        if isFirst { observer(.sent) }
    }

    /// Answers a redirect with no: the redirect itself is the reply.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    /// Answers a challenge: certificates are judged by the system, and credentials are not given again.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        #if canImport(FoundationNetworking)
            // Foundation on Linux asks when it has read the whole reply, and leaves the task hanging if told to go on.
            if let response = challenge.failureResponse {
                takeHead(response)
                return end(answer())
            }
        #endif
        completionHandler(.performDefaultHandling, nil)
    }

    private func answer() -> TransportReport.Result {
        state.withLock { state in
            // Foundation on Linux takes an interim reply for the final one.
            guard let head = state.head, head.status >= 200 else { return .unknown(.unreadable) }
            return .answered(HTTPResponse(status: head.status, headers: head.headers, body: state.body))
        }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        takeHead(response)
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isOversized = state.withLock { state in
            if data.count > maximumBodySize - state.body.count { return true }
            state.body += data
            return false
        }
        if isOversized { end(.unknown(.oversized), detail: "body of the reply is larger than accepted") }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        // A refused redirect's head comes only here.
        if let response = task.response { takeHead(response) }
        guard let error else { return end(answer()) }
        let failure = SessionFailure(error, hasReply: state.withLock { $0.head != nil })
        end(failure.result, detail: failure.detail)
    }

    /// Tells whoever asked that nothing of the call is left.
    func urlSession(_ session: URLSession, didBecomeInvalidWithError error: (any Error)?) {
        let whenGone = state.withLock { state in
            defer { (state.session, state.whenGone) = (nil, nil) }
            return state.whenGone
        }
        whenGone?()
    }

    /// Records the head of the reply, the first time.
    private func takeHead(_ response: URLResponse) {
        guard let head = HTTPResponse(response) else { return }
        let now = ContinuousClock.now - start
        let isFirst = state.withLock { state in
            if state.head != nil { return false }
            state.head = head
            state.firstByte = now
            return true
        }
        if isFirst { observer(.firstByte) }
    }
}
