internal import VenueSpec

/// The rule `parameter-became-optional`.
enum ParameterBecameOptional: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-became-optional", category: .wire, levels: [.warning],
        summary: "a parameter that had to be given may be left out",
        explanation: """
            Check what the venue assumes without it: a cancel that is less narrow may reach other orders than the \
            caller thinks.
            """,
        before: "symbol: string",
        after: "symbol: { required: false }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters
        where parameter.oldNeed == .required && parameter.newNeed == .optional && parameter.isIdentifyingKept {
            let assumed =
                parameter.new.venueDefault.map { "the venue then assumes \($0)" } ?? "check what the venue then does"
            report.add(
                rule, nil, "'\(parameter.name)' may be left out; \(assumed)", at: parameter.places.at("required"),
                old: "required", new: "optional", symbols: [parameter.symbol])
        }
    }
}
