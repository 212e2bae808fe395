/// What a reply is and what it means for the order.
public struct Judgement: Sendable, Hashable {
    /// The case name of a reply nobody documented.
    public static let undocumentedCase = "undocumented"
    /// The most bytes of a code or text that count as evidence; what follows is cut off between characters.
    public static let evidenceLimit = 4096

    /// The documented reply it is, by its ``ResponseShape/caseName``, or ``undocumentedCase``.
    public var caseName: String
    /// Whether the body is what the documentation says.
    public var fits: Bool
    /// The first place where it is not, such as `order.status: expected a string, found a number`.
    public var mismatch: String?
    /// What the reply means.
    public var outcome: Outcome
    /// What decided, as ``OutcomeRule/evidenceText(status:value:)`` or one of the built-in texts.
    public var rule: String
    /// The row of the table that decided; `nil` for what is built in.
    public var row: Row?
    /// How the fact that decided is known; what is built in counts as documented.
    public var basis: Basis
    /// The venue's own code; at most ``evidenceLimit`` bytes.
    public var code: String?
    /// The venue's own text; at most ``evidenceLimit`` bytes.
    public var text: String?
    /// What was asked and what the reply names, where that is another order.
    public var otherOrder: OtherOrder?

    /// A field that names another order than was asked about.
    public struct OtherOrder: Sendable, Hashable {
        /// The field's path.
        public var path: String
        /// What was asked about.
        public var asked: String
        /// What the reply names; at most ``evidenceLimit`` bytes.
        public var named: String
    }

    /// A row of the outcome table, down to the value that decided.
    public struct Row: Sendable, Hashable {
        /// The rule, by its index in ``CancelOperation/outcomes``.
        public var rule: Int
        /// The case, by its index in the rule's cases, where the rule decides by a field.
        public var valueCase: Int?
    }
}
