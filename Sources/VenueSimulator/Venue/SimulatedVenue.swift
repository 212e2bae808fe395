internal import Synchronization
internal import VenueRuntime
public import VenueSpec

/// A venue made from its spec: it takes the documented requests, keeps an order book, and gives the documented replies.
///
/// A class, since clients, servers and tests share one venue; all of its state is behind one lock.
public final class SimulatedVenue: Sendable {
    /// The venue as its spec means it.
    public let spec: Venue
    /// How it conducts itself.
    public let conduct: VenueConduct
    /// Its calls.
    let calls: [Call]
    /// Everything that changes.
    private let state: Mutex<State>

    /// A call with what is needed to read its requests and answer them.
    struct Call: Sendable {
        /// The call.
        let operation: VenueSpec.CancelOperation
        /// How its requests are read.
        let reading: RequestReading
        /// Its replies.
        let catalog: ReplyCatalog
    }

    /// Everything that changes.
    struct State {
        /// The orders.
        var book: OrderBook
        /// Every request.
        var requests: [Ledger.Request] = []
        /// How many requests there were for each order, by its key's text.
        var attempts: [String: Int] = [:]
        /// What is left of each limit for each user.
        var buckets: [Int: [TokenBucket]] = [:]
    }

    /// Makes a venue.
    ///
    /// - Throws: ``UnsuitableSpec`` for a spec that does not record how an accepted cancel is answered.
    public init(_ spec: Venue, conduct: VenueConduct = VenueConduct()) throws(UnsuitableSpec) {
        let bases = Set(spec.servers.map(\.basePath) + [""]).sorted { $0.count > $1.count }
        var calls: [Call] = []
        for operation in spec.operations {
            let catalog = ReplyCatalog(operation: operation, venue: spec)
            guard catalog.documents(.canceled) else {
                throw UnsuitableSpec(venue: spec.name.text, operation: operation.name.text)
            }
            let reading = RequestReading(operation: operation, basePaths: bases)
            calls.append(Call(operation: operation, reading: reading, catalog: catalog))
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
    public func place(_ keys: OrderKey..., state: OrderState = .open) {
        self.state.withLock { $0.book.place(keys, state: state) }
    }

    /// Where an order stands; `nil` for one the venue has not heard of.
    public func state(of order: OrderKey) -> OrderState? {
        state.withLock { $0.book.knownState(of: order) }
    }

    /// Ends an order that is not terminal, as the market or a pending cancel would.
    public func settle(_ order: OrderKey, as end: OrderState) {
        state.withLock { $0.book.move(order, to: end, request: nil) }
    }

    /// The keys whose order is in a state, sorted.
    public func orders(in state: OrderState) -> [OrderKey] {
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

    /// Works with everything that changes.
    func withState<Value: Sendable>(_ work: (inout State) -> sending Value) -> Value {
        state.withLock { work(&$0) }
    }
}
