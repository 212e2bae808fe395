internal import VenueSpec

/// The rule `parameter-no-longer-deprecated`.
enum ParameterNoLongerDeprecated: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-no-longer-deprecated", category: .wire, levels: [.info],
        summary: "the venue keeps a parameter that it was withdrawing",
        explanation: """
            Nothing changes on the wire. Plans to do without the value may wait.
            """,
        before: "symbol: { deprecated: true }",
        after: "symbol: string")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters where parameter.old.isDeprecated && !parameter.new.isDeprecated {
            report.add(
                rule, nil, "the venue no longer withdraws '\(parameter.name)'", at: parameter.places.at("deprecated"),
                old: "true", new: "false", symbols: [parameter.symbol])
        }
    }
}
