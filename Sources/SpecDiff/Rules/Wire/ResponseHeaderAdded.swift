internal import VenueSpec

/// The rule `response-header-added`.
enum ResponseHeaderAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-header-added", category: .wire, levels: [.info],
        summary: "a reply is documented to carry a further header field",
        explanation: """
            Clients keep every header field they receive, so nothing changes for code; the field may tell of limits \
            or ids that are worth logging.
            """,
        before: "429: { body: text }", after: "429: { body: text, headers: { X-RateLimit-Reset: } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.responses.pairs {
                for header in pair.headers.added {
                    report.add(
                        rule, nil, "status \(pair.new.key) is documented to carry '\(header.value.name)'",
                        at: header.places,
                        old: nil, new: header.value.name,
                        symbols: pair.new.shapes.map { SwiftSymbols(change.new).response($0, of: operation.new) })
                }
            }
        }
    }
}
