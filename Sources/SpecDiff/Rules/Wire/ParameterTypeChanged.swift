internal import VenueSpec

/// The rule `parameter-type-changed`.
enum ParameterTypeChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-type-changed", category: .wire, levels: [.error],
        summary: "a parameter is of another type",
        explanation: """
            The value travels in another form: a number in quotes is not a number, and the venue refuses it or, \
            worse, reads another order's id. Limits that no longer fit the type are not told apart from it.
            """,
        before: "orderId: integer",
        after: "orderId: string")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters where parameter.old.type.plainText != parameter.new.type.plainText {
            let (old, new) = (parameter.old.type.text, parameter.new.type.text)
            report.add(
                rule, nil, "'\(parameter.name)' is sent as \(new) instead of \(old)", at: parameter.places.at("type"),
                old: old, new: new, symbols: [parameter.symbol])
        }
    }
}
