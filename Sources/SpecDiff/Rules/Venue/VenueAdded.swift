internal import SourceText
internal import VenueSpec

/// The rule `venue-added`.
enum VenueAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "venue-added", category: .wire, levels: [.info],
        summary: "a venue is described that was not before",
        explanation: """
            Nothing that exists changes. Review the new spec as such: `venuegen lint` holds it against the language, and \
            no difference can tell whether it is right about its venue.
            """,
        before: "# no spec", after: "venue: Meridian")

    /// Single venues are reported by ``finding(_:)``.
    static func check(_ change: VenueChange, _ report: inout DiffReport) {}

    /// The finding about a venue that only the new version has.
    static func finding(_ venue: Venue) -> Finding {
        let name = venue.name.text
        let place = venue.outline.range(of: ["venue"])
        return Finding(
            rule: rule.id, category: rule.category, level: .info, venue: name, subject: "venue",
            message: "the venue '\(name)' is new", old: nil,
            new: Finding.Side(path: venue.file.path, range: place, text: name), symbols: [venue.name.swift],
            outcomes: [], fingerprint: Fingerprint.of([rule.id, name]))
    }
}
