/// The rule `declaration-added`.
enum DeclarationAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "declaration-added", category: .swiftSource, levels: [.info],
        summary: "a type or a call is generated that was not before",
        explanation: "Code that compiled still does. One finding stands for everything inside.",
        before: "types: { CancelReply: … }", after: "types: { CancelReply: …, ErrorReply: … }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for declaration in change.declarationChanges where declaration.isAdded {
            report.add(rule, "'\(declaration.name)' is new", about: declaration)
        }
    }
}
