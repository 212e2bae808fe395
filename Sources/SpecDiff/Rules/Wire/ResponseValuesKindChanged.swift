internal import VenueSpec

/// The rule `response-values-kind-changed`.
enum ResponseValuesKindChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-values-kind-changed", category: .wire, levels: [.error],
        summary: "the values of an enumeration are integers instead of strings, or the reverse",
        explanation: """
            The old client finds every reply with such a value unreadable, and an unreadable reply proves nothing: \
            an order that was cancelled is reported as unknown.
            """,
        before: "State: { enum: [OPEN] }", after: "State: { type: integer, enum: { 1: { name: open } } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for type in change.types where type.isOtherKind {
            let (old, new) = (type.pair.old.kindWord, type.pair.new.kindWord)
            report.add(
                rule, nil, "the values of '\(type.pair.new.name.text)' are \(new) instead of \(old)",
                at: type.pair.places.at("type"), old: old, new: new,
                symbols: [SwiftSymbols(change.new).type(type.pair.new)],
                outcomes: change.uses.new.rows(about: type.pair.new.name.text))
        }
    }
}

extension NamedType {
    /// What an enumeration's values are.
    fileprivate var kindWord: String {
        guard case .enumeration(let enumeration) = definition else { return "" }
        return enumeration.kind == .integer ? "integers" : "strings"
    }
}
