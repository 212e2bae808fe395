internal import VenueSpec

/// The rule `outcome-row-added`.
enum OutcomeRowAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "outcome-row-added", category: .meaning, levels: [.error, .warning, .info],
        summary: "the outcome table has a further row",
        explanation: """
            Replies that fit the row were judged by rows below it, which the message names. An error where the row \
            settles the order, as cancelled, over, gone, unknown or untouched, and a row below said otherwise: what \
            the row claims must be what the page proves. A warning otherwise; worth knowing where the other rows say the \
            same of every reply that fits it. Rows for a new status or value are \
            reported with it.
            """,
        before: "- { status: 400, then: rejected }",
        after: """
            - { status: 400, when: { message: { contains: already final } }, then: gone }
            - { status: 400, then: rejected }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for group in operation.addedRows {
                guard let first = group.first else { continue }
                if operation.lines.isSame(old: [], new: group.map(\.value)) {
                    report.add(
                        rule, .info,
                        "replies that fit '\(first.value.rowEvidence)' have a row of their own and mean what they did",
                        at: first.places, old: nil, new: group.map(\.value.text).joined(separator: "; "),
                        symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                        outcomes: group.map(\.value.text))
                    continue
                }
                let displaced = group.map { ($0.value, operation.lines.displaced(by: $0.value)) }
                let isClaim = displaced.contains { line, outcomes in
                    line.outcome.isSettled && outcomes.contains { $0.proof != line.outcome.proof }
                }
                let before = Set(displaced.flatMap { $0.1.map(\.word) }).sorted()
                report.add(
                    rule, isClaim ? .error : .warning,
                    "replies that fit '\(first.value.rowEvidence)' mean \(group.meanings)"
                        + (before.isEmpty ? "" : " instead of \(before.joined(separator: " or "))"),
                    at: first.places, old: nil, new: group.map(\.value.text).joined(separator: "; "),
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: group.map(\.value.text))
            }
        }
    }
}
