internal import VenueSpec

/// The rule `request-nesting-changed`.
enum RequestNestingChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "request-nesting-changed", category: .wire, levels: [.error],
        summary: "members of the request moved to another object or list",
        explanation: """
            The venue looks for the values in one place of the JSON document only; elsewhere they are missing. \
            Members that moved together are one finding.
            """,
        before: "json: { orderId }",
        after: "json: { order: { orderId } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for (matching, function) in operation.requests {
                let moved = matching.pairs.filter { $0.isInArea && !$0.isInContainer }
                let ways = Dictionary(grouping: moved) { [$0.old.container, $0.new.container] }
                var told: Set<[[String]]> = []
                for pair in moved {
                    let way = [pair.old.container, pair.new.container]
                    guard told.insert(way).inserted, let pairs = ways[way],
                        pairs.contains(where: { !$0.new.isConstant })
                    else {
                        continue
                    }
                    let (old, new) = (pairs.map(\.old.name), pairs.map(\.new.name))
                    let places =
                        pairs.count == 1
                        ? operation.places(of: pair.old, pair.new)
                        : operation.places(pair.old.keys.dropLast(), pair.new.keys.dropLast())
                    report.add(
                        rule, nil,
                        "\(old.quoted) moved inside the \(pair.new.area == .frame ? "frame" : "body"), to \(new.quoted), "
                            + "where alone the venue looks for \(pairs.count == 1 ? "it" : "them")",
                        at: places, old: old.joined(separator: ", "), new: new.joined(separator: ", "),
                        symbols: [SwiftSymbols(change.new).member(function, of: operation.new)])
                }
            }
        }
    }
}
