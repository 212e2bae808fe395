import Synchronization
import Testing
import VenueRuntime

/// A transport that answers from a list, and counts.
///
/// A class because clients and tests share it.
final class ScriptedTransport: Transport {
    /// What becomes of one request.
    enum Step {
        case answer(Int, headers: [(name: String, value: String)] = [], body: String = "", taking: Duration = .zero)
        case notSent(NotSentCause, detail: String? = nil)
        case unknown(UnknownCause, taking: Duration = .zero)
        /// Written, and never answered: ends with the deadline or the task.
        case hang
    }

    /// What a request was.
    struct Sent: Equatable {
        var line: String
        var headers: [String]
        var body: String?
        var server: BaseURL
        var deadline: ContinuousClock.Instant
    }

    private let script: Mutex<[Step]>
    private let repeated: Step?
    private let requests = Mutex<[Sent]>([])
    private let clock: any CallClock

    /// Answers with each step once, then with the repeated one, if there is any.
    init(_ script: [Step], then repeated: Step? = nil, clock: any CallClock = ContinuousClock()) {
        self.script = Mutex(script)
        self.repeated = repeated
        self.clock = clock
    }

    var sent: [Sent] { requests.withLock(\.self) }
    var count: Int { sent.count }
    var tokens: [String] { sent.map { $0.headers.first ?? "" } }

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        requests.withLock {
            $0.append(
                Sent(
                    line: "\(request.method) \(request.target)",
                    headers: request.exposedHeaders().fields.map { "\($0.name): \($0.value)" },
                    body: request.body.map { String(decoding: $0, as: UTF8.self) }, server: server, deadline: deadline))
        }
        guard let step = script.withLock({ $0.isEmpty ? repeated : $0.removeFirst() }) else {
            Issue.record("a request nobody expected: \(request.method) \(request.target)")
            return TransportReport(.notSent(.connectionFailed))
        }
        switch step {
        case .answer(let status, let headers, let body, let time):
            observer(.sent)
            (clock as? ManualClock)?.advance(by: time)
            observer(.firstByte)
            return TransportReport(
                .answered(
                    HTTPResponse(
                        status: status, headers: HTTPHeaderFields(received: headers), body: Array(body.utf8))),
                timings: TransportTimings(total: time))
        case .notSent(let cause, let detail): return TransportReport(.notSent(cause), detail: detail)
        case .unknown(let cause, let time):
            observer(.sent)
            (clock as? ManualClock)?.advance(by: time)
            return TransportReport(.unknown(cause))
        case .hang:
            observer(.sent)
            do {
                try await clock.sleep(until: deadline, tolerance: nil)
                return TransportReport(.unknown(.timeout))
            } catch {
                return TransportReport(.unknown(.interrupted))
            }
        }
    }

    func shutdown() async {}
}
