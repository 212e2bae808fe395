internal import VenueSpec

/// The rule `sample-changed`.
enum SampleChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "sample-changed", category: .documentation, levels: [.info],
        summary: "a value has another sample",
        explanation: """
            Samples become documentation of the generated client. A sample of another shape, such as a longer id or a \
            number with more digits, can be the first sign of a change that the page does not state.
            """,
        before: "filled: { type: decimal, example: '0.5' }", after: "filled: { type: decimal, example: '0.50000000' }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for fact in change.facts where fact.oldExample != fact.newExample {
            let message =
                switch (fact.oldExample, fact.newExample) {
                case (nil, let new?): "\(fact.label) has a sample now, '\(new)'"
                case (let old?, nil): "\(fact.label) has lost its sample '\(old)'"
                case (let old, let new): "the sample of \(fact.label) is '\(new ?? "")' instead of '\(old ?? "")'"
                }
            report.add(
                rule, nil, message, at: fact.places.at("example"), old: fact.oldExample, new: fact.newExample)
        }
    }
}
