internal import VenueSpec

/// The rule `order-status-remapped`.
enum OrderStatusRemapped: DiffRule {
    static let rule = DiffRuleDescription(
        id: "order-status-remapped", category: .meaning, levels: [.error],
        summary: "an order status proves something else",
        explanation: """
            What a later look at the order proves decides whether it is given up or cancelled again. A status that \
            counts as final and is not leaves an order open.
            """,
        before: "statuses: { DONE: tooLate(filled) }", after: "statuses: { DONE: canceled }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.confirmations.pairs {
                for status in pair.statuses.pairs where status.old.outcome != status.new.outcome {
                    let (old, new) = (status.old.outcome.word, status.new.outcome.word)
                    report.add(
                        rule, nil,
                        "the order status '\(status.new.status)' of '\(pair.new.call)' proves \(new) instead of \(old)",
                        at: status.places, old: old, new: new,
                        symbols: [SwiftSymbols(change.new).member("confirmations", of: operation.new)])
                }
            }
        }
    }
}
