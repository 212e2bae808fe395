internal import VenueSpec

/// The rule `wire-form-changed`.
enum WireFormChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "wire-form-changed", category: .meaning, levels: [.error],
        summary: "numbers or instants in replies are written in another form",
        explanation: """
            A decimal in a string is not a JSON number, and a count of seconds is not one of milliseconds. The old \
            client finds the reply unreadable or, worse, reads an instant that is wrong by a factor of a thousand. \
            Compare a fresh sample with both forms.
            """,
        before: "CancelReply: { properties: { price: number } }",
        after: "CancelReply: { properties: { price: decimal } }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for field in change.replyFields {
            let (old, new) = (field.pair.old.type, field.pair.new.type)
            guard !change.names.isSame(old, new), old.isOtherForm(of: new) else { continue }
            report.add(
                rule, nil, "'\(field.label)' is written as \(new.text) instead of \(old.text)",
                at: field.pair.places.at(old.formKey(beside: new)), old: old.text, new: new.text,
                symbols: field.symbols,
                outcomes: field.rows)
        }
    }
}

extension ValueType {
    /// What a value measures, whatever its form on the wire.
    private enum Quantity { case number, instant }

    /// What it measures; `nil` for what is neither a number with decimals nor an instant.
    private var quantity: Quantity? {
        switch self {
        case .decimalString, .decimalNumber: .number
        case .timestamp, .epoch: .instant
        default: nil
        }
    }

    /// Whether it differs from another type in nothing but the form of numbers or instants.
    func isOtherForm(of other: ValueType) -> Bool {
        switch (self, other) {
        case (.array(let mine), .array(let others)): mine.isOtherForm(of: others)
        default: self != other && quantity != nil && quantity == other.quantity
        }
    }

    /// The key that states the form by which it differs from another.
    fileprivate func formKey(beside other: ValueType) -> String {
        switch (self, other) {
        case (.array, .array): "items"
        case (.epoch(_, let quoted), .epoch(_, let otherQuoted)) where quoted == otherQuoted: "format"
        default: "type"
        }
    }
}
