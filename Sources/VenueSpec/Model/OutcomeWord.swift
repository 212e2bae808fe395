extension Outcome {
    /// The outcome of a word of the language, such as `pendingCancel` or `rejected(permission)`.
    ///
    /// `tooLate`, `rejected` and `throttled` alone stand for `tooLate(unspecified)`, `rejected(other)` and
    /// `throttled(unknown)`. The built-in `unknown(unreadable)`, `unknown(undocumented)` and `unknown(otherOrder)` are
    /// words too, since examples record them; ``isBuiltIn`` tells them apart.
    public init?(word: String) {
        guard let outcome = Self.byWord[word] else { return nil }
        self = outcome
    }

    /// The outcome's full word, with its argument where it has one: `tooLate(unspecified)`.
    public var word: String {
        switch self {
        case .canceled: "canceled"
        case .pendingCancel: "pendingCancel"
        case .tooLate(let status): "tooLate(\(status.rawValue))"
        case .unknownOrder: "unknownOrder"
        case .gone: "gone"
        case .alreadyPending: "alreadyPending"
        case .rejected(let reason): "rejected(\(reason.rawValue))"
        case .throttled(let processing): "throttled(\(processing.rawValue))"
        case .unknown(let cause): "unknown(\(cause.rawValue))"
        }
    }

    /// Whether only the language itself decides it: a rule cannot, but a reply of an example may record it.
    public var isBuiltIn: Bool {
        switch self {
        case .unknown(.unreadable), .unknown(.undocumented), .unknown(.otherOrder): true
        default: false
        }
    }

    /// Every outcome, in the order of the vocabulary.
    public static let all: [Outcome] =
        [.canceled, .pendingCancel]
        + TerminalStatus.allCases.map(tooLate)
        + [.unknownOrder, .gone, .alreadyPending]
        + RejectionReason.allCases.map(rejected)
        + Processing.allCases.map(throttled)
        + UnknownCause.allCases.map(unknown)

    /// Every word a rule may use, abbreviations included, for suggestions.
    public static let ruleWords: [String] = all.filter { !$0.isBuiltIn }.map(\.word) + abbreviations.map(\.word)

    /// Every word a reply of an example may use: those of rules and the built-in ones.
    public static let replyWords: [String] = all.map(\.word) + abbreviations.map(\.word)

    /// Words that leave out the argument that says nothing.
    private static let abbreviations: [(word: String, outcome: Outcome)] = [
        ("tooLate", .tooLate(.unspecified)), ("rejected", .rejected(.other)), ("throttled", .throttled(.unknown)),
    ]

    /// The outcome of every word.
    private static let byWord = Dictionary(
        all.map { ($0.word, $0) } + abbreviations.map { ($0.word, $0.outcome) }, uniquingKeysWith: { first, _ in first }
    )
}
