internal import VenueSpec

/// The rule `path-changed`.
enum PathChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "path-changed", category: .wire, levels: [.error],
        summary: "the call goes to another path",
        explanation: """
            A request to the old path reaches nothing, or another call: the order stays open, or more is cancelled \
            than was meant. The names of parameters in the path do not matter, and a parameter that moved, came or \
            went tells of its own segment.
            """,
        before: "request: POST /v1/orders/{orderId}/cancel",
        after: "request: POST /v2/orders/{orderId}/cancel")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            let renamed = operation.old.http.path.renamed(operation.newName)
            let (before, after) = (Set(renamed.parameters), operation.new.http.path.parameters)
            let kept = before.intersection(after)
            guard renamed.pathText(keeping: kept) != operation.new.http.path.pathText(keeping: kept) else { continue }
            let (old, new) = (operation.old.http.path.specText, operation.new.http.path.specText)
            report.add(
                rule, nil, "'\(operation.new.name.text)' goes to \(new) instead of \(old)",
                at: operation.places.at("http", "request"), old: old, new: new,
                symbols: [SwiftSymbols(change.new).request(of: operation.new)])
        }
    }
}
