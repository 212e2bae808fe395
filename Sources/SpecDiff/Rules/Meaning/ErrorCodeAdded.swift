internal import VenueSpec

/// The rule `error-code-added`.
enum ErrorCodeAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "error-code-added", category: .meaning, levels: [.warning],
        summary: "the venue documents a further code of its own",
        explanation: """
            Until now such a reply was judged by the row that closes its status. The finding lists the rows the code \
            has got: a code that says "too late" must not be read as a refusal.
            """,
        before: "100: { name: invalid }",
        after: """
            100: { name: invalid }
            105: { name: alreadyFilled }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types where change.uses.new.codes.contains(type.pair.new.name.text) {
            let name = type.pair.new.name.text
            for value in type.singleValues.added {
                report.add(
                    rule, nil, "the venue's own code '\(value.value.name.text)' of '\(name)' is new", at: value.places,
                    old: nil,
                    new: value.value.name.text,
                    symbols: [SwiftSymbols(change.new).value(value.value, of: type.pair.new)],
                    outcomes: change.newRows(decidedBy: value.value.name.text, of: name))
            }
        }
    }
}
