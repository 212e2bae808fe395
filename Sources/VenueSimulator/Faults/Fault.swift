/// Something that goes wrong between a client and a venue, at a point where it matters.
public enum Fault: Hashable, Sendable {
    /// The connection ends after the request was read, and the venue never works on it.
    case dropAfterRead
    /// The connection ends after the venue carried the request out, before any answer.
    case dropAfterApply
    /// The connection ends in the middle of the answer's body.
    case dropMidBody
    /// The venue waits before it works on the request.
    case delayBefore(Duration)
    /// The venue carries the request out and waits before it answers.
    case delayAfter(Duration)
    /// The network delivers the request twice; the answer is the second delivery's.
    case duplicate
    /// A server error instead of working on the request.
    case serverError
    /// A server error although the request was carried out.
    case serverErrorApplied
    /// A gateway answers 200 with a page of HTML and keeps the request.
    case htmlPage
    /// The venue refuses the request as its documentation has it, inside a 2xx where it documents that.
    case refusal
    /// The request is carried out and the answer's body breaks off inside its JSON.
    case malformedJSON
    /// The request is carried out and the answer's body comes byte by byte with this pause between them.
    case slowDrip(Duration)
    /// The answer is a redirect to this address, and the request is not carried out.
    case redirect(String)
    /// The request is carried out and the answer's body is blown up with white space to this many bytes.
    case oversized(Int)

    /// The request is carried out, and the answer is the one to the cancel of another order.
    case otherOrder

    /// Whether the venue works on the request.
    public var isApplied: Bool {
        switch self {
        case .dropAfterRead, .serverError, .htmlPage, .refusal, .redirect: false
        case .dropAfterApply, .dropMidBody, .delayBefore, .delayAfter, .duplicate, .serverErrorApplied,
            .malformedJSON, .slowDrip, .oversized, .otherOrder:
            true
        }
    }

    /// One fault of each kind, with the arguments they have by default.
    public static let all: [Fault] = [
        .dropAfterRead, .dropAfterApply, .dropMidBody, .delayBefore(defaultDelay), .delayAfter(defaultDelay),
        .duplicate, .serverError, .serverErrorApplied, .htmlPage, .refusal, .malformedJSON, .slowDrip(defaultPause),
        .redirect(defaultAddress), .oversized(defaultSize), .otherOrder,
    ]

    /// How long the venue waits by default.
    static let defaultDelay = Duration.seconds(5)
    /// The pause between bytes by default.
    static let defaultPause = Duration.milliseconds(200)
    /// Where a redirect leads by default: a name that has no addresses (RFC 6761).
    static let defaultAddress = "http://elsewhere.invalid/"
    /// How large an oversized body is by default: twice what a careful client accepts.
    static let defaultSize = 2 << 20
}
