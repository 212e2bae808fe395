internal import VenueSpec

/// The rule `evidence-reworded`.
enum EvidenceReworded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "evidence-reworded", category: .swiftSource, levels: [.info],
        summary: "a row of the outcome table has another name in evidence",
        explanation: """
            The row holds for the same replies and means the same, but its conditions are written otherwise, such as in \
            another order. Reports name the row by them: look for code, alerts or queries that hold the old text.
            """,
        before: "when: { state: { oneOf: [OPEN, QUEUED] } }", after: "when: { state: { oneOf: [QUEUED, OPEN] } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            var seen: Set<[Int]> = []
            let lines = operation.lines
            for pair in lines.pairs + lines.retested.filter({ $0.retest == .equal })
            where seen.insert([pair.old.index, pair.new.index]).inserted {
                let (old, new) = (pair.old.rowEvidence, pair.new.rowEvidence)
                guard old != new, pair.old.conditions.map(\.evidenceText) != pair.new.conditions.map(\.evidenceText)
                else { continue }
                let table = operation.places.at("outcomes")
                report.add(
                    rule, nil, "evidence names the row '\(old)' by the words '\(new)'",
                    at: Places(
                        old: table.old.at(pair.old.index, named: old), new: table.new.at(pair.new.index, named: new)),
                    old: old, new: new,
                    symbols: [SwiftSymbols(change.new).member("judge", of: operation.new)])
            }
        }
    }
}
