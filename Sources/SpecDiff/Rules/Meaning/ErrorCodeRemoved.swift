internal import VenueSpec

/// The rule `error-code-removed`.
enum ErrorCodeRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "error-code-removed", category: .meaning, levels: [.warning],
        summary: "a code of the venue is no longer documented",
        explanation: """
            A reply that carries it all the same is judged by the row that closes its status. The finding lists the \
            rows that are dead; look for the code that took its place.
            """,
        before: """
            100: { name: invalid }
            105: { name: alreadyFilled }
            """, after: "100: { name: invalid }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types where change.uses.old.codes.contains(type.pair.old.name.text) {
            let name = type.pair.old.name.text
            for value in type.singleValues.removed {
                report.add(
                    rule, nil, "the venue's own code '\(value.value.name.text)' of '\(name)' is no longer documented",
                    at: value.places, old: value.value.name.text,
                    new: nil, symbols: [SwiftSymbols(change.old).value(value.value, of: type.pair.old)],
                    outcomes: change.oldRows(decidedBy: value.value.name.text, of: name))
            }
        }
    }
}
