internal import VenueSpec

/// The rule `response-evidence-changed`.
enum ResponseEvidenceChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-evidence-changed", category: .wire, levels: [.warning],
        summary: "the venue's own code or text is read from another field",
        explanation: """
            Outcomes carry the venue's code and text as evidence. Nothing about the outcome changes, but logs, \
            alerts and tickets that look for a code see another one or none.
            """,
        before: "400: { body: ErrorReply, code: code }", after: "400: { body: ErrorReply, code: error.code }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.responses.pairs {
                check("code", \.code, pair, change, &report)
                check("text", \.text, pair, change, &report)
            }
        }
    }

    /// Reports one of the two paths; plain text has no other text than itself.
    private static func check(
        _ key: String, _ path: KeyPath<ResponseShape, FieldPath?>, _ pair: Pairing<StatusResponse>.Pair,
        _ change: VenueChange, _ report: inout DiffReport
    ) {
        let old = pair.old.shapes.first { $0.content != .text }.flatMap { $0[keyPath: path] }
        let new = pair.new.shapes.first { $0.content != .text }.flatMap { $0[keyPath: path] }
        guard old.map({ change.names.path($0, in: pair.old.shapes) }) != new else { return }
        let (before, after) = (old?.description, new?.description)
        report.add(
            rule, nil,
            "the venue's own \(key) of status \(pair.new.key) is read from \(after.map { "'\($0)'" } ?? "nowhere") "
                + "instead of \(before.map { "'\($0)'" } ?? "nowhere")",
            at: pair.places.at(key), old: before, new: after)
    }
}
