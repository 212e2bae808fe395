internal import SourceText
internal import Synchronization
internal import VenueRuntime
package import VenueSpec

/// A venue made from its spec: it takes the documented requests, keeps an order book, and gives the documented replies.
///
/// A class, since clients, servers and tests share one venue; all of its state is behind one lock.
public final class SimulatedVenue: Sendable {
    package let spec: Venue
    /// How the venue behaves where its spec leaves it open.
    public let conduct: VenueConduct
    /// The venue's name, as in the spec.
    public var name: String { spec.name.text }
    let calls: [ServedCall]
    private let state: Mutex<State>

    /// A call with what is needed to read its requests and answer them.
    struct ServedCall: Sendable {
        let operation: CallDescription
        let reading: RequestReading
        let catalog: ReplyCatalog
    }

    struct State {
        var book: OrderBook
        var requests: [Ledger.Request] = []
        /// How many requests there were for each order, by its key's text.
        var attempts: [String: Int] = [:]
        var budgets: [Int: [RequestBudget]] = [:]
    }

    /// Makes a venue of the text of a spec.
    ///
    /// - Parameters:
    ///   - text: The spec, as a `.venue.yaml` file holds it.
    ///   - path: What diagnostics call the text.
    ///   - conduct: How the venue behaves where its spec leaves it open.
    /// - Throws: ``UnsuitableSpec`` for a spec that has errors, or does not record how an accepted cancel is answered.
    public convenience init(
        spec text: String, path: String = "<spec>", conduct: VenueConduct = VenueConduct()
    ) throws(UnsuitableSpec) {
        let file = SourceFile(path: path, bytes: Array(text.utf8))
        let analysis = SpecAnalysis([file])
        guard !analysis.hasErrors, let venue = analysis.venues.first else {
            let errors = analysis.diagnostics.filter { $0.severity == .error }
            throw .errors(DiagnosticFormatter(colour: false, files: [file], width: nil).format(errors))
        }
        try self.init(venue, conduct: conduct)
    }

    /// Makes a venue of what a spec means.
    ///
    /// - Throws: ``UnsuitableSpec`` for a spec that does not record how an accepted cancel is answered.
    package init(_ spec: Venue, conduct: VenueConduct = VenueConduct()) throws(UnsuitableSpec) {
        let bases = Set(spec.servers.map(\.basePath) + [""]).sorted { $0.count > $1.count }
        var calls: [ServedCall] = []
        for operation in spec.operations {
            let catalog = ReplyCatalog(operation: operation, venue: spec)
            guard catalog.documents(.canceled) else {
                throw .noReply(venue: spec.name.text, operation: operation.name.text)
            }
            let reading = RequestReading(operation: operation, basePaths: bases)
            calls.append(ServedCall(operation: operation, reading: reading, catalog: catalog))
        }
        self.spec = spec
        self.conduct = conduct
        self.calls = calls
        state = Mutex(State(book: OrderBook(opensUnknownOrders: conduct.opensUnknownOrders)))
    }

    /// Puts an order in the book, or sets the state of one that is there.
    ///
    /// - Parameters:
    ///   - keys: Every way the order is identified by; they lead to one order.
    ///   - state: Where it stands.
    public func place(_ keys: OrderKey..., state: SimulatedOrderState = .open) {
        self.state.withLock { $0.book.place(keys, state: state) }
    }

    /// Where an order stands; `nil` for one the venue has not heard of.
    public func state(of order: OrderKey) -> SimulatedOrderState? {
        state.withLock { $0.book.knownState(of: order) }
    }

    /// Whether the order was filled in part before its first cancel, as ``VenueConduct/partlyFilled`` has it.
    public func isPartlyFilled(_ order: OrderKey) -> Bool {
        Draw(seed: conduct.faults.seed, subject: "fill \(order)", attempt: 0).share < conduct.partlyFilled
    }

    /// Ends an order that is not terminal, as the market or a pending cancel would.
    public func settle(_ order: OrderKey, as end: SimulatedOrderState) {
        state.withLock { $0.book.move(order, to: end, request: nil) }
    }

    /// The keys whose order is in a state, sorted.
    public func orders(in state: SimulatedOrderState) -> [OrderKey] {
        self.state.withLock { $0.book.keys(in: state) }
    }

    /// Everything the venue received and did so far.
    public var ledger: Ledger {
        state.withLock { Ledger(requests: $0.requests, transitions: $0.book.transitions) }
    }

    /// Whether every call of the venue can play a fault; a refusal needs one that is documented.
    public func plays(_ fault: Fault) -> Bool {
        fault != .refusal || calls.allSatisfy { $0.catalog.documents(.refused) }
    }

    /// Takes a request in: from here on the venue has received it.
    ///
    /// - Returns: What the request will meet. Nothing is carried out before ``Delivery/answer()``.
    public func receive(_ request: ReceivedRequest) -> Delivery {
        let routed = route(request)
        let order = routed?.order
        let line = "\(request.method) \(request.path)"
        let subject = order?.description ?? line
        return state.withLock { state in
            let attempt = state.attempts[subject, default: 0]
            state.attempts[subject] = attempt + 1
            let number = state.requests.count
            var fault = conduct.faults.fault(number: number, subject: subject, attempt: attempt)
            if fault == .refusal, routed?.call.catalog.documents(.refused) != true { fault = nil }
            state.requests.append(
                Ledger.Request(number: number, order: order, line: line, fault: fault, isDuplicate: false))
            return Delivery(
                venue: self, number: number, fault: fault, headers: request.headers, routed: routed, attempt: attempt)
        }
    }

    func withState<Value: Sendable>(_ work: (inout State) -> sending Value) -> Value {
        state.withLock { work(&$0) }
    }
}

/// How a simulated venue conducts itself where its spec leaves it open.
public struct VenueConduct: Sendable {
    /// When an accepted cancel takes effect.
    public enum Settlement: Sendable, Hashable {
        /// At once.
        case atOnce
        /// When ``SimulatedVenue/settle(_:as:)`` is called; until then the cancel is pending.
        case later
    }

    /// The accepted secret of each credential by its name; any secret is accepted for a credential that is not listed.
    public var secrets: [String: String]
    /// Whether an order nobody told the venue about is an open one.
    public var opensUnknownOrders: Bool
    /// When an accepted cancel takes effect; at once unless said otherwise.
    public var settlement: Settlement
    /// The share of orders, from 0 to 1, that turn out to be filled when their first cancel arrives.
    public var filledFirst: Double
    /// The share of orders, from 0 to 1, that turn out to be expired when their first cancel arrives.
    public var expiredFirst: Double
    /// The share of orders, from 0 to 1, that were filled in part before their first cancel arrives; replies tell so where
    /// the spec records one that does.
    public var partlyFilled: Double
    /// Whether the documented request limits are kept.
    public var limitsRate: Bool
    /// Which requests meet which faults; none unless said otherwise.
    public var faults: FaultPlan

    /// A venue without faults that accepts any secret, opens every order it is asked for and keeps its request limits.
    public init(
        secrets: [String: String] = [:], opensUnknownOrders: Bool = true, settlement: Settlement = .atOnce,
        filledFirst: Double = 0, expiredFirst: Double = 0, partlyFilled: Double = 0, limitsRate: Bool = true,
        faults: FaultPlan = FaultPlan()
    ) {
        self.secrets = secrets
        self.opensUnknownOrders = opensUnknownOrders
        self.settlement = settlement
        self.filledFirst = filledFirst
        self.expiredFirst = expiredFirst
        self.partlyFilled = partlyFilled
        self.limitsRate = limitsRate
        self.faults = faults
    }
}

/// Why no venue can be simulated from a spec.
public enum UnsuitableSpec: Error, Hashable, Sendable, CustomStringConvertible {
    /// The spec has errors: each as `path:line:column: error: message [rule]`, with the line it is about.
    case errors(String)
    /// A call of the venue records no reply to an accepted cancel.
    case noReply(venue: String, operation: String)

    /// The errors, or what is missing and the cure.
    public var description: String {
        switch self {
        case .errors(let text): text
        case .noReply(let venue, let operation):
            "\(venue).\(operation) records no reply to an accepted cancel; add an example whose reply has a 2xx status and "
                + "the outcome 'canceled' or 'pendingCancel'"
        }
    }
}
