internal import VenueSpec

/// The rule `venue-default-changed`.
enum VenueDefaultChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "venue-default-changed", category: .wire, levels: [.error],
        summary: "the venue assumes another value where a parameter is left out",
        explanation: """
            The same request means something else: a cancel that left the value out now goes by the new one. Callers \
            that rely on the old one must give it.
            """,
        before: "symbol: { required: false, default: ANY }",
        after: "symbol: { required: false, default: ALL }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters where parameter.old.venueDefault != parameter.new.venueDefault {
            let (old, new) = (parameter.old.venueDefault, parameter.new.venueDefault)
            report.add(
                rule, nil,
                "where '\(parameter.name)' is left out the venue assumes \(new ?? "nothing known") instead of "
                    + (old ?? "nothing known"),
                at: parameter.places.at("default"), old: old, new: new, symbols: [parameter.symbol])
        }
    }
}
