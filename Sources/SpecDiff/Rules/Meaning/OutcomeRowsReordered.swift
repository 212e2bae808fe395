internal import VenueSpec

/// The rule `outcome-rows-reordered`.
enum OutcomeRowsReordered: DiffRule {
    static let rule = DiffRuleDescription(
        id: "outcome-rows-reordered", category: .meaning, levels: [.error, .info],
        summary: "rows of the outcome table are tried in another order",
        explanation: """
            The first row that holds decides. An error where a reply can fit two rows that changed places and mean \
            different things; worth knowing where no reply can, or where both mean the same.
            """,
        before: """
            - { status: 400, when: { message: { contains: filled } }, then: tooLate(filled) }
            - { status: 400, when: { message: { contains: final } }, then: gone }
            """,
        after: """
            - { status: 400, when: { message: { contains: final } }, then: gone }
            - { status: 400, when: { message: { contains: filled } }, then: tooLate(filled) }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for move in RowMove.all(in: operation.lines) {
                let row = move.pair.new.rowEvidence
                let direction = move.isEarlier ? "before" : "after"
                var message = "'\(row)' is tried \(direction) '\(move.other.new.rowEvidence)'"
                if move.isDecisive {
                    message +=
                        ", and a reply that fits both means \(move.newOutcome.word) instead of \(move.oldOutcome.word)"
                } else {
                    message += ", which changes no outcome"
                }
                let place = Places(
                    old: operation.places.old.at("outcomes").at(move.pair.old.index, named: move.pair.old.rowEvidence),
                    new: operation.places.new.at("outcomes").at(move.pair.new.index, named: row))
                report.add(
                    rule, move.isDecisive ? .error : .info, message, at: place,
                    old: "\(move.isEarlier ? "after" : "before") '\(move.other.old.rowEvidence)'",
                    new: "\(direction) '\(move.other.new.rowEvidence)'",
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: move.isDecisive ? [move.pair.new.text, move.other.new.text] : [])
            }
        }
    }
}
