internal import VenueSpec

/// The rule `identity-added`.
enum IdentityAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "identity-added", category: .wire, levels: [.warning],
        summary: "the order may be identified in a further way",
        explanation: """
            Existing calls stay as they are. Where there was one way, the Swift input changes its form; and a \
            further way is only safe if it names one order, so look for defaults and for ids that are unique in an \
            account alone.
            """,
        before: "identity: { byOrderId: [orderId] }",
        after: "identity: { byOrderId: [orderId], byClientId: [account, clientId] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for single in operation.identity.added {
                report.add(
                    rule, nil, "the order may also be identified by \(single.value.text)", at: single.places, old: nil,
                    new: single.value.text, symbols: SwiftSymbols(change.new).identity(single.value, of: operation.new))
            }
        }
    }
}
