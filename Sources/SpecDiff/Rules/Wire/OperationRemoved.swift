internal import VenueSpec

/// The rule `operation-removed`.
enum OperationRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "operation-removed", category: .wire, levels: [.error],
        summary: "a cancel call is no longer described",
        explanation: """
            Orders that are cancelled with it need another way before this is released; code that makes the call no \
            longer compiles.
            """,
        before: "operations: { cancelOrder: …, cancelByClientId: … }",
        after: "operations: { cancelOrder: … }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.singleOperations.removed {
            let line = operation.value.http.line
            report.add(
                rule, nil,
                "the call '\(operation.value.name.text)', sent as \(line), is gone; its orders can no longer be "
                    + "cancelled with it", at: operation.places, old: line,
                new: nil, symbols: [SwiftSymbols(change.old).operation(operation.value)])
        }
    }
}
