internal import VenueSpec

/// The rule `example-removed`.
enum ExampleRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "example-removed", category: .documentation, levels: [.info],
        summary: "an executed example is gone",
        explanation: "What it showed is no longer held against the spec, unless another example shows it too.",
        before: "examples: [{ name: page-sample, … }, { name: by-client-id, … }]",
        after: "examples: [{ name: page-sample, … }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for operation in change.operations {
            for example in operation.examples.removed {
                report.add(
                    rule, nil, "the example '\(example.value.name)' is gone", at: example.places,
                    old: example.value.request.line, new: nil)
            }
        }
    }
}
