internal import VenueSpec

/// The rule `order-status-removed`.
enum OrderStatusRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "order-status-removed", category: .meaning, levels: [.warning],
        summary: "an order status no longer has a meaning",
        explanation: """
            Code that meets it while it waits for the final state no longer knows whether to go on waiting. Look for \
            the status that took its place.
            """,
        before: "statuses: { DONE: canceled, EXPIRED: tooLate(expired) }", after: "statuses: { DONE: canceled }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.confirmations.pairs {
                for status in pair.statuses.removed {
                    let outcome = status.value.outcome.word
                    report.add(
                        rule, nil,
                        "the order status '\(status.value.status)' of '\(pair.new.call)' no longer proves \(outcome)",
                        at: status.places, old: outcome, new: nil,
                        symbols: [SwiftSymbols(change.new).member("confirmations", of: operation.new)])
                }
            }
        }
    }
}
