/// A venue's call about one order: three pure functions, from input to request, from reply to typed response, and from
/// response to verdict.
///
/// Nothing here sends anything.
public protocol VenueOperation: Sendable {
    /// What a reply can mean.
    associatedtype Meaning: ReplyMeaning
    /// The parameters of the call, as a type that cannot hold a combination the spec rules out.
    associatedtype Input: JSONModel
    /// The documented replies, and what is left for all others.
    associatedtype Response: Hashable & Sendable
    /// The venue's secrets and the header fields they travel in.
    associatedtype Credentials: VenueCredentials
    /// The hosts the request may go to.
    associatedtype Server: VenueServer

    static var venue: String { get }
    /// The call's name in the spec, such as `cancelOrder`.
    static var name: String { get }
    /// What the caller supplies, in spec order; empty for an operation that is not generated.
    static var parameters: [InputParameter] { get }
    /// The request limits the spec states; a client keeps all of them at once.
    static var rateLimits: [RateLimit] { get }
    /// How many requests a call about so many orders counts as under ``rateLimits``.
    static func weight(ofOrders count: Int) -> Int
    /// The calls that have to come first in a session, in the order in which they are made.
    static var preconditions: [any PreconditionOperation.Type] { get }

    /// Makes the request.
    ///
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func prepare(_ input: Input) throws(InvalidInput) -> PreparedRequest

    /// Holds an input against the documented constraints, and makes nothing of it.
    ///
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func check(_ input: Input) throws(InvalidInput)

    /// Whether requests hold values that are computed for each attempt, such as a signature.
    static var isComputed: Bool { get }

    /// Whether one of these values is to grow from request to request, so that requests leave in the order in which they
    /// took it.
    static var takesNonces: Bool { get }

    /// Makes the request of one attempt with its computed values.
    ///
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func prepare(_ input: Input, with values: inout RequestValues) throws(InvalidInput) -> PreparedRequest

    /// Reads a reply. Total: what does not fit the documentation is a case of its own.
    static func read(_ http: HTTPResponse) -> Response

    /// Decides what a reply to this input means. Total.
    static func judge(_ response: Response, to input: Input, http: HTTPResponse) -> ReplyVerdict<Meaning>
}

extension VenueOperation {
    /// Makes the request to see whether it can be made.
    public static func check(_ input: Input) throws(InvalidInput) { _ = try prepare(input) }

    /// 1: every call counts as one request.
    public static func weight(ofOrders _: Int) -> Int { 1 }

    /// None: the call can be the first of a session.
    public static var preconditions: [any PreconditionOperation.Type] { [] }

    /// `false`: every attempt sends the same request.
    public static var isComputed: Bool { false }

    /// `false`: requests may leave in any order.
    public static var takesNonces: Bool { false }

    /// The same request, which holds no computed values.
    public static func prepare(
        _ input: Input, with values: inout RequestValues
    ) throws(InvalidInput) -> PreparedRequest {
        try prepare(input)
    }

    /// What makes the request of each attempt; `nil` where all send the same.
    static func computation(_ input: Input) -> RequestComputation? {
        guard isComputed else { return nil }
        return RequestComputation(takesNonces: takesNonces) { values throws(InvalidInput) in
            try prepare(input, with: &values)
        }
    }

    /// None: the venue documents no request limits.
    public static var rateLimits: [RateLimit] { [] }

    /// Empty: only generated operations tell their parameters.
    public static var parameters: [InputParameter] { [] }

    /// Reads a reply and decides what it means.
    public static func verdict(on http: HTTPResponse, to input: Input) -> ReplyVerdict<Meaning> {
        judge(read(http), to: input, http: http)
    }
}

/// A venue's cancel call.
public protocol CancelOperation: VenueOperation where Meaning == CancelOutcome {
    /// Whether the same cancel may be sent again.
    static var repeatability: Repeatability { get }
    /// How to learn the final state after an acknowledgement, best first.
    static var confirmations: [Confirmation] { get }
    /// The reads that tell what became of the order, best first.
    static var readers: [OrderReader<Self>] { get }
}

extension CancelOperation {
    /// None: the venue documents no way to confirm the final state.
    public static var confirmations: [Confirmation] { [] }

    /// None: the spec declares no read.
    public static var readers: [OrderReader<Self>] { [] }
}

/// A call the venue also takes as a WebSocket text frame.
public protocol FramedOperation: VenueOperation {
    /// What pairs a frame with its reply on the socket: `String` or `Int64`, as the spec says.
    associatedtype FrameID: LosslessStringConvertible & Hashable & Sendable

    /// Makes the frame; where it has computed values, as it is shown, with their names in angle brackets.
    ///
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func frame(for input: Input, id: FrameID) throws(InvalidInput) -> String

    /// Makes the frame of one attempt with its computed values.
    ///
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func frame(
        for input: Input, id: FrameID, with values: inout RequestValues
    ) throws(InvalidInput) -> String
}

extension FramedOperation {
    /// The same frame, which holds no computed values.
    public static func frame(
        for input: Input, id: FrameID, with values: inout RequestValues
    ) throws(InvalidInput) -> String {
        try frame(for: input, id: id)
    }
}

/// A cancel call the venue also takes as a WebSocket text frame.
public protocol FramedCancelOperation: CancelOperation, FramedOperation {}

/// Whether sending the same cancel again is safe.
public enum Repeatability: String, Hashable, Sendable, CaseIterable {
    /// A repeat cannot change another order or be counted as a fault.
    case safe
    /// A repeat is refused, or may cancel or count something else.
    case unsafe
    /// The venue's page does not tell; treated as ``unsafe``.
    case undocumented
}

/// How many requests a venue takes in a period.
public struct RateLimit: Hashable, Sendable {
    /// How many requests the venue takes in ``period``.
    public let requests: Int
    /// The time in which ``requests`` are counted.
    public let period: Duration
    /// Requests that may come at once, if the venue says.
    public let burst: Int?
    /// What the venue counts together; clients that share it should share a ``RateLimiter``.
    public let scope: Scope
    /// Other traffic that draws on the same limit, such as `websocket`.
    public let sharedWith: [String]

    /// What a limit counts together.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// All requests of a user.
        case user
        /// All requests for an account.
        case account
        /// All requests with a key.
        case key
        /// All requests from an address.
        case address
        /// All requests of a session.
        case session
    }

    /// States a limit as the venue documents it.
    public init(requests: Int, per period: Duration, burst: Int? = nil, scope: Scope, sharedWith: [String] = []) {
        self.requests = requests
        self.period = period
        self.burst = burst
        self.scope = scope
        self.sharedWith = sharedWith
    }
}

/// A way to learn the final state of an order.
public struct Confirmation: Hashable, Sendable {
    /// The venue's name for the call or stream, such as `GetOrderStatus`.
    public let call: String
    /// Order statuses it reports and what each proves, in spec order.
    public let statuses: [Status]

    /// An order status and what it proves.
    public struct Status: Hashable, Sendable {
        /// The order status as the venue spells it.
        public let status: String
        /// What an order in that status proves of its cancel.
        public let outcome: CancelOutcome

        /// States what one status proves.
        public init(_ status: String, _ outcome: CancelOutcome) {
            self.status = status
            self.outcome = outcome
        }
    }

    /// Names a call or stream and what its statuses prove.
    public init(_ call: String, statuses: [Status] = []) {
        self.call = call
        self.statuses = statuses
    }

    /// What an order status proves; `nil` if the spec does not list it.
    public func outcome(of status: String) -> CancelOutcome? {
        statuses.first { FieldMatch.equals($0.status, status) }?.outcome
    }
}

/// A parameter of a cancel call as the spec declares it, for code that learns what a venue takes at run time.
public struct InputParameter: Hashable, Sendable {
    /// What a value is on the wire.
    public indirect enum Kind: Hashable, Sendable {
        /// A string of any content the constraints allow.
        case text
        /// A decimal number in a string.
        case decimalText
        /// A decimal number as a JSON number.
        case decimal
        /// A 64-bit integer.
        case integer
        /// `true` or `false`.
        case boolean
        /// An RFC 3339 timestamp in a string.
        case timestamp
        /// One of these strings.
        case choice([String])
        /// One of these integers.
        case integerChoice([String])
        /// A list of values of one kind.
        case list(Kind)
    }

    /// When a call needs the parameter.
    public enum Presence: Hashable, Sendable {
        /// In every call.
        case required
        /// Only where the caller wants it.
        case optional
        /// With the others of one of these sets, of which one identifies the order.
        case alternative([String])
        /// Exactly where another parameter has one of these values.
        case conditional(String, [String])
    }

    /// The parameter's name on the wire, which JSON input and order files use.
    public let name: String
    /// How a value is written on the wire.
    public let kind: Kind
    /// When a call needs it.
    public let presence: Presence
    /// Whether it helps to identify the order.
    public let identifies: Bool

    /// The regular expression a value must contain a match of; `nil` where the spec has none.
    public let pattern: String?
    /// What the spec says of it: its description, and its constraints in words.
    public let about: String

    /// Describes a parameter as its spec declares it.
    public init(
        _ name: String, _ kind: Kind, _ presence: Presence = .required, identifies: Bool = false,
        pattern: String? = nil, about: String = ""
    ) {
        self.name = name
        self.kind = kind
        self.presence = presence
        self.identifies = identifies
        self.pattern = pattern
        self.about = about
    }
}

/// The generations of the contract between generated clients and this runtime.
///
/// A generated file holds one line that names the generation it was written for:
///
///     // A compile error here: this file was generated for another version of VenueRuntime. Generate it again.
///     private typealias RuntimeVersion = VenueRuntimeVersion.V2
///
/// A release that breaks old generated code removes the old name, so the first error a reader meets is that line.
public enum VenueRuntimeVersion {
    /// The second generation: operations have servers of their own and are sent by ``VenueClient``.
    public enum V2 {}
}
