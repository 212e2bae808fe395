/// What a read proves of an order, in FIX's terms.
///
/// Only a final state is proof of what became of a cancel: an order that still works can be reached by a cancel whose
/// reply was lost, and one that is not found may only not be found yet.
public enum OrderState: Hashable, Sendable {
    /// It is alive and no cancel is under way: OrdStatus (39) = 0 or 1.
    case working
    /// It is alive and a cancel is under way: OrdStatus (39) = 6.
    case pendingCancel
    /// It is cancelled: OrdStatus (39) = 4.
    case canceled
    /// It ended otherwise.
    case tooLate(TerminalStatus)
    /// The venue knows no such order, which right after a cancel proves nothing.
    case unknownOrder
    /// Not known or already ended; the venue does not tell which.
    case gone
    /// The reply proves nothing of the order.
    case unknown(UnknownCause)

    /// Whether the order ended: a state that no other follows.
    public var isFinal: Bool {
        switch self {
        case .canceled, .tooLate: true
        case .working, .pendingCancel, .unknownOrder, .gone, .unknown: false
        }
    }

    /// Whether the order can still be executed.
    public var isAlive: Bool { self == .working || self == .pendingCancel }
}

extension OrderState: LosslessStringConvertible {
    /// The state of a ``description``; `nil` for other words.
    public init?(_ description: String) {
        let plain: [OrderState] = [.working, .pendingCancel, .canceled, .unknownOrder, .gone]
        let all = plain + TerminalStatus.allCases.map { .tooLate($0) } + UnknownCause.allCases.map { .unknown($0) }
        guard let state = all.first(where: { $0.description == description }) else { return nil }
        self = state
    }

    /// The state in the words specs use, such as `tooLate(filled)`.
    ///
    /// Stable; fit to be stored and searched.
    public var description: String {
        switch self {
        case .working: "working"
        case .pendingCancel: "pendingCancel"
        case .canceled: "canceled"
        case .tooLate(let status): "tooLate(\(status.rawValue))"
        case .unknownOrder: "unknownOrder"
        case .gone: "gone"
        case .unknown(let cause): "unknown(\(cause.rawValue))"
        }
    }
}

/// What a reply can mean: the outcome of a cancel or the state of an order.
public protocol ReplyMeaning: Hashable, Sendable {
    /// The reply proves nothing.
    static func unknown(_ cause: UnknownCause) -> Self
}

extension CancelOutcome: ReplyMeaning {}
extension OrderState: ReplyMeaning {}
