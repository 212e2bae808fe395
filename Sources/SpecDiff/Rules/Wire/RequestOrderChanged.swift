internal import VenueSpec

/// The rule `request-order-changed`.
enum RequestOrderChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-order-changed", category: .wire, levels: [.info],
        summary: "the fields of the request stand in another order",
        explanation: """
            The order of query fields, header fields and JSON members means nothing to a venue that keeps to the \
            standards, but the bytes differ: signatures over them, recorded requests and tests of them follow.
            """,
        before: "query: { symbol, side }",
        after: "query: { side, symbol }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for (matching, function) in operation.requests {
                let kept = matching.pairs.filter { $0.isInContainer && $0.new.area != .path }
                var told: Set<RequestField.Area> = []
                for field in kept.map(\.new) where told.insert(field.area).inserted {
                    let pairs = kept.filter { $0.new.area == field.area }
                    let before = pairs.sorted { $0.oldIndex < $1.oldIndex }
                    guard pairs.map(\.oldIndex) != before.map(\.oldIndex), let first = before.first else { continue }
                    let (old, new) = (before.map(\.new.name), pairs.map(\.new.name))
                    report.add(
                        rule, nil,
                        "the fields of '\(field.keys.prefix(2).joined(separator: "."))' are sent in another order",
                        at: operation.places(Array(first.old.keys.prefix(2)), Array(field.keys.prefix(2))),
                        old: old.joined(separator: ", "), new: new.joined(separator: ", "),
                        symbols: [SwiftSymbols(change.new).member(function, of: operation.new)])
                }
            }
        }
    }
}
