internal import VenueSpec

/// The rule `request-field-renamed`.
enum RequestFieldRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-field-renamed", category: .wire, levels: [.error, .info],
        summary: "a field of the request has another name and holds the same",
        explanation: """
            The venue ignores or refuses the old name, so requests of the old client lack the value. An error unless \
            only the case of a header field's name differs, which HTTP ignores. A field that is named after a \
            renamed parameter is told with that.
            """,
        before: "query: { id: '{orderId}' }",
        after: "query: { orderId: '{orderId}' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.fields.pairs where pair.isInContainer && !pair.isNameKept {
                if operation.isRenamedWithParameter(pair) || (pair.new.isConstant && !pair.isHeaderRecased) { continue }
                report.add(
                    rule, pair.isHeaderRecased ? .info : .error,
                    "\(pair.new.text) travels in the \(pair.new.label) instead of the \(pair.old.label)"
                        + (pair.isHeaderRecased
                            ? ", which is the same to the venue" : ", which the venue no longer reads"),
                    at: operation.places(of: pair.old, pair.new), old: pair.old.label, new: pair.new.label,
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
