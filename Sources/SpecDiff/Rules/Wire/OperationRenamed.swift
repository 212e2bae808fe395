internal import VenueSpec

/// The rule `operation-renamed`.
enum OperationRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "operation-renamed", category: .wire, levels: [.warning],
        summary: "a cancel call of the same request line has another name",
        explanation: """
            Nothing changes on the wire. The name is the Swift namespace of the call and its name in reports and \
            configurations.
            """,
        before: "operations: { cancelOrder: … }",
        after: "operations: { cancelOne: … }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations where operation.isRenamed {
            let (old, new) = (operation.old.name.text, operation.new.name.text)
            report.add(
                rule, nil, "the call '\(old)' is now called '\(new)'; callers use it by that name",
                at: operation.places,
                old: old, new: new,
                symbols: [
                    SwiftSymbols(change.old).operation(operation.old),
                    SwiftSymbols(change.new).operation(operation.new),
                ])
        }
    }
}
