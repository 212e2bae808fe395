/// What became of a call over a socket, and when.
public struct SocketReport: Hashable, Sendable, CustomStringConvertible {
    /// The three things that can become of a call.
    public enum Result: Hashable, Sendable {
        /// A reply with the call's id came after its frame had left.
        case answered(SocketFrame)
        /// The frame was never handed to the socket, provably.
        case notSent(NotSentCause)
        /// The frame was handed to the socket, and no reply came.
        case unknown(UnknownCause)
    }

    /// Whether there is a reply, provably nothing left, or neither is known.
    public let result: Result
    /// More of the reason, in fixed words; never holds secrets.
    public let detail: String?
    /// When the frame was handed to the socket, from the call's start; `nil` if it was not.
    public let sent: Duration?
    /// How long the call took.
    public let total: Duration

    /// States what became of a call.
    public init(_ result: Result, detail: String? = nil, sent: Duration? = nil, total: Duration = .zero) {
        self.result = result
        self.detail = detail
        self.sent = sent
        self.total = total
    }

    /// The reply; `nil` if none came.
    public var reply: SocketFrame? { if case .answered(let frame) = result { frame } else { nil } }

    /// The result and the detail, without the reply's text.
    public var description: String {
        let text =
            switch result {
            case .answered(let frame): "answered \(frame)"
            case .notSent(let cause): "notSent(\(cause.rawValue))"
            case .unknown(let cause): "unknown(\(cause.rawValue))"
            }
        return text + (detail.map { ": \($0)" } ?? "")
    }
}

/// What a session tells its observer.
public enum SocketSessionEvent: Hashable, Sendable {
    /// A connection stands, and its login, if there is one, was accepted.
    case ready
    /// No connection came about, or its login was not accepted.
    case failed(SocketFailure)
    /// A connection that was ready has ended.
    case ended(SocketEnding)
    /// A reply came to a call that had ended without one. It was judged for nobody.
    case lateReply(id: String, SocketFrame)
    /// Another reply came to a call that had one, which decided: the venue, or what reads the ids, is at fault.
    case secondReply(id: String, SocketFrame)
    /// A reply came with an id that no call of the connection has, or whose frame had not left.
    case unclaimedReply(id: String)
}

/// How often something happened in a session.
public struct SocketSessionCounts: Hashable, Sendable {
    /// Connections that became ready.
    public internal(set) var connections = 0
    /// Replies that came to calls that had ended without one.
    public internal(set) var lateReplies = 0
    /// Replies that came to calls that had one.
    public internal(set) var secondReplies = 0
    /// Replies with an id nobody waited for.
    public internal(set) var unclaimedReplies = 0
    /// Frames that were no replies, while nobody listened.
    public internal(set) var unheardFrames = 0
}
