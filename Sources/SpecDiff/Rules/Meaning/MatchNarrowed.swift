internal import VenueSpec

/// The rule `match-narrowed`.
enum MatchNarrowed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "match-narrowed", category: .meaning, levels: [.warning, .info],
        summary: "a row of the outcome table fits fewer replies",
        explanation: """
            A longer text, `equals` in place of `contains`, a value less or a further condition: replies that this \
            row judged fall through to rows below. See what they are judged there, and that the venue writes the \
            longer text in full. Worth \
            knowing only where the other rows say the same of all those replies.
            """,
        before: "- { status: 400, when: { message: { contains: final } }, then: gone }",
        after: "- { status: 400, when: { message: { contains: already final } }, then: gone }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pairs in operation.lines.retestedRows where pairs.first?.retest == .narrowed {
                guard let pair = pairs.first else { continue }
                let isSame = operation.lines.isSame(old: pairs.map(\.old), new: pairs.map(\.new))
                report.add(
                    rule, isSame ? .info : nil,
                    "'\(pair.new.rowEvidence)' no longer fits some replies, which "
                        + (isSame ? "still mean \(pairs.meanings)" : "meant \(pairs.meanings)"),
                    at: operation.testPlaces(of: pair), old: pair.old.rowEvidence, new: pair.new.rowEvidence,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)], outcomes: pairs.texts)
            }
        }
    }
}
