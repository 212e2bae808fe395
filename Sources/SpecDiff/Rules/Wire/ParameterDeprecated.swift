internal import VenueSpec

/// The rule `parameter-deprecated`.
enum ParameterDeprecated: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-deprecated", category: .wire, levels: [.warning],
        summary: "the venue is withdrawing a parameter",
        explanation: """
            The value will one day be ignored or refused. Find out what takes its place before that day.
            """,
        before: "symbol: string",
        after: "symbol: { deprecated: true }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters where parameter.new.isDeprecated && !parameter.old.isDeprecated {
            report.add(
                rule, nil, "the venue is withdrawing '\(parameter.name)'; find out what takes its place",
                at: parameter.places.at("deprecated"), old: "false", new: "true", symbols: [parameter.symbol])
        }
    }
}
