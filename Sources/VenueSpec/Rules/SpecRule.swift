internal import SourceText

/// A rule about one spec as written.
protocol DocumentRule: Sendable {
    /// The rule's documentation.
    static var rule: RuleDescription { get }
    /// Reports every place of the document that breaks it.
    static func check(_ document: SpecDocument, _ report: inout Report)
}

/// A rule about what one spec means; runs only where everything it builds on is in order.
protocol VenueRule: Sendable {
    /// The rule's documentation.
    static var rule: RuleDescription { get }
    /// Reports every part of the venue that breaks it.
    static func check(_ venue: Venue, _ report: inout Report)
}
