/// The rule `declaration-changed`.
enum DeclarationChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "declaration-changed", category: .swiftSource, levels: [.warning],
        summary: "generated declarations changed so that code may no longer compile",
        explanation: """
            A member is gone, has another type, or a call of it needs further arguments; or the whole has another name. \
            The finding names every member, also those that are new. Declarations are compared and not what they do: \
            what a change means on the wire is reported by itself. Change the callers in the commit that regenerates \
            the client.
            """,
        before: "parameters: { symbol: { required: false } }", after: "parameters: { symbol: { required: true } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for declaration in change.declarationChanges
        where declaration.breaksSource && !declaration.isRemoved && !CaseAdded.fits(declaration) {
            let summary = declaration.summary
            let message =
                declaration.isRenamed
                ? "'\(declaration.oldName)' is now '\(declaration.name)'"
                : "code that uses '\(declaration.name)' may no longer compile"
            report.add(rule, message + (summary.isEmpty ? "" : " (\(summary))"), about: declaration)
        }
    }
}
