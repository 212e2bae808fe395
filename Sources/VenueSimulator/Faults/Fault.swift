internal import VenueRuntime

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

    static let defaultDelay = Duration.seconds(5)
    static let defaultPause = Duration.milliseconds(200)
    /// Where a redirect leads by default: a name that has no addresses (RFC 6761).
    static let defaultAddress = "http://elsewhere.invalid/"
    /// How large an oversized body is by default: twice what a careful client accepts.
    static let defaultSize = 2 << 20
}

extension Fault: CustomStringConvertible {
    /// The fault's name on the command line and in the programming interface, such as `drop-after-read`.
    public var name: String { words.name }
    /// What happens, in one line.
    public var summary: String { words.summary }

    private var words: (name: String, summary: String) {
        switch self {
        case .dropAfterRead: ("drop-after-read", "the connection ends unanswered; the order stays open")
        case .dropAfterApply: ("drop-after-apply", "the connection ends unanswered; the order is cancelled")
        case .dropMidBody: ("drop-mid-body", "the connection ends in the middle of the body; the order is cancelled")
        case .delayBefore: ("delay-before", "waits, then works on the request (:TIME, 5s by default)")
        case .delayAfter: ("delay-after", "cancels the order, then waits before it answers (:TIME, 5s by default)")
        case .duplicate: ("duplicate", "the request arrives twice; the second one is answered")
        case .serverError: ("5xx", "a server error; the order stays open")
        case .serverErrorApplied: ("5xx-applied", "a server error; the order is cancelled")
        case .htmlPage: ("html", "200 with a page of HTML; the order stays open")
        case .refusal: ("refusal", "the documented refusal, inside a 200 where there is one; the order stays open")
        case .malformedJSON: ("malformed-json", "the body breaks off; the order is cancelled")
        case .slowDrip: ("slow-drip", "the body comes byte by byte (:TIME between them, 200ms by default)")
        case .redirect: ("redirect", "307 to another host (:URL for a certain one); the order stays open")
        case .oversized: ("oversized", "a body of 2 MiB (:BYTES for another size); the order is cancelled")
        case .otherOrder:
            ("other-order", "the answer names another order where answers name one; the order is cancelled")
        }
    }

    /// The name, with the argument where there is one, as ``init(_:)`` reads it.
    public var description: String {
        switch self {
        case .delayBefore(let time), .delayAfter(let time), .slowDrip(let time):
            "\(name):\(Int64(time / .milliseconds(1)))ms"
        case .oversized(let size): "\(name):\(size)"
        case .redirect(let address): "\(name):\(address)"
        default: name
        }
    }

    /// The fault of a name with an optional argument, such as `delay-before:250ms`; `nil` if there is none.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, let fault = Self.all.first(where: { $0.name == name }) else { return nil }
        guard parts.count == 2, let argument = parts.last else {
            self = fault
            return
        }
        switch (fault, Duration(word: argument)) {
        case (.delayBefore, let time?): self = .delayBefore(time)
        case (.delayAfter, let time?): self = .delayAfter(time)
        case (.slowDrip, let time?): self = .slowDrip(time)
        case (.oversized, _):
            guard let size = Int(argument), (1...(1 << 30)).contains(size) else { return nil }
            self = .oversized(size)
        case (.redirect, _):
            guard !argument.isEmpty, argument.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
            self = .redirect(argument)
        default: return nil
        }
    }
}
