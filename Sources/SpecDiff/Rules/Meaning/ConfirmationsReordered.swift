internal import VenueSpec

/// The rule `confirmations-reordered`.
enum ConfirmationsReordered: DiffRule {
    static let rule = DiffRuleDescription(
        id: "confirmations-reordered", category: .meaning, levels: [.warning],
        summary: "the ways to learn the final state of an order are preferred otherwise",
        explanation: """
            The best way comes first, and code that takes the first now takes another.
            """,
        before: "confirm: [{ call: Get Order }, { call: order stream }]",
        after: "confirm: [{ call: order stream }, { call: Get Order }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            let before = operation.confirmations.pairs.sorted {
                $0.places.old.keys.lexicographicallyPrecedes($1.places.old.keys)
            }
            let after = operation.confirmations.pairs
            guard before.map(\.new.call) != after.map(\.new.call) else { continue }
            let (old, new) = (before.map(\.old.call), after.map(\.new.call))
            report.add(
                rule, nil,
                "the final state is best learned by '\(new.first ?? "")', in the order \(new.joined(separator: ", "))",
                at: operation.places.at("confirm"), old: old.joined(separator: ", "), new: new.joined(separator: ", "),
                symbols: [SwiftSymbols(change.new).member("confirmations", of: operation.new)])
        }
    }
}
