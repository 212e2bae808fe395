internal import VenueSpec

/// The rule `match-changed`.
enum MatchChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "match-changed", category: .meaning, levels: [.warning, .info],
        summary: "a row of the outcome table looks for something else",
        explanation: """
            Neither test holds whenever the other does: replies the row judged fall through to rows below, and \
            others are judged by it. Make sure that the old text is gone from the page and that the new one is the \
            stable part of the message. Worth \
            knowing only where the other rows say the same of all those replies.
            """,
        before: "- { status: 400, when: { message: { contains: already final } }, then: gone }",
        after: "- { status: 400, when: { message: { contains: no longer open } }, then: gone }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pairs in operation.lines.retestedRows where pairs.first?.retest == .changed {
                guard let pair = pairs.first else { continue }
                let isSame = operation.lines.isSame(old: pairs.map(\.old), new: pairs.map(\.new))
                report.add(
                    rule, isSame ? .info : nil,
                    "'\(pair.new.rowEvidence)' fits other replies, which "
                        + (isSame ? "meant \(pairs.meanings) before" : "mean \(pairs.meanings)"),
                    at: operation.testPlaces(of: pair), old: pair.old.rowEvidence, new: pair.new.rowEvidence,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)], outcomes: pairs.texts)
            }
        }
    }
}
