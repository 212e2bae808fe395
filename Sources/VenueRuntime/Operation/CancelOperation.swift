/// A venue's cancel call: three pure functions, from input to request, from reply to typed response, and from response
/// to verdict.
///
/// Nothing here sends anything.
public protocol CancelOperation: Sendable {
    /// What the caller supplies.
    associatedtype Input: JSONModel
    /// The documented replies, and what is left for all others.
    associatedtype Response: Hashable & Sendable
    /// What authorises the request.
    associatedtype Credentials: VenueCredentials
    /// The hosts the request may go to.
    associatedtype Server: VenueServer

    /// The venue's name.
    static var venue: String { get }
    /// The call's name in the spec, such as `cancelOrder`.
    static var name: String { get }
    /// What the caller supplies, in spec order; empty for an operation that is not generated.
    static var parameters: [InputParameter] { get }
    /// Whether the same cancel may be sent again.
    static var repeatability: Repeatability { get }
    /// The venue's request limits.
    static var rateLimits: [RateLimit] { get }
    /// How to learn the final state after an acknowledgement, best first.
    static var confirmations: [Confirmation] { get }

    /// Makes the request.
    ///
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func prepare(_ input: Input) throws(InvalidInput) -> PreparedRequest

    /// Reads a reply. Total: what does not fit the documentation is a case of its own.
    static func read(_ http: HTTPResponse) -> Response

    /// Decides what a reply to this input means. Total.
    static func judge(_ response: Response, to input: Input, http: HTTPResponse) -> Verdict
}

extension CancelOperation {
    /// None: the venue documents no request limits.
    public static var rateLimits: [RateLimit] { [] }

    /// None: the venue documents no way to confirm the final state.
    public static var confirmations: [Confirmation] { [] }

    /// Nothing is told.
    public static var parameters: [InputParameter] { [] }

    /// Reads a reply and decides what it means.
    public static func verdict(on http: HTTPResponse, to input: Input) -> Verdict {
        judge(read(http), to: input, http: http)
    }
}

/// A cancel call the venue also takes as a WebSocket text frame.
public protocol FramedCancelOperation: CancelOperation {
    /// The correlation id: `String` or `Int64`.
    associatedtype FrameID: LosslessStringConvertible & Hashable & Sendable

    /// Makes the frame.
    ///
    /// - Throws: ``InvalidInput`` with every constraint the input breaks.
    static func frame(for input: Input, id: FrameID) throws(InvalidInput) -> String
}
