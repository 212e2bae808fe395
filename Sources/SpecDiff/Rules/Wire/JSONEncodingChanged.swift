internal import VenueSpec

/// The rule `json-encoding-changed`.
enum JSONEncodingChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "json-encoding-changed", category: .wire, levels: [.error],
        summary: "a part of the request is JSON encoded as text, or no longer",
        explanation: """
            The venue parses the text as JSON of its own, or reads the object as it stands. The other form is a type \
            error to it.
            """,
        before: "json: { payload: { orderId } }",
        after: "json: { payload: { $encoded: { orderId } } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for (matching, function) in operation.requests {
                var told: Set<[String]> = []
                for pair in matching.pairs where pair.isInContainer {
                    let (old, new) = (Set(pair.old.encodedDepths), Set(pair.new.encodedDepths))
                    for depth in old.symmetricDifference(new).sorted() {
                        let steps = Array(pair.new.steps.prefix(depth))
                        guard told.insert(steps).inserted else { continue }
                        let name = (steps.isEmpty ? Array(pair.new.keys.prefix(2)) : steps).joined(separator: ".")
                        let isEncoded = new.contains(depth)
                        report.add(
                            rule, nil,
                            isEncoded
                                ? "'\(name)' is text that holds JSON instead of a JSON value"
                                : "'\(name)' is a JSON value instead of text that holds JSON",
                            at: operation.places(pair.old.keys(to: depth), pair.new.keys(to: depth)),
                            old: isEncoded ? "json" : "$encoded",
                            new: isEncoded ? "$encoded" : "json",
                            symbols: [SwiftSymbols(change.new).member(function, of: operation.new)])
                    }
                }
            }
        }
    }
}
