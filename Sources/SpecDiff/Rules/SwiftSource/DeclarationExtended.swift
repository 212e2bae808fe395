/// The rule `declaration-extended`.
enum DeclarationExtended: DiffRule {
    static let rule = DiffRuleDescription(
        id: "declaration-extended", category: .swiftSource, levels: [.info],
        summary: "generated declarations allow more than they did",
        explanation: """
            A property or function is new, or a call may pass a further argument; every use that compiled still does. \
            Binary compatibility and functions taken as values are another matter: rebuild what uses the client.
            """,
        before: "parameters: { orderId: integer }",
        after: "parameters: { orderId: integer, symbol: { required: false } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for declaration in change.declarationChanges where !declaration.breaksSource && !declaration.isAdded {
            report.add(rule, "'\(declaration.name)' allows more (\(declaration.summary))", about: declaration)
        }
    }
}
