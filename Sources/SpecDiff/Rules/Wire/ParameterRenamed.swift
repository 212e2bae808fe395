internal import VenueSpec

/// The rule `parameter-renamed`.
enum ParameterRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "parameter-renamed", category: .wire, levels: [.error, .warning],
        summary: "a parameter has another name",
        explanation: """
            A parameter counts as renamed if one of the same type and of a similar description or name took its \
            place. An error where the name on the wire changed with it: the venue ignores or refuses the old one, so \
            a request made by the old client lacks the value. A warning where the request stays as it was, as with \
            parameters in a path: only callers follow.
            """,
        before: "parameters: { accountId: { description: The account that owns the order. } }",
        after: "parameters: { tradingAccountId: { description: The account that owns the order. } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.parameters.pairs where pair.isRenamed {
                let (old, new) = (pair.old.name.text, pair.new.name.text)
                let fields = (operation.fields.pairs + operation.frame.pairs).filter { $0.new.parameters.contains(new) }
                let renamed = fields.first(where: operation.isRenamedWithParameter)
                let effect =
                    renamed.map { "the \($0.old.label) became the \($0.new.label), which old requests lack" }
                    ?? (fields.allSatisfy { $0.isInContainer && $0.isNameKept }
                        ? "requests stay as they are" : "callers give it by that name")
                report.add(
                    rule, renamed == nil ? .warning : .error,
                    "the parameter '\(old)' is now called '\(new)'; \(effect)",
                    at: pair.places, old: old, new: new,
                    symbols: [
                        SwiftSymbols(change.old).parameter(pair.old, of: operation.old),
                        SwiftSymbols(change.new).parameter(pair.new, of: operation.new),
                    ])
            }
        }
    }
}
