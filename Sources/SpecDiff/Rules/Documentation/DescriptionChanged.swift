internal import VenueSpec

/// The rule `description-changed`.
enum DescriptionChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "description-changed", category: .documentation, levels: [.info],
        summary: "something is described in other words",
        explanation: """
            Descriptions become the documentation of the generated client; no code depends on them. Venues state promises \
            in prose, though: where the words now promise less, look for the fact that belongs to them.
            """,
        before: "orderId: { description: The venue's id of the order. }",
        after: "orderId: { description: The venue's id of the order, unique per day. }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for fact in change.facts where fact.oldDescription != fact.newDescription {
            let message =
                switch (fact.oldDescription, fact.newDescription) {
                case (nil, _): "\(fact.label) is described now"
                case (_, nil): "\(fact.label) is no longer described"
                default: "\(fact.label) is described in other words"
                }
            report.add(
                rule, nil, message, at: fact.places.at("description"), old: fact.oldDescription,
                new: fact.newDescription)
        }
    }
}
