internal import SwiftSource
internal import VenueSpec

extension DiffRule {
    /// The rules about the declarations consumers compile against.
    ///
    /// Each declaration of the venue's namespace that differs is one finding, of the first of these that fits; the last two
    /// are about code that differs where no declaration does.
    static let declarations: [DiffRule] = [
        DiffRule(
            "declaration-removed", .swiftSource, .warning, summary: "a type or a call is no longer generated",
            explanation: """
                Code that names it no longer compiles. One finding stands for everything inside, and for the functions of \
                the client where a call is gone. Change the callers in the commit that regenerates the client.
                """, before: "types: { CancelReply: …, ErrorReply: … }", after: "types: { CancelReply: … }",
            each: { $0.declarationChanges.filter(\.isRemoved) }
        ) { declaration, _ in
            declaration.told("'\(declaration.name)' is gone; code that names it no longer compiles")
        },
        DiffRule(
            "declaration-changed", .swiftSource, .warning,
            summary: "generated declarations changed so that code may no longer compile",
            explanation: """
                A member is gone, has another type, or a call of it needs further arguments; or the whole has another name. \
                The finding names every member, also those that are new. Declarations are compared and not what they do: \
                what a change means on the wire is reported by itself. Change the callers in the commit that regenerates \
                the client.
                """,
            before: "parameters: { symbol: { required: false } }", after: "parameters: { symbol: { required: true } }",
            each: { $0.declarationChanges.filter { $0.breaksSource && !$0.isRemoved && !$0.isCaseAdded } }
        ) { declaration, _ in
            let summary = declaration.summary
            let message =
                declaration.isRenamed
                ? "'\(declaration.oldName)' is now '\(declaration.name)'"
                : "code that uses '\(declaration.name)' may no longer compile"
            return declaration.told(message + (summary.isEmpty ? "" : " (\(summary))"))
        },
        DiffRule(
            "case-added", .swiftSource, .warning, summary: "a generated enumeration has a further case",
            explanation: """
                A `switch` over it that names every case no longer compiles until it says what the new one means; one with a \
                `default` compiles and takes the new case for what it takes all others for. Nothing else of the declaration \
                stopped compiling.
                """,
            before: "OrderState: { enum: [OPEN, CANCELLED] }",
            after: "OrderState: { enum: [OPEN, CANCELLED, EXPIRED] }",
            each: { $0.declarationChanges.filter(\.isCaseAdded) }
        ) { declaration, _ in
            declaration.told(
                "a 'switch' over every case of an enumeration of '\(declaration.name)' no longer compiles "
                    + "(\(declaration.summary))")
        },
        DiffRule(
            "declaration-extended", .swiftSource, .info, summary: "generated declarations allow more than they did",
            explanation: """
                A property or function is new, or a call may pass a further argument; every use that compiled still does. \
                Binary compatibility and functions taken as values are another matter: rebuild what uses the client.
                """,
            before: "parameters: { orderId: integer }",
            after: "parameters: { orderId: integer, symbol: { required: false } }",
            each: { $0.declarationChanges.filter { !$0.breaksSource && !$0.isAdded } }
        ) { declaration, _ in
            declaration.told("'\(declaration.name)' allows more (\(declaration.summary))")
        },
        DiffRule(
            "declaration-added", .swiftSource, .info, summary: "a type or a call is generated that was not before",
            explanation: "Code that compiled still does. One finding stands for everything inside.",
            before: "types: { CancelReply: … }", after: "types: { CancelReply: …, ErrorReply: … }",
            each: { $0.declarationChanges.filter(\.isAdded) }
        ) { declaration, _ in declaration.told("'\(declaration.name)' is new") },
        entriesReordered,
        DiffRule(
            "evidence-reworded", .swiftSource, .info,
            summary: "a row of the outcome table has another name in evidence",
            explanation: """
                The row holds for the same replies and means the same, but its conditions are written otherwise, such as in \
                another order. Reports name the row by them: look for code, alerts or queries that hold the old text.
                """,
            before: "when: { state: { oneOf: [OPEN, QUEUED] } }", after: "when: { state: { oneOf: [QUEUED, OPEN] } }",
            of: \.operations,
            each: { operation in
                (operation.lines.pairs + operation.lines.retested.filter { $0.retest == .equal })
                    .grouped { [$0.old.index, $0.new.index] }.compactMap(\.first)
            }
        ) { pair, operation, _ in
            let (old, new) = (pair.old.rowEvidence, pair.new.rowEvidence)
            guard old != new, pair.old.conditions.map(\.evidenceText) != pair.new.conditions.map(\.evidenceText) else {
                return nil
            }
            return Change(
                "evidence names the row '\(old)' by the words '\(new)'", at: operation.rowPlaces(of: pair), old: old,
                new: new, symbols: [operation.symbol("judge")])
        },
    ]

    /// Comes after the other rules, which should leave it nothing.
    static let generatedCodeDiffers = DiffRule(
        "generated-code-differs", .swiftSource, .warning, summary: "the generated client differs and no rule says why",
        explanation: """
            Something beyond comments differs in the generated code, and no other rule but those about documentation \
            found a change. The diff lacks a rule: read the difference of the generated file itself, and report the two \
            specs to whoever maintains venuegen.
            """, before: "# a spec", after: "# one that gives other Swift for a reason no rule knows"
    ) { change, report in
        guard !report.findings.contains(where: { $0.category != .documentation }) else { return }
        // Evidence cites a source by its name.
        guard !change.sources.pairs.contains(where: \.isRenamed) else { return }
        let old = change.declarations.old.map(\.withoutDocumentation)
        let new = change.declarations.new.map(\.withoutDocumentation)
        guard old != new else { return }
        report.add(
            "the generated client of '\(change.new.name.text)' differs and no rule says why",
            at: .root.at("venue"), symbols: [change.new.name.swift])
    }
}

extension DeclarationChange {
    fileprivate func told(_ message: String) -> DiffRule.Change {
        .init(message, at: places, old: oldText, new: newText, symbols: symbols)
    }

    /// Whether further cases are all that can keep code from compiling.
    fileprivate var isCaseAdded: Bool {
        !isRenamed && difference.removed.isEmpty && difference.changed.isEmpty && !difference.addedCases.isEmpty
    }
}
