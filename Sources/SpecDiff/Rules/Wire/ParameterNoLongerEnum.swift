internal import VenueSpec

/// The rule `parameter-no-longer-enum`.
enum ParameterNoLongerEnum: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-no-longer-enum", category: .wire, levels: [.info],
        summary: "a parameter takes other values than the documented ones",
        explanation: """
            What was sent before is still taken. The Swift type is no longer an enumeration, so code that names its \
            cases follows.
            """,
        before: "side: { enum: [BUY, SELL] }",
        after: "side: string")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters
        where parameter.old.type.plainText == parameter.new.type.plainText && parameter.new.type.enumeration == nil {
            guard let values = parameter.old.type.enumeration?.text else { continue }
            report.add(
                rule, nil, "'\(parameter.name)' is any \(parameter.new.type.text), not only one of \(values)",
                at: parameter.places.at("enum"), old: values, new: nil, symbols: [parameter.symbol])
        }
    }
}
