import Synchronization
import VenueRuntime

// Reads of the venue that does not exist. A reply's body is a row: `working 0.4/1`, or `7 working 0.4/1` in a list.

extension Probe {
    /// A cancel with reads: of one order, then of past orders.
    enum Readable: ProbeOperation {
        static let repeatability = Repeatability.unsafe
        static let pace = ReadPace(after: .seconds(1), every: .seconds(2), atMost: 4)
        static var readers: [OrderReader<Self>] {
            [
                OrderReader(GetOrder.self, pace: pace) { input, _ in input },
                OrderReader(PastOrder.self, pace: ReadPace(after: .zero, every: .seconds(3), atMost: 2)) { input, _ in
                    input
                },
            ]
        }
    }

    /// A cancel with one read, of all orders.
    enum Listed: ProbeOperation {
        static let repeatability = Repeatability.unsafe
        static var readers: [OrderReader<Self>] {
            [
                OrderReader(GetOrder.self, pace: Readable.pace) { input, _ in input },
                OrderReader(ListOrders.self, pace: Readable.pace) { input, _ in input },
            ]
        }
    }

    /// A cancel whose read takes a member of its reply.
    enum Referring: ProbeOperation {
        static let repeatability = Repeatability.unsafe
        static var readers: [OrderReader<Self>] {
            [
                OrderReader(GetOrder.self, pace: Readable.pace) { _, reply in
                    reply.map { Input(orderID: String(decoding: $0.body, as: UTF8.self)) }
                }
            ]
        }
    }

    /// A cancel with one read, under a limit of two requests a second.
    enum LimitedReadable: ProbeOperation {
        static let repeatability = Repeatability.unsafe
        static let rateLimits = [RateLimit(requests: 1, per: .seconds(1), burst: 1, scope: .user)]
        static var readers: [OrderReader<Self>] {
            [OrderReader(GetOrder.self, pace: Readable.pace) { input, _ in input }]
        }
    }

    enum GetOrder: ProbeRead {
        static let name = "getOrder"
        static var start: RequestTarget { RequestTarget("/orders/") }
    }

    enum PastOrder: ProbeRead {
        static let name = "pastOrder"
        static var start: RequestTarget { RequestTarget("/history/") }
    }

    enum ListOrders: ReadOperation {
        typealias Credentials = Probe.Credentials
        typealias Server = Probe.Server
        static let venue = "Probe"
        static let name = "listOrders"
        static let pageLimit = 3

        struct Page: Hashable, Sendable {
            var rows: [[String]]
            var next: String?
        }

        static func prepare(_ input: Input) throws(InvalidInput) -> PreparedRequest { try prepare(input, page: nil) }

        static func prepare(_ input: Input, page: String?) throws(InvalidInput) -> PreparedRequest {
            var target = RequestTarget("/orders")
            target.query("page", ifPresent: page)
            return try PreparedRequest(method: "GET", target: target)
        }

        static func read(_ http: HTTPResponse) -> Page {
            guard http.status == 200 else { return Page(rows: []) }
            let rows = String(decoding: http.body, as: UTF8.self).split(separator: "\n")
                .map { $0.split(separator: " ").map(String.init) }
            return Page(rows: rows.filter { $0.first != "next" }, next: rows.first { $0.first == "next" }?.last)
        }

        static func nextPage(after response: Page, page: String?) -> String? { response.next }

        static func names(_ response: Page, _ input: Input) -> Bool {
            response.rows.contains { $0.first == input.orderID }
        }

        static func judge(_ response: Page, to input: Input, http: HTTPResponse) -> StateVerdict {
            guard http.status == 200 else { return .undocumented(http) }
            guard let row = response.rows.first(where: { $0.first == input.orderID }) else {
                return JudgedReply(http).verdict(.gone, "no row")
            }
            return Probe.verdict(row.dropFirst(), http)
        }
    }

    static func verdict(_ row: some Collection<String>, _ http: HTTPResponse) -> StateVerdict {
        let quantities = row.dropFirst().first.map { $0.split(separator: "/").map { ExactDecimal(String($0)) } }
        let state = row.first.flatMap { OrderState($0) }
        return JudgedReply(http, ordered: quantities?.last ?? nil, filled: quantities?.first ?? nil)
            .verdict(state ?? .unknown(.inconclusive), row.first ?? "no state")
    }
}

protocol ProbeRead: ReadOperation
where Input == Probe.Input, Response == HTTPResponse, Credentials == Probe.Credentials, Server == Probe.Server {
    static var start: RequestTarget { get }
}

extension ProbeRead {
    static var venue: String { "Probe" }

    static func prepare(_ input: Probe.Input) throws(InvalidInput) -> PreparedRequest {
        var check = InputCheck()
        check.text(input.orderID, "orderId", use: [.identity, .segment])
        try check.finish()
        var target = start
        target.segment(input.orderID)
        return try PreparedRequest(method: "GET", target: target)
    }

    static func read(_ http: HTTPResponse) -> HTTPResponse { http }

    static func judge(_ response: HTTPResponse, to input: Probe.Input, http: HTTPResponse) -> StateVerdict {
        switch http.status {
        case 200: Probe.verdict(String(decoding: http.body, as: UTF8.self).split(separator: " ").map(String.init), http)
        case 401, 403, 429: JudgedReply(http).verdict(.unknown(.inconclusive), "\(http.status)")
        case 404: JudgedReply(http).verdict(.unknownOrder, "404")
        case 410: JudgedReply(http).verdict(.gone, "410")
        default: .undocumented(http)
        }
    }
}

/// A transport that answers each request by its request line, and counts.
///
/// A class because clients and tests share it.
final class RoutedTransport: Transport {
    private let requests = Mutex<[String]>([])
    private let answer: @Sendable (_ line: String, _ count: Int) async -> ScriptedTransport.Step

    /// Answers with a step that depends on the request line and on how often that was sent, from 1.
    init(_ answer: @escaping @Sendable (_ line: String, _ count: Int) async -> ScriptedTransport.Step) {
        self.answer = answer
    }

    var lines: [String] { requests.withLock(\.self) }

    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        let line = "\(request.method) \(request.target)"
        let count = requests.withLock { lines in
            lines.append(line)
            return lines.count { $0 == line }
        }
        if Task.isCancelled { return TransportReport(.unknown(.interrupted)) }
        switch await answer(line, count) {
        case .answer(let status, let headers, let body, _):
            return TransportReport(
                .answered(
                    HTTPResponse(
                        status: status, headers: HTTPHeaderFields(received: headers), body: Array(body.utf8))))
        case .notSent(let cause, let detail): return TransportReport(.notSent(cause), detail: detail)
        case .unknown(let cause, _): return TransportReport(.unknown(cause))
        case .hang: return TransportReport(.unknown(.timeout))
        }
    }

    func shutdown() async {}
}
