internal import VenueSpec

/// The rule `confirmation-removed`.
enum ConfirmationRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "confirmation-removed", category: .meaning, levels: [.warning],
        summary: "a way to learn the final state of an order is gone",
        explanation: """
            Code that waits for the end of an acknowledged cancel by this call waits in vain, and the order counts \
            as pending for ever. Move it to what remains.
            """,
        before: "confirm: [{ call: Get Order }, { call: order stream }]", after: "confirm: [{ call: Get Order }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for way in operation.confirmations.removed {
                report.add(
                    rule, nil, "the final state can no longer be learned by '\(way.value.call)'", at: way.places,
                    old: way.value.call, new: nil,
                    symbols: [SwiftSymbols(change.old).member("confirmations", of: operation.old)])
            }
        }
    }
}
