internal import SourceText
internal import YAMLDocument

enum InvalidQuantity: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-quantity",
        summary: "every field said to tell a quantity of the order does",
        explanation: """
            A quantity is a number: a 'decimal', a 'number' or an 'integer' of its own, of which no digit is lost. A ratio is
            none; where a venue states one beside quantities, list these. A field of one of many rows is not about one
            order, so '[*]' has no place in its path.
            """,
        badExample: "200: { body: CancelReply, quantities: { filled: state } }",
        goodExample: "200: { body: CancelReply, quantities: { ordered: quantity, filled: executedQuantity } }")

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for response in document.operations.flatMap(\.responses) {
            if let none = response.node[\ResponseKeys.quantities], none.entries.isEmpty, none.scalar == nil {
                let known = Quantity.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
                report.add(rule, "no field with a quantity is listed; expected \(known)", at: none.range)
            }
            let resolver = FieldResolver(document: document, bodies: response.bodies)
            var known: [FieldPath: Quantity] = [:]
            for (quantity, field) in response.quantities {
                guard let path = field.text.flatMap({ try? FieldPath(parsing: $0) }) else { continue }
                if path.steps.contains(.anyElement) {
                    report.add(
                        rule, "one of many rows is not about one order, so a quantity has no '[*]'", at: field.range)
                }
                if let other = known.updateValue(quantity, forKey: path) {
                    report.add(
                        rule, "'\(path)' is '\(other.rawValue)' already; one field tells one quantity", at: field.range)
                }
                if let type = resolver.types(at: path).first(where: { !tellsQuantity($0) }) {
                    report.add(
                        rule,
                        "'\(path)' is \(type.phrase), which tells no quantity; expected 'decimal', 'number' or 'integer'",
                        at: field.range)
                }
            }
        }
    }

    private static func tellsQuantity(_ type: ValueType) -> Bool {
        switch type {
        case .decimalString, .decimalNumber, .integer: true
        default: false
        }
    }
}

enum QuantityWithoutExample {
    static let rule = RuleDescription(
        id: "quantity-without-example",
        severity: .warning,
        summary: "of every field with a quantity, a reply records what it tells",
        explanation: """
            'ordered', 'filled' and 'remaining' are all numbers, so nothing but a recorded value shows that two of them are
            not exchanged. Record them at a reply about an order that was executed in part, where no two of them are equal.
            """,
        badExample: "200: { body: CancelReply, quantities: { filled: executedQuantity } }   # no reply records it",
        goodExample: """
            replies:
              - { name: partly-filled, …, outcome: canceled, quantities: { filled: '0.6' } }
            """)
}
