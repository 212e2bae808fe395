internal import SwiftSource
internal import VenueSpec

/// The rule `generated-code-differs`.
enum GeneratedCodeDiffers: DiffRule {
    static let rule = DiffRuleDescription(
        id: "generated-code-differs", category: .swiftSource, levels: [.warning],
        summary: "the generated client differs and no rule says why",
        explanation: """
            Something beyond comments differs in the generated code, and no other rule but those about documentation \
            found a change. The diff lacks a rule: read the difference of the generated file itself, and report the two \
            specs to whoever maintains venuegen.
            """,
        before: "# a spec", after: "# one that gives other Swift for a reason no rule knows")

    /// Comes after the other rules, which should leave it nothing.
    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        guard !report.findings.contains(where: { $0.category != .documentation }) else { return }
        let old = change.declarations.old.map(\.withoutDocumentation)
        let new = change.declarations.new.map(\.withoutDocumentation)
        guard old != new else { return }
        report.add(
            rule, nil, "the generated client of '\(change.new.name.text)' differs and no rule says why",
            at: .root.at("venue"), old: nil, new: nil, symbols: [change.new.name.swift])
    }
}
