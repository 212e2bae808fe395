internal import VenueSpec

/// The rule `pattern-changed`.
enum PatternChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "pattern-changed", category: .wire, levels: [.error, .warning, .info],
        summary: "a parameter must match another pattern",
        explanation: """
            An error where text that was free must match a pattern: what does not is refused, and its order stays \
            open. A changed pattern is a warning, since no tool can tell whether it takes less; hold identifiers in \
            use against it. Without a pattern everything is taken that was.
            """,
        before: "maturity: string",
        after: "maturity: { pattern: '^[0-9]{8}$' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for parameter in change.parameters where parameter.isTypeKept {
            let (old, new) = (parameter.old.constraints.pattern, parameter.new.constraints.pattern)
            guard old != new else { continue }
            let level: Finding.Level = new == nil ? .info : old == nil ? .error : .warning
            let message =
                switch (old, new) {
                case (let old?, let new?):
                    "'\(parameter.name)' must match \(new) instead of \(old); other text is refused"
                case (nil, let new?): "'\(parameter.name)' must match \(new); other text is refused"
                default: "'\(parameter.name)' need not match a pattern any more"
                }
            report.add(
                rule, level, message, at: parameter.places.at("pattern"), old: old, new: new,
                symbols: [parameter.symbol])
        }
    }
}
