internal import SourceText
internal import Synchronization
public import VenueRuntime
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
    /// What signatures are checked with; `nil` where they are not.
    let keys: SigningKeys?
    private let state: Mutex<State>

    /// A call with what is needed to read its requests and answer them.
    struct ServedCall: Sendable {
        let operation: CallDescription
        let reading: RequestReading
        let catalog: ReplyCatalog
        /// What authorises its requests.
        let credentials: [Credential]
        /// The header fields that tell which of several sets of credentials a request carries.
        var telling = TellingHeaders()
        /// What a call that reads orders shows of them; `nil` for any other.
        var read: ReadCatalog?
        /// What a login gives; `nil` for any other.
        var login: LoginCatalog?
    }

    struct State {
        var book: OrderBook
        var requests: [Ledger.Request] = []
        /// How many requests there were for each order, by its key's text.
        var attempts: [String: Int] = [:]
        var readCount = 0
        var loginCount = 0
        var budgets: [Int: [RequestBudget]] = [:]
        var oneTimeValues = OneTimeValues()
        var sessions = Sessions()
    }

    /// Makes a venue of the text of a spec.
    ///
    /// - Parameters:
    ///   - text: The spec, as a `.venue.yaml` file holds it.
    ///   - path: What diagnostics call the text.
    ///   - conduct: How the venue behaves where its spec leaves it open.
    /// - Throws: ``UnsuitableSpec`` for a spec that has errors, or does not record how an accepted cancel or login is answered,
    ///   and for keys that are none of the spec's.
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
    /// - Throws: ``UnsuitableSpec`` for a spec that does not record how an accepted cancel or login is answered, and for keys
    ///   that are none of the spec's.
    package init(_ spec: Venue, conduct: VenueConduct = VenueConduct()) throws(UnsuitableSpec) {
        let bases = Set(spec.servers.map(\.basePath) + [""]).sorted { $0.count > $1.count }
        var calls: [ServedCall] = []
        for operation in spec.operations + spec.cancelAlls {
            let catalog = ReplyCatalog(operation: operation, venue: spec)
            guard catalog.documents(.canceled) else {
                throw .noReply(venue: spec.name.text, operation: operation.name.text)
            }
            for (known, telling) in Self.ways(of: operation, spec) {
                for variant in known.call.variants {
                    let reading = RequestReading(operation: variant, basePaths: bases)
                    calls.append(
                        ServedCall(
                            operation: variant, reading: reading, catalog: catalog, credentials: known.credentials,
                            telling: telling))
                }
            }
        }
        var lookups: [[String]] = []
        for call in spec.reads {
            let reading = RequestReading(operation: call.narrowed(to: nil, of: spec), basePaths: bases)
            let catalog = ReplyCatalog(operation: call, venue: spec)
            let read = ReadCatalog(
                catalog, of: spec, reading: reading, lookup: lookups.count, pageSize: conduct.pageSize)
            lookups.append(read.asked.map { read.origins[$0] ?? $0 })
            for (known, telling) in Self.ways(of: call, spec) {
                let reading = RequestReading(operation: known.call, basePaths: bases)
                calls.append(
                    ServedCall(
                        operation: known.call, reading: reading, catalog: catalog, credentials: known.credentials,
                        telling: telling, read: read))
            }
        }
        for call in spec.logins {
            let catalog = ReplyCatalog(operation: call, venue: spec)
            let login = LoginCatalog(catalog, of: call, of: spec)
            guard login?.isRecorded == true else {
                throw .noGrant(venue: spec.name.text, login: call.name.text)
            }
            let reading = RequestReading(operation: call, basePaths: bases)
            calls.append(
                ServedCall(
                    operation: call, reading: reading, catalog: catalog, credentials: call.credentials(of: spec),
                    login: login))
        }
        self.spec = spec
        self.conduct = conduct
        self.calls = calls
        keys = try SigningKeys(conduct, of: spec)
        let sizes = OrderSizes(
            seed: conduct.faults.seed, partlyFilled: conduct.partlyFilled,
            recorded: conduct.drawsQuantities ? [] : calls.flatMap(\.catalog.recorded).compactMap(\.quantities),
            places: spec.countsWholeUnits ? 0 : 2)
        state = Mutex(
            State(book: OrderBook(opensUnknownOrders: conduct.opensUnknownOrders, sizes: sizes, lookups: lookups)))
    }

    /// Header fields that only requests with some of the venue's credentials have, in lower case.
    struct TellingHeaders: Sendable {
        /// Those of requests that carry the set at hand.
        var own: Set<String> = []
        /// Those of requests that carry another, which never come beside these.
        var foreign: Set<String> = []
    }

    /// A call as those make it who have one set of credentials.
    private struct Way {
        let call: CallDescription
        let credentials: [Credential]

        /// Every header field by which its requests are authorised.
        var headers: Set<String> {
            let placed = credentials.filter(\.scheme.hasHeader).map(\.header)
            return Set((placed + call.bindings.flatMap(\.headers).map(\.name)).map { $0.lowercased() })
        }
    }

    /// A call by each set of credentials, with the header fields that tell the sets apart.
    private static func ways(of call: CallDescription, _ spec: Venue) -> [(way: Way, telling: TellingHeaders)] {
        guard !spec.credentialSets.isEmpty else {
            return [(Way(call: call, credentials: spec.credentials), TellingHeaders())]
        }
        let ways = spec.credentialSets.map { set in
            Way(
                call: call.narrowed(to: set.name.text, of: spec),
                credentials: spec.credentials.filter { set.credentials.contains($0.name.text) })
        }
        let all = ways.reduce(into: Set<String>()) { $0.formUnion($1.headers) }
        let shared = ways.reduce(all) { $0.intersection($1.headers) }
        return ways.map { way in
            (way, TellingHeaders(own: way.headers.subtracting(shared), foreign: all.subtracting(way.headers)))
        }
    }

    /// Puts an order in the book, or sets the state of one that is there.
    ///
    /// - Parameters:
    ///   - keys: Every way the order is identified by; they lead to one order.
    ///   - state: Where it stands.
    ///   - ordered: How much it is for; drawn unless stated.
    ///   - filled: How much of it is executed; what the state says, or drawn, unless stated.
    public func place(
        _ keys: OrderKey..., state: SimulatedOrderState = .open, ordered: ExactDecimal? = nil,
        filled: ExactDecimal? = nil
    ) {
        self.state.withLock { $0.book.place(keys, state: state, ordered: ordered, filled: filled) }
    }

    /// An order as it stands; `nil` for one the venue has not heard of.
    public func order(_ key: OrderKey) -> SimulatedOrder? {
        state.withLock { state in
            state.book.knownNumber(of: key).map { state.book.order($0, at: conduct.clock.now) }
        }
    }

    /// Where an order stands; `nil` for one the venue has not heard of.
    public func state(of order: OrderKey) -> SimulatedOrderState? { self.order(order)?.state }

    /// Ends an order that is not terminal, as the market or a pending cancel would.
    public func settle(_ order: OrderKey, as end: SimulatedOrderState) {
        state.withLock { state in
            guard let number = state.book.knownNumber(of: order) else { return }
            state.book.move(number, to: end, at: conduct.clock.now)
        }
    }

    /// The keys whose order is in a state, sorted.
    public func orders(in state: SimulatedOrderState) -> [OrderKey] {
        self.state.withLock { $0.book.keys(in: state, at: conduct.clock.now) }
    }

    /// Everything the venue received and did so far.
    public var ledger: Ledger {
        state.withLock { state in
            let now = conduct.clock.now
            return Ledger(
                requests: state.requests, transitions: state.book.transitions(until: now),
                orders: state.book.orders(at: now))
        }
    }

    /// What its reads cannot show of orders in a state, since no recorded reply does, and what they show instead; each in
    /// one line, lower case, no full stop.
    public func gaps(showing states: Set<SimulatedOrderState>) -> [String] {
        SimulatedOrderState.allCases.filter(states.contains).flatMap { state in
            calls.compactMap { $0.read?.gap(showing: state) }.map { "\(name).\($0)" }
        }
    }

    /// Whether every cancel of the venue can play a fault; a refusal needs one that is documented, and reads have none.
    ///
    /// Logins meet no faults.
    public func plays(_ fault: Fault) -> Bool {
        fault != .refusal || calls.allSatisfy { $0.operation.kind != .cancel || $0.catalog.documents(.refused) }
    }

    /// Takes a request in: from here on the venue has received it.
    ///
    /// - Returns: What the request will meet. Nothing is carried out before ``Delivery/answer()``.
    public func receive(_ request: ReceivedRequest) -> Delivery {
        let routed = route(request)
        let line = "\(request.method) \(request.path)"
        let isRead = routed?.call.read != nil
        let isLogin = routed?.call.login != nil
        let subject = routed?.order.map { isRead ? "read \($0)" : $0.description } ?? line
        return state.withLock { state in
            let attempt = state.attempts[subject, default: 0]
            state.attempts[subject] = attempt + 1
            let number = state.requests.count
            let arrival = isRead ? state.readCount : number - state.readCount - state.loginCount
            if isRead { state.readCount += 1 }
            if isLogin { state.loginCount += 1 }
            let faults = isRead ? conduct.readFaults : isLogin ? FaultPlan() : conduct.faults
            var fault = faults.fault(number: arrival, subject: subject, attempt: attempt)
            if fault == .refusal, routed?.call.catalog.documents(.refused) != true { fault = nil }
            state.requests.append(
                Ledger.Request(
                    number: number, order: isRead ? nil : routed?.order, isRead: isRead, isLogin: isLogin, line: line,
                    fault: fault, isDuplicate: false))
            return Delivery(
                venue: self, number: number, fault: fault, request: request, routed: routed, attempt: attempt)
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
        /// After this time; until then the cancel is pending.
        case after(Duration)
        /// When ``SimulatedVenue/settle(_:as:)`` is called; until then the cancel is pending.
        case later
    }

    /// The accepted secret of each credential by its name, those of logins among them; any secret is accepted for a
    /// credential that is not listed.
    ///
    /// A secret that a login gave is accepted as well. Once a login of the venue gave a credential, no secret is any more
    /// that is neither listed nor given. Of a login's own credential that its reply replaces, only the newest is accepted.
    public var secrets: [String: String]
    /// How long what a login gives is accepted; `nil` for the length that the spec states whatever the reply, or else for
    /// ever.
    ///
    /// Replies that tell the length or the end of a session tell this one; of one without end, that it lasts for a day.
    public var sessionLife: Duration?
    /// How many calls what a login gives is accepted for, and a session stays ready for that a precondition readied; `nil`
    /// for any number.
    public var callsPerSession: Int?
    /// Whether an order nobody told the venue about is an open one.
    public var opensUnknownOrders: Bool
    /// When an accepted cancel takes effect; at once unless said otherwise.
    public var settlement: Settlement
    /// The share of orders, from 0 to 1, that turn out to be filled when their first cancel arrives.
    public var filledFirst: Double
    /// The share of orders, from 0 to 1, that turn out to be expired when their first cancel arrives.
    public var expiredFirst: Double
    /// Whether each order is for a quantity of its own; otherwise quantities are those of the spec's recorded replies.
    public var drawsQuantities: Bool
    /// The share of orders, from 0 to 1, that were filled in part before their first cancel arrives, and, where quantities
    /// are drawn, are filled further while a cancel that takes time is under way.
    public var partlyFilled: Double
    /// The share of orders, from 0 to 1, that are filled in full while their cancel is under way.
    public var filledMeanwhile: Double
    /// The share of cancels, from 0 to 1, that are refused after they were acknowledged: the order goes on working, or,
    /// one time in two, is filled in full once as much time has passed again.
    public var refusedLater: Double
    /// How old the book is that reads show.
    public var staleReads: Duration
    /// How many rows a page of a list has where the spec does not tell.
    public var pageSize: Int
    /// Whether the documented request limits are kept.
    public var limitsRate: Bool
    /// Which cancels meet which faults; none unless said otherwise.
    ///
    /// Its seed is also that of the draws about orders.
    public var faults: FaultPlan
    /// Which reads meet which faults; none unless said otherwise.
    public var readFaults: FaultPlan
    /// What time it is: `ContinuousClock` unless a test says otherwise.
    public var clock: any CallClock
    /// The keys requests are signed with by their credentials' names, those of logins among them, each as text in the
    /// encoding that the spec states; none unless said otherwise.
    ///
    /// A venue with keys refuses a request as it does one without credentials unless each signature and digest is what the
    /// request gives as it was received, each time is near the venue's, and each number or text that is made once for a
    /// request is new: random texts never came before, and nonces are greater than any before them. Where only some keys
    /// of a venue are given, signatures with the others are not checked.
    ///
    /// Private keys are given themselves, since the same text then serves client and venue.
    public var keys: [String: String]
    /// What makes signatures and digests to compare with, such as `SystemCryptography` of the product `VenueSigning`; needed
    /// for ``keys``, and for what is signed with keys that logins give, which is not checked without.
    public var cryptography: (any Cryptography)?
    /// How far the time in a request may be from the venue's; `nil` for the window that the spec states, or else 30 s.
    ///
    /// Of a time that is to be later, such as the end of a request's validity, how far from that.
    public var clockTolerance: Duration?
    /// The time of day that times in requests are held against: the system's unless a test says otherwise.
    public var wallTime: any WallTime

    /// A venue without faults that accepts any secret and signature, opens every order it is asked for and keeps its request limits.
    public init(
        secrets: [String: String] = [:], opensUnknownOrders: Bool = true, settlement: Settlement = .atOnce,
        filledFirst: Double = 0, expiredFirst: Double = 0, drawsQuantities: Bool = false, partlyFilled: Double = 0,
        filledMeanwhile: Double = 0, refusedLater: Double = 0, staleReads: Duration = .zero, pageSize: Int = 100,
        limitsRate: Bool = true,
        faults: FaultPlan = FaultPlan(), readFaults: FaultPlan = FaultPlan(), clock: any CallClock = ContinuousClock(),
        keys: [String: String] = [:], cryptography: (any Cryptography)? = nil, clockTolerance: Duration? = nil,
        wallTime: any WallTime = SystemWallTime(), sessionLife: Duration? = nil, callsPerSession: Int? = nil
    ) {
        self.secrets = secrets
        self.opensUnknownOrders = opensUnknownOrders
        self.settlement = settlement
        self.filledFirst = filledFirst
        self.expiredFirst = expiredFirst
        self.drawsQuantities = drawsQuantities
        self.partlyFilled = partlyFilled
        self.filledMeanwhile = filledMeanwhile
        self.refusedLater = refusedLater
        self.staleReads = staleReads
        self.pageSize = pageSize
        self.limitsRate = limitsRate
        self.faults = faults
        self.readFaults = readFaults
        self.clock = clock
        self.keys = keys
        self.cryptography = cryptography
        self.clockTolerance = clockTolerance
        self.wallTime = wallTime
        self.sessionLife = sessionLife
        self.callsPerSession = callsPerSession
    }
}

extension Venue {
    /// Whether a field that tells a quantity holds whole numbers alone.
    fileprivate var countsWholeUnits: Bool {
        calls.flatMap(\.responses).contains { shape in
            shape.quantities.all.contains { shape.type(at: $0.value, in: self) == .integer }
        }
    }
}

/// Why no venue can be simulated from a spec.
public enum UnsuitableSpec: Error, Hashable, Sendable, CustomStringConvertible {
    /// The spec has errors: each as `path:line:column: error: message [rule]`, with the line it is about.
    case errors(String)
    /// A call of the venue records no reply to an accepted cancel.
    case noReply(venue: String, operation: String)
    /// A login of the venue records no reply that grants it.
    case noGrant(venue: String, login: String)
    /// A key of ``VenueConduct/keys`` cannot check the venue's signatures.
    case unusableKey(venue: String, credential: String, reason: String)

    /// The errors, or what is missing and the cure.
    public var description: String {
        switch self {
        case .errors(let text): text
        case .noReply(let venue, let operation):
            "\(venue).\(operation) records no reply to an accepted cancel; add an example whose reply has a 2xx status and "
                + "the outcome 'canceled' or 'pendingCancel'"
        case .noGrant(let venue, let login):
            "\(venue).\(login) records no reply that grants it; add an example whose reply has the outcome 'granted'"
        case .unusableKey(let venue, let credential, let reason): "\(venue), key '\(credential)': \(reason)"
        }
    }
}
