internal import VenueSpec

/// The rule `confirmation-added`.
enum ConfirmationAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "confirmation-added", category: .meaning, levels: [.info],
        summary: "there is a further way to learn the final state of an order",
        explanation: """
            Nothing that worked stops working. After an acknowledgement the new way may be quicker or surer; the \
            first in the list is the one to prefer.
            """,
        before: "confirm: [{ call: Get Order }]", after: "confirm: [{ call: Get Order }, { call: order stream }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for way in operation.confirmations.added {
                report.add(
                    rule, nil, "the final state can also be learned by '\(way.value.call)'", at: way.places, old: nil,
                    new: way.value.call, symbols: [SwiftSymbols(change.new).member("confirmations", of: operation.new)])
            }
        }
    }
}
