internal import VenueRuntime

/// What the process's status tells; for many orders, of the most severe outcome.
enum ExitStatus: Int32, CaseIterable, Comparable {
    /// Every order is cancelled, or nothing was to be sent.
    case canceled = 0
    /// The command line cannot be run.
    case usage = 2
    /// A file could not be read, or its orders or credentials are malformed; nothing was sent.
    case unreadable = 3
    /// Accepted; the order's end is to be confirmed.
    case pending = 10
    /// Gone, unknown or ended otherwise.
    case ended = 11
    /// The venue refused.
    case rejected = 12
    /// A rate limit refused.
    case throttled = 13
    /// Provably not sent.
    case notSent = 14
    /// Possibly sent, and nothing proves what came of it.
    case unknown = 15
    /// What became of orders could not be written, whatever it was.
    case lost = 16

    /// The status of an outcome.
    init(_ outcomeClass: OutcomeClass) {
        self =
            switch outcomeClass {
            case .canceled: .canceled
            case .pending: .pending
            case .ended: .ended
            case .rejected: .rejected
            case .throttled: .throttled
            case .notSent: .notSent
            case .unknown: .unknown
            }
    }

    /// Orders by severity.
    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// What it tells, for help.
    var meaning: String {
        switch self {
        case .canceled: "cancelled: the venue proved it (or --dry-run)"
        case .usage: "wrong usage"
        case .unreadable: "a file could not be read or is malformed; nothing was sent"
        case .pending: "pending: accepted, the end is to be confirmed"
        case .ended: "gone, unknown order, or too late"
        case .rejected: "rejected by the venue"
        case .throttled: "refused by the venue's rate limit"
        case .notSent: "provably not sent"
        case .unknown: "unknown: possibly sent, no proof either way"
        case .lost: "some results could not be written; standard error tells how many"
        }
    }

    /// All of them with their meanings, one to a line.
    static var table: String {
        allCases.map { "  \($0.rawValue)\($0.rawValue < 10 ? " " : "")  \($0.meaning)" }.joined(separator: "\n")
    }
}
