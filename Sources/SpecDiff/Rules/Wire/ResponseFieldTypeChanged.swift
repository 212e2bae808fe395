internal import VenueSpec

/// The rule `response-field-type-changed`.
enum ResponseFieldTypeChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "response-field-type-changed", category: .wire, levels: [.error],
        summary: "a field of replies has another type",
        explanation: """
            The old client finds such replies unreadable, and an unreadable reply proves nothing: an order that was \
            cancelled is reported as unknown. A type that is only called otherwise is no change; numbers and \
            instants in another form are reported by `wire-form-changed`.
            """,
        before: "CancelReply: { properties: { id: integer } }", after: "CancelReply: { properties: { id: string } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields {
            let (old, new) = (field.pair.old.type, field.pair.new.type)
            guard !change.names.isSame(old, new), !old.isOtherForm(of: new) else { continue }
            report.add(
                rule, nil, "'\(field.label)' is \(new.text) instead of \(old.text)", at: field.pair.places.at("type"),
                old: old.text, new: new.text, symbols: field.symbols, outcomes: field.rows)
        }
        for type in change.types where type.pair.old.definition.word != type.pair.new.definition.word {
            let (old, new) = (type.pair.old.definition.word, type.pair.new.definition.word)
            report.add(
                rule, nil, "'\(type.pair.new.name.text)' is an \(new) instead of an \(old)", at: type.pair.places,
                old: old,
                new: new, symbols: [SwiftSymbols(change.new).type(type.pair.new)],
                outcomes: change.uses.new.rows(about: type.pair.new.name.text))
        }
    }
}

extension NamedType.Definition {
    /// What it is, in a word.
    fileprivate var word: String {
        switch self {
        case .object: "object"
        case .enumeration: "enumeration"
        }
    }
}
