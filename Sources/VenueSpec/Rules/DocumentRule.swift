internal import SourceText

/// A rule about one spec as written.
protocol DocumentRule: Sendable {
    /// The rule's documentation.
    static var rule: RuleDescription { get }
    /// Reports every place of the document that breaks it.
    static func check(_ document: SpecDocument, _ report: inout Report)
}
