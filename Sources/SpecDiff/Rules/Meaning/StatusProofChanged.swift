internal import VenueSpec

/// The rule `status-proof-changed`.
enum StatusProofChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "status-proof-changed", category: .meaning, levels: [.error],
        summary: "a status proves the outcome whatever the body is, or no longer does",
        explanation: """
            With `proof: status` a body that cannot be read, such as a gateway's page, does not make the outcome \
            unknown. Whoever adds it claims that no one but the venue answers with this status; whoever takes it \
            away turns refusals with odd bodies into unknown ones, which callers must look into.
            """,
        before: "- { status: 401, then: rejected(authentication) }",
        after: "- { status: 401, then: rejected(authentication), proof: status }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            let changed = operation.lines.common.filter { $0.old.rule.isProvenByStatus != $0.new.rule.isProvenByStatus }
            for pairs in changed.grouped(by: { [$0.old.index, $0.new.index] }) {
                guard let pair = pairs.first else { continue }
                let isProof = pair.new.rule.isProvenByStatus
                report.add(
                    rule, nil,
                    isProof
                        ? "the status alone proves '\(pair.new.text)', whatever the body is"
                        : "a body that cannot be read makes '\(pair.new.text)' unknown",
                    at: pair.places.at("proof"), old: isProof ? "body" : "status", new: isProof ? "status" : "body",
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)],
                    outcomes: pairs.map(\.new.text))
            }
        }
    }
}
