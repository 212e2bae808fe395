/// What one read told of an order, and all that is known about it.
public struct OrderRead: Hashable, Sendable {
    /// The read's name in the spec, such as `getOrder`; `nil` if none could be made.
    public let name: String?
    /// When it began, from the start of the call that made it.
    ///
    /// For a read after a cancel that is the start of the cancel; the time between a report and its later confirmation
    /// does not count.
    public internal(set) var started: Duration
    /// How long it took, waits, pages and further attempts included.
    public let duration: Duration
    /// What it proves of the order.
    ///
    /// Only a final state is proof of what became of a cancel; see ``OrderState``.
    public let state: OrderState
    /// Why nothing was sent, where the read provably never left; the state is unknown then.
    public let notSent: NotSentCause?
    /// What the state rests on; `nil` if there was no answer.
    public let evidence: Evidence?
    /// How much of the order was executed, as the reply tells it; `nil` if it does not, which is not zero.
    public var quantities: Quantities? { evidence?.quantities }
    /// Why there is no answer, if more is known than the state says.
    public let problem: CallProblem?
    /// What was handed to the transport, in order and over all pages; empty if nothing was.
    public let attempts: [CallAttempt]
}

extension OrderRead {
    /// A read that was not made.
    init(_ name: String?, notMade cause: NotSentCause, _ problem: CallProblem?, at started: Duration) {
        self.init(
            name: name, started: started, duration: .zero, state: .unknown(Self.word(for: cause)), notSent: cause,
            evidence: nil, problem: problem, attempts: [])
    }

    /// Why a read that was not sent proves nothing.
    static func word(for cause: NotSentCause) -> UnknownCause {
        switch cause {
        case .deadline, .localThrottle: .timeout
        case .hostNotFound, .connectionFailed, .tlsFailed: .connectionLost
        case .interrupted: .interrupted
        case .invalidInput, .invalidCredentials, .credentialsUnavailable, .precondition: .inconclusive
        }
    }

    /// Whether it was answered, and yet the answer is about an order it does not show: another read may show it.
    var isBlank: Bool {
        switch state {
        case .unknownOrder, .gone: true
        case .unknown(.inconclusive): 200...299 ~= evidence?.status ?? 0
        case .working, .pendingCancel, .canceled, .tooLate, .unknown: false
        }
    }

    /// How much it tells of the order: its end, that it is alive, that it was not found, nothing.
    var weight: Int {
        switch state {
        case .canceled, .tooLate: 3
        case .working, .pendingCancel: 2
        case .unknownOrder, .gone: 1
        case .unknown: 0
        }
    }
}

extension OrderRead: CustomStringConvertible {
    /// The read, the state, the quantities and what they rest on, on one line.
    public var description: String {
        var text = "\(name ?? "no read"): \(state)"
        if let quantities { text += ", \(quantities)" }
        if let evidence { text += ", by rule '\(evidence.rule)'" }
        if let problem { text += ", \(problem)" }
        return text + ", \(attempts.count) \(attempts.count == 1 ? "attempt" : "attempts") in \(duration.brief)"
    }
}
