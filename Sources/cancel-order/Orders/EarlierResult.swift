internal import VenueRuntime

/// What an earlier run told of an order, as a line of its results.
struct EarlierResult {
    /// The venue it was sent to.
    let venue: String
    /// The call; `nil` where none was made.
    let operation: String?
    /// The input of the call.
    let input: [JSONValue.Member]
    /// What the earlier call left open; `nil` if nothing of it can have acted on the order any more.
    let earlier: UnknownCause?

    /// Reads a line; `nil` if it is none of a run's results.
    init?(_ members: [JSONValue.Member], of call: VenueCall) {
        func text(_ name: String) -> String? {
            if case .string(let text) = members.first(where: { $0.name == name })?.value { text } else { nil }
        }
        guard call.parameter("input") == nil, let venue = text("venue"),
            case .object(let input) = members.first(where: { $0.name == "input" })?.value
        else { return nil }
        self.venue = venue
        self.input = input
        operation = text("operation")
        let isOpen = members.contains { $0.name == "followsUnknownAttempt" && $0.value == .boolean(true) }
        earlier = text("outcome").flatMap(Self.cause) ?? (isOpen ? .inconclusive : nil)
    }

    /// What an outcome in words leaves open: an acknowledged cancel may act at any time, as may one nobody heard of.
    private static func cause(_ outcome: String) -> UnknownCause? {
        if let cause = UnknownCause.allCases.first(where: { outcome == CancelOutcome.unknown($0).description }) {
            return cause
        }
        let words = [
            "unknown", "pendingCancel", "alreadyPending",
            CancelOutcome.throttled(retryAfter: nil, processing: .unknown).description,
        ]
        return words.contains { outcome.hasPrefix($0) } && !outcome.hasPrefix("unknownOrder") ? .inconclusive : nil
    }
}
