internal import VenueSpec

/// The rule `order-status-added`.
enum OrderStatusAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "order-status-added", category: .meaning, levels: [.warning],
        summary: "a further order status has a meaning",
        explanation: """
            Code that waits for the final state did not know the status and went on waiting. Make sure it is as \
            final as the spec says.
            """,
        before: "statuses: { DONE: canceled }", after: "statuses: { DONE: canceled, EXPIRED: tooLate(expired) }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.confirmations.pairs {
                for status in pair.statuses.added {
                    let outcome = status.value.outcome.word
                    report.add(
                        rule, nil, "the order status '\(status.value.status)' of '\(pair.new.call)' proves \(outcome)",
                        at: status.places, old: nil, new: outcome,
                        symbols: [SwiftSymbols(change.new).member("confirmations", of: operation.new)])
                }
            }
        }
    }
}
