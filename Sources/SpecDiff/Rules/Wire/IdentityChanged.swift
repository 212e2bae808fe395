internal import VenueSpec

/// The rule `identity-changed`.
enum IdentityChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "identity-changed", category: .wire, levels: [.error],
        summary: "one way to identify the order consists of other parameters",
        explanation: """
            With fewer parameters the cancel may reach an order of another account or of another day; with more, \
            callers that lack one cannot cancel. A parameter that is new or gone as such is told by itself.
            """,
        before: "identity: [account, orderId]",
        after: "identity: [orderId]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.identity.changed {
                report.add(
                    rule, nil, "the order is identified by \(pair.new.text) instead of \(pair.old.text)",
                    at: pair.places,
                    old: pair.old.text, new: pair.new.text,
                    symbols: SwiftSymbols(change.new).identity(pair.new, of: operation.new))
            }
        }
    }
}
