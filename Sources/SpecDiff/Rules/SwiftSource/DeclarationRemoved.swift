/// The rule `declaration-removed`.
enum DeclarationRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "declaration-removed", category: .swiftSource, levels: [.warning],
        summary: "a type or a call is no longer generated",
        explanation: """
            Code that names it no longer compiles. One finding stands for everything inside, and for the functions of \
            the client where a call is gone. Change the callers in the commit that regenerates the client.
            """,
        before: "types: { CancelReply: …, ErrorReply: … }", after: "types: { CancelReply: … }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for declaration in change.declarationChanges where declaration.isRemoved {
            report.add(
                rule, "'\(declaration.name)' is gone; code that names it no longer compiles", about: declaration)
        }
    }
}
