/// The rule `case-added`.
enum CaseAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "case-added", category: .swiftSource, levels: [.warning],
        summary: "a generated enumeration has a further case",
        explanation: """
            A `switch` over it that names every case no longer compiles until it says what the new one means; one with a \
            `default` compiles and takes the new case for what it takes all others for. Nothing else of the declaration \
            stopped compiling.
            """,
        before: "OrderState: { enum: [OPEN, CANCELLED] }", after: "OrderState: { enum: [OPEN, CANCELLED, EXPIRED] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for declaration in change.declarationChanges where fits(declaration) {
            report.add(
                rule,
                "a 'switch' over every case of an enumeration of '\(declaration.name)' no longer compiles "
                    + "(\(declaration.summary))", about: declaration)
        }
    }

    /// Whether further cases are all that can keep code from compiling.
    static func fits(_ declaration: DeclarationChange) -> Bool {
        let difference = declaration.difference
        return !declaration.isRenamed && difference.removed.isEmpty && difference.changed.isEmpty
            && !difference.addedCases.isEmpty
    }
}
