internal import VenueSpec

/// The rule `match-widened`.
enum MatchWidened: DiffRule {
    static let rule = DiffRuleDescription(
        id: "match-widened", category: .meaning, levels: [.error, .info],
        summary: "a row of the outcome table fits more replies",
        explanation: """
            A shorter text, `contains` in place of `equals` or `prefix`, a further value or a condition less: \
            replies that other rows judged are now judged by this one. A text that is too short finds itself in \
            messages about something else, and an order is then given up that is still open. Worth \
            knowing only where the other rows say the same of all those replies.
            """,
        before: "- { status: 400, when: { message: { equals: order already final } }, then: gone }",
        after: "- { status: 400, when: { message: { contains: final } }, then: gone }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pairs in operation.lines.retestedRows where pairs.first?.retest == .widened {
                guard let pair = pairs.first else { continue }
                let isSame = operation.lines.isSame(old: pairs.map(\.old), new: pairs.map(\.new))
                report.add(
                    rule, isSame ? .info : nil,
                    "'\(pair.new.rowEvidence)' now also fits other replies, which "
                        + (isSame ? "meant \(pairs.meanings) before" : "mean \(pairs.meanings)"),
                    at: operation.testPlaces(of: pair), old: pair.old.rowEvidence, new: pair.new.rowEvidence,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)], outcomes: pairs.texts)
            }
        }
    }
}
