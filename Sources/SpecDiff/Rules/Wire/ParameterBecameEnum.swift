internal import VenueSpec

/// The rule `parameter-became-enum`.
enum ParameterBecameEnum: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-became-enum", category: .wire, levels: [.error],
        summary: "a parameter takes documented values only",
        explanation: """
            Any other value is refused before it is sent, and by the venue. Callers that pass text of their own must \
            map it.
            """,
        before: "side: string",
        after: "side: { enum: [BUY, SELL] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters
        where parameter.old.type.plainText == parameter.new.type.plainText && parameter.old.type.enumeration == nil {
            guard let values = parameter.new.type.enumeration?.text else { continue }
            report.add(
                rule, nil, "'\(parameter.name)' is one of \(values); other values are refused",
                at: parameter.places.at("enum"), old: nil, new: values, symbols: [parameter.symbol])
        }
    }
}
