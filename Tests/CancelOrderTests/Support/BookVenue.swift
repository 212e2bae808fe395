import Foundation
import LoopbackServer
import Synchronization

/// A venue on raw sockets that keeps a book, tells every order by its reads, and counts what it received of each.
///
/// A class because its server's threads and the test share it.
final class BookVenue: Sendable {
    /// What the venue is like.
    enum Kind: Sendable {
        /// A repeat of a cancel is safe there.
        case crossTrade
        /// It is not.
        case bitGo
    }

    /// What becomes of a cancel.
    enum Fate: Sendable {
        case canceled
        /// Acknowledged, and the order goes on.
        case ignored
        /// Carried out, and the connection ends unanswered.
        case lost
    }

    let kind: Kind
    private let book: Book
    private let server: LoopbackServer

    /// A venue whose answers to cancels take a time.
    init(
        _ kind: Kind, delay: @escaping @Sendable () -> TimeInterval = { 0 },
        fate: @escaping @Sendable (_ id: String) -> Fate = { _ in .canceled }
    ) throws {
        self.kind = kind
        let book = Book(kind)
        self.book = book
        server = try LoopbackServer { request, peer in book.answer(request, peer, delay, fate) }
    }

    var url: String { server.url() }

    /// The methods of the requests, each run of the same one once.
    var methods: [String] {
        book.state.withLock(\.methods).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    }

    /// How often the cancel of each order was received.
    var cancels: [String: Int] { book.state.withLock(\.cancels) }

    var canceled: Set<String> { book.canceled }

    /// Ends an order without a cancel by the client.
    func cancel(_ id: String) { book.cancel(id) }

    func stop() { server.stop() }

    /// The words that cancel orders there.
    var words: [String] {
        switch kind {
        case .crossTrade: ["crosstrade", "--base-url", url]
        case .bitGo: ["bitgo", "--base-url", url]
        }
    }

    var venue: String { kind == .crossTrade ? "CrossTrade" : "BitGo" }

    /// The input of an order.
    func input(_ id: String) -> String {
        kind == .crossTrade ? #"{"account":"A","orderId":"\#(id)"}"# : #"{"accountId":"A","orderId":"\#(id)"}"#
    }

    /// The first line of a journal of orders there.
    func begin(_ count: Int, server: String? = nil) -> String {
        #"{"journal":"begin","format":1,"venue":"\#(venue)","operation":"cancelOrder","#
            + #""server":"\#(server ?? url)","orders":\#(count)}"#
    }

    /// A file of orders.
    func csv(_ ids: some Sequence<String>) -> String {
        "\(kind == .crossTrade ? "account" : "accountId"),orderId\n" + ids.map { "A,\($0)\n" }.joined()
    }
}

/// What a venue knows of its orders, and its answers.
private final class Book: Sendable {
    struct State {
        var cancels: [String: Int] = [:]
        var isCanceled: Set<String> = []
        var methods: [String] = []
    }

    let state = Mutex(State())
    private let kind: BookVenue.Kind

    init(_ kind: BookVenue.Kind) { self.kind = kind }

    var canceled: Set<String> { state.withLock(\.isCanceled) }

    func cancel(_ id: String) { state.withLock { _ = $0.isCanceled.insert(id) } }

    func answer(
        _ request: ReceivedRequest, _ peer: Peer, _ delay: () -> TimeInterval, _ fate: (String) -> BookVenue.Fate
    ) -> LoopbackServer.Next {
        let words = request.line.split(separator: " ").map(String.init)
        let path = words.dropFirst().first?.split(separator: "?").first?.split(separator: "/").map(String.init) ?? []
        let json = ["Content-Type: application/json"]
        state.withLock { $0.methods.append(words.first ?? "") }
        if words.first != "GET" {
            let id = path.dropLast().last ?? ""
            state.withLock { $0.cancels[id, default: 0] += 1 }
            let pause = delay()
            if pause > 0 { Thread.sleep(forTimeInterval: pause) }
            let fate = fate(id)
            if fate.isCarriedOut { cancel(id) }
            if case .lost = fate { return .close }
            peer.reply(200, headers: json, body: kind == .crossTrade ? #"{"orderId":"\#(id)","success":true}"# : "{}")
            return .keep
        }
        let last = path.last ?? ""
        let body =
            switch kind {
            case .crossTrade:
                #"{"account":"A","orderId":"\#(last)","orderState":"\#(canceled.contains(last) ? "Cancelled" : "Working")","#
                    + #""quantity":2,"filled":0}"#
            case .bitGo where last == "orders":
                #"{"data":[\#(state.withLock { Set($0.cancels.keys).union($0.isCanceled) }.map(row).joined(separator: ","))]}"#
            case .bitGo: row(last)
            }
        peer.reply(200, headers: json, body: body)
        return .keep
    }

    private func row(_ id: String) -> String {
        #"{"id":"\#(id)","status":"\#(canceled.contains(id) ? "canceled" : "open")","quantity":"2","filledQuantity":"0"}"#
    }
}

extension BookVenue.Fate {
    fileprivate var isCarriedOut: Bool {
        switch self {
        case .canceled, .lost: true
        case .ignored: false
        }
    }
}

/// Numbers that look random and are the same in every run: SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
