internal import VenueSpec

/// The rule `outcome-row-removed`.
enum OutcomeRowRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "outcome-row-removed", category: .meaning, levels: [.error, .warning, .info],
        summary: "a row of the outcome table is gone",
        explanation: """
            Replies that fit the row fall through to rows below it, which the message names. An error where such a \
            row settles the order, as cancelled, over, gone, unknown or untouched, and the row that is gone said \
            otherwise. A warning otherwise; worth knowing where the other rows say the same of every reply that fitted \
            it. Rows for a status, field or value that is gone are reported with it.
            """,
        before: """
            - { status: 400, when: { message: { contains: already final } }, then: gone }
            - { status: 400, then: rejected }
            """, after: "- { status: 400, then: rejected }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for group in change.removedRows(of: operation) {
                guard let first = group.first else { continue }
                if operation.lines.isSame(old: group.map(\.value), new: []) {
                    report.add(
                        rule, .info,
                        "replies that fit '\(first.value.rowEvidence)' lose their row and mean what they did",
                        at: first.places, old: group.map(\.value.text).joined(separator: "; "), new: nil,
                        symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                        outcomes: group.map(\.value.text))
                    continue
                }
                let heirs = group.map { ($0.value, operation.lines.heirs(of: $0.value)) }
                let isClaim = heirs.contains { line, outcomes in
                    outcomes.contains { $0.isSettled && $0.proof != line.outcome.proof }
                }
                let after = Set(heirs.flatMap { $0.1.map(\.word) }).sorted()
                report.add(
                    rule, isClaim ? .error : .warning,
                    "replies that fit '\(first.value.rowEvidence)' no longer mean \(group.meanings)"
                        + (after.isEmpty ? "" : " but \(after.joined(separator: " or "))"),
                    at: first.places, old: group.map(\.value.text).joined(separator: "; "), new: nil,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: group.map(\.value.text))
            }
        }
    }
}
