internal import VenueSpec

/// The rule `venue-renamed`.
enum VenueRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "venue-renamed", category: .swiftSource, levels: [.warning],
        summary: "a venue has another name",
        explanation: """
            The name is the Swift namespace of its client and the name in reports; nothing changes on the wire. A venue \
            counts as renamed if its file kept its name, or if its hosts and request lines stayed.
            """,
        before: "venue: Meridian", after: "venue: MeridianPrime")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        let (old, new) = (change.old.name, change.new.name)
        guard old != new else { return }
        report.add(
            rule, nil, "the venue '\(old.text)' is now called '\(new.text)'", at: .root.at("venue"), old: old.text,
            new: new.text, symbols: [old.swift, new.swift])
    }
}
