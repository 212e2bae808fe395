internal import VenueSpec

/// The rule `response-header-removed`.
enum ResponseHeaderRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-header-removed", category: .wire, levels: [.error, .warning],
        summary: "a reply is no longer documented to carry a header field",
        explanation: """
            Code that reads the field finds nothing. Without `Retry-After` clients no longer know how long a limit \
            lasts and send too early, which venues answer with longer bans while the order stays open: an error.
            """,
        before: "429: { body: text, headers: { Retry-After: Whole seconds. } }", after: "429: { body: text }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.responses.pairs {
                for header in pair.headers.removed {
                    report.add(
                        rule, header.value.isRetryAfter ? .error : .warning,
                        "status \(pair.new.key) is no longer documented to carry '\(header.value.name)'",
                        at: header.places,
                        old: header.value.name, new: nil,
                        symbols: pair.new.shapes.map { SwiftSymbols(change.new).response($0, of: operation.new) })
                }
            }
        }
    }
}

extension ResponseHeader {
    /// Whether it tells when to try again, which the runtime obeys.
    var isRetryAfter: Bool { name.lowercased() == "retry-after" }
}
