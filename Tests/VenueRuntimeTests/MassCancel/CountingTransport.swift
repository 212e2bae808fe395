import Synchronization
import VenueRuntime

/// A transport that counts requests by target and how many are under way at once.
///
/// A class because clients and tests share it.
final class CountingTransport: Transport {
    /// What was counted.
    struct Counts {
        var underWay = 0
        var most = 0
        var byTarget: [String: Int] = [:]
        var total = 0
    }

    private let state = Mutex(Counts())
    private let status: @Sendable (_ target: String, _ number: Int) async -> Int

    /// Answers with a status that may depend on the target and on how many requests came before.
    init(_ status: @escaping @Sendable (_ target: String, _ number: Int) async -> Int = { _, _ in 200 }) {
        self.status = status
    }

    var counts: Counts { state.withLock(\.self) }

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        let number = state.withLock { counts in
            counts.underWay += 1
            counts.most = max(counts.most, counts.underWay)
            counts.byTarget[request.target, default: 0] += 1
            counts.total += 1
            return counts.total
        }
        await Task.yield()
        let status = await status(request.target, number)
        state.withLock { $0.underWay -= 1 }
        if Task.isCancelled { return TransportReport(.unknown(.interrupted)) }
        return TransportReport(.answered(HTTPResponse(status: status, headers: HTTPHeaderFields(), body: [])))
    }

    func shutdown() async {}
}

/// Keeps the events of a mass cancel; a class because the mass cancel and the test share it.
final class MassCancelLog: Sendable {
    private let state = Mutex<[MassCancelEvent]>([])

    var events: [MassCancelEvent] { state.withLock(\.self) }
    var results: [MassCancelResult] {
        events.compactMap { if case .finished(let result, _) = $0 { result } else { nil } }
    }
    var progress: [MassCancelProgress] {
        events.compactMap { event in
            switch event {
            case .finished(_, let progress), .duplicate(_, _, let progress), .unconfirmed(_, _, let progress): progress
            case .clientStopped: nil
            }
        }
    }

    func add(_ event: MassCancelEvent) { state.withLock { $0.append(event) } }
}
