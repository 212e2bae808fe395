internal import Foundation
internal import Synchronization
public import VenueRuntime

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// Carries requests with Foundation's `URLSession`, for Apple platforms; on Linux prefer a transport on libcurl.
///
/// What it cannot do, and what follows from it:
/// - `URLSession` sends a request again, unasked, when a connection it had open dies. So each call has a session, and
///   with it a connection, of its own: no connection stays warm, and each call pays for connecting and TLS.
/// - It does not tell whether a request was written. Only failures that come before any writing (no address, no
///   connection, a refused certificate) are *not sent*; all others are *unknown*, cancellations included.
/// - On Linux the request carries header fields of Foundation's own (`User-Agent`, `Accept`, `Accept-Encoding`), a reply's
///   header fields of one name arrive as one, in no particular order, and proxies are taken from the environment. A
///   redirect's body is held in memory whatever its size.
/// - Foundation on Linux ends the process when a reply breaks off within its head, takes an interim reply (1xx) for the
///   final one, which is reported as *unknown*, and loses some fifty bytes of memory a call. A server that is not trusted
///   to answer well is therefore not one to talk to through it.
/// - Over HTTP/2 a stream the server refused unprocessed may be sent again; the server acts on one at most.
///
/// A class, because callers share the list of calls that ``shutdown()`` ends.
public final class URLSessionTransport: Transport {
    private struct State {
        var exchanges: [ObjectIdentifier: Exchange] = [:]
        var isShutDown = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// How many bytes of a body are accepted, counted after decompression.
    private let maximumBodySize: Int
    private let state = Mutex(State())

    /// Makes a transport.
    ///
    /// - Parameter maximumBodySize: How many bytes of a body are accepted, counted after decompression; 1 MiB by default.
    public init(maximumBodySize: Int = 1 << 20) { self.maximumBodySize = maximumBodySize }

    /// Sends one request; see `Transport` in VenueRuntime.
    public func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        let start = ContinuousClock.now
        func notSent(_ cause: NotSentCause) -> TransportReport {
            TransportReport(.notSent(cause), timings: TransportTimings(total: ContinuousClock.now - start))
        }
        guard deadline > start else { return notSent(.deadline) }
        guard !Task.isCancelled else { return notSent(.interrupted) }
        guard let message = URLRequest(request, to: server) else { return notSent(.invalidInput) }
        let exchange = Exchange(message, start: start, maximumBodySize: maximumBodySize, observer: observer)
        guard admit(exchange) else { return notSent(.interrupted) }
        exchange.whenGone { [weak self, unowned exchange] in self?.forget(exchange) }
        return await exchange.run(until: deadline)
    }

    /// Ends every call and refuses further ones; see `Transport` in VenueRuntime.
    public func shutdown() async {
        let running = state.withLock { state in
            state.isShutDown = true
            return Array(state.exchanges.values)
        }
        for exchange in running { exchange.end(.unknown(.interrupted)) }
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.exchanges.isEmpty { state.waiters.append(continuation) }
                return state.exchanges.isEmpty
            }
            if isIdle { continuation.resume() }
        }
    }

    private func admit(_ exchange: Exchange) -> Bool {
        state.withLock { state in
            if state.isShutDown { return false }
            state.exchanges[ObjectIdentifier(exchange)] = exchange
            return true
        }
    }

    private func forget(_ exchange: Exchange) {
        let waiters = state.withLock { state in
            state.exchanges[ObjectIdentifier(exchange)] = nil
            guard state.isShutDown, state.exchanges.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

extension URLRequest {
    /// Foundation's form of a request; `nil` if the address is none or Foundation would change the URL.
    fileprivate init?(_ request: AuthorizedRequest, to server: BaseURL) {
        guard let text = try? server.url(for: request), let url = URL(string: text), url.absoluteString == text else {
            return nil
        }
        self.init(url: url, cachePolicy: .reloadIgnoringLocalAndRemoteCacheData)
        httpMethod = request.method
        httpBody = request.body.map { Data($0) }
        httpShouldHandleCookies = false
        for field in request.exposedHeaders().fields { addValue(field.value, forHTTPHeaderField: field.name) }
    }
}
