internal import SourceText
internal import VenueSpec

/// The rule `venue-removed`.
enum VenueRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "venue-removed", category: .wire, levels: [.error],
        summary: "a venue is no longer described",
        explanation: """
            Its client is gone: code that cancels there no longer compiles, and orders that are open there need another \
            way to be cancelled before this is released.
            """,
        before: "venue: Meridian", after: "# no spec")

    /// Single venues are reported by ``finding(_:)``.
    static func check(_ change: VenueChange, _ report: inout DiffReport) {}

    /// The finding about a venue that only the old version has.
    static func finding(_ venue: Venue) -> Finding {
        let name = venue.name.text
        let place = venue.outline.range(of: ["venue"])
        return Finding(
            rule: rule.id, category: rule.category, level: .error, venue: name, subject: "venue",
            message: "the venue '\(name)' is gone; its orders can no longer be cancelled",
            old: Finding.Side(path: venue.file.path, range: place, text: name), new: nil, symbols: [venue.name.swift],
            outcomes: [], fingerprint: Fingerprint.of([rule.id, name]))
    }
}
