internal import VenueSpec

/// The rule `request-constant-changed`.
enum RequestConstantChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-constant-changed", category: .wire, levels: [.error],
        summary: "a constant of the request is another, or stands elsewhere",
        explanation: """
            Constants choose what a call does: which orders, which mode, which version. The same request with \
            another constant is another request.
            """,
        before: "query: { orderId, scope: one }",
        after: "query: { orderId, scope: all }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.fields.pairs
            where pair.old.isConstant && pair.new.isConstant && !pair.isHeaderRecased && !operation.isNested(pair) {
                let isInPlace = pair.isInContainer && pair.isNameKept
                guard !isInPlace || !pair.isSameParts else { continue }
                report.add(
                    rule, nil,
                    isInPlace
                        ? "the \(pair.new.label) is always \(pair.new.text) instead of \(pair.old.text)"
                        : "the constant \(pair.new.text) is in the \(pair.new.label) instead of the \(pair.old.label)",
                    at: operation.places(of: pair.old, pair.new), old: isInPlace ? pair.old.text : pair.old.label,
                    new: isInPlace ? pair.new.text : pair.new.label,
                    symbols: [SwiftSymbols(change.new).request(of: operation.new)])
            }
        }
    }
}
