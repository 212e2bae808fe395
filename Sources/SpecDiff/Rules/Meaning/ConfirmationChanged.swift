internal import VenueSpec

/// The rule `confirmation-changed`.
enum ConfirmationChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "confirmation-changed", category: .meaning, levels: [.warning],
        summary: "the final state of an order is learned by another call",
        explanation: """
            A way counts as the same if it reports the same statuses or is described by the same words. Code that \
            polls the old call or listens to the old stream must move before the venue turns it off.
            """,
        before: "confirm: [{ call: Get Order, statuses: { DONE: canceled } }]",
        after: "confirm: [{ call: Get Order v2, statuses: { DONE: canceled } }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for pair in operation.confirmations.pairs where pair.old.call != pair.new.call {
                report.add(
                    rule, nil, "the final state is learned by '\(pair.new.call)' instead of '\(pair.old.call)'",
                    at: pair.places.at("call"), old: pair.old.call, new: pair.new.call,
                    symbols: [SwiftSymbols(change.new).member("confirmations", of: operation.new)])
            }
        }
    }
}
