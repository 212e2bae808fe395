internal import VenueSpec

/// The rule `parameter-became-required`.
enum ParameterBecameRequired: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-became-required", category: .wire, levels: [.error],
        summary: "a parameter that could be left out must be given",
        explanation: """
            Requests without it are refused, so the order stays open. Callers that left it out must learn the value \
            first.
            """,
        before: "side: { required: false, enum: [BUY, SELL] }",
        after: "side: { enum: [BUY, SELL] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters
        where parameter.oldNeed == .optional && parameter.newNeed == .required && parameter.isIdentifyingKept {
            report.add(
                rule, nil, "'\(parameter.name)' must be given; requests without it are refused",
                at: parameter.places.at("required"), old: "optional", new: "required", symbols: [parameter.symbol])
        }
    }
}
