internal import VenueSpec

/// The rule `operation-added`.
enum OperationAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "operation-added", category: .wire, levels: [.info],
        summary: "a venue has a further cancel call",
        explanation: """
            Nothing that exists changes. Review the call as a new one: no difference can tell whether it is right \
            about its venue.
            """,
        before: "operations: { cancelOrder: … }",
        after: "operations: { cancelOrder: …, cancelByClientId: … }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.singleOperations.added {
            let line = operation.value.http.line
            report.add(
                rule, nil, "the call '\(operation.value.name.text)' is new, sent as \(line)", at: operation.places,
                old: nil,
                new: line, symbols: [SwiftSymbols(change.new).operation(operation.value)])
        }
    }
}
