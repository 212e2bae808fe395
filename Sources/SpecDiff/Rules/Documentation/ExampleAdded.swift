internal import VenueSpec

/// The rule `example-added`.
enum ExampleAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "example-added", category: .documentation, levels: [.info],
        summary: "there is a further executed example",
        explanation: "A request, or a reply with its outcome, is held against the spec that was not before.",
        before: "examples: [{ name: page-sample, … }]",
        after: "examples: [{ name: page-sample, … }, { name: by-client-id, … }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for example in operation.examples.added {
                report.add(
                    rule, nil, "the example '\(example.value.name)' is new", at: example.places, old: nil,
                    new: example.value.request.line)
            }
        }
    }
}
