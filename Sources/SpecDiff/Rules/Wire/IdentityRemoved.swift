internal import VenueSpec

/// The rule `identity-removed`.
enum IdentityRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "identity-removed", category: .wire, levels: [.error],
        summary: "the order can no longer be identified in one way",
        explanation: """
            Orders that callers know by those parameters alone cannot be cancelled any more. Callers must keep the \
            other identifier from the moment the order is placed.
            """,
        before: "identity: { byOrderId: [orderId], byClientId: [account, clientId] }",
        after: "identity: { byOrderId: [orderId] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for single in operation.identity.removed {
                report.add(
                    rule, nil,
                    "the order can no longer be identified by \(single.value.text); who knows only that cannot "
                        + "cancel it", at: single.places, old: single.value.text, new: nil,
                    symbols: SwiftSymbols(change.old).identity(single.value, of: operation.old))
            }
        }
    }
}
