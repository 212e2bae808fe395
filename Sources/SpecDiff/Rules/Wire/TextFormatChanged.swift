internal import VenueSpec

/// The rule `text-format-changed`.
enum TextFormatChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "text-format-changed", category: .wire, levels: [.error, .info],
        summary: "a parameter must have another well-known form",
        explanation: """
            An error where a form is asked for that was not: other text is refused before it is sent, and by the \
            venue. Without a form everything is taken that was.
            """,
        before: "clientOrderId: string",
        after: "clientOrderId: { format: uuid }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters where parameter.isTypeKept {
            let old = parameter.old.constraints.format?.rawValue
            let new = parameter.new.constraints.format?.rawValue
            guard old != new else { continue }
            report.add(
                rule, new == nil ? .info : .error,
                new.map { "'\(parameter.name)' must be a \($0); other text is refused" }
                    ?? "'\(parameter.name)' need not be a \(old ?? "") any more",
                at: parameter.places.at("format"), old: old, new: new, symbols: [parameter.symbol])
        }
    }
}
