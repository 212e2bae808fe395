internal import VenueSpec

/// The rule `error-code-remeant`.
enum ErrorCodeRemeant: DiffRule {
    static let rule = DiffRuleDescription(
        id: "error-code-remeant", category: .meaning, levels: [.warning],
        summary: "a code of the venue is described otherwise",
        explanation: """
            The code stays and what it says of the order may not. Hold the rows that decide by it, which the finding \
            lists, against the new words; an outcome that no longer fits is a wrong claim about an order.
            """,
        before: "104: { name: notFound, description: No such order. }",
        after: "104: { name: notFound, description: No such order or already final. }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types where change.uses.new.codes.contains(type.pair.new.name.text) && !type.isOtherKind {
            for value in type.values?.pairs ?? [] where value.old.wording != value.new.wording {
                let code = value.new.name.text
                report.add(
                    rule, nil,
                    "the venue's own code '\(code)' means \(value.new.wording) instead of \(value.old.wording)",
                    at: value.old.description != value.new.description ? value.places.at("description") : value.places,
                    old: value.old.wording, new: value.new.wording,
                    symbols: [SwiftSymbols(change.new).value(value.new, of: type.pair.new)],
                    outcomes: change.newRows(decidedBy: code, of: type.pair.new.name.text))
            }
        }
    }
}

extension Enumeration.Value {
    /// What the spec says it means: its Swift name, where that is chosen and not made from the code, and its description.
    fileprivate var wording: String {
        description.map { "'\(name.swift)' (\($0))" } ?? "'\(name.swift)'"
    }
}
