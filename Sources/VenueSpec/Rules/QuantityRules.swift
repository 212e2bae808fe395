internal import SourceText

enum InvalidQuantity: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for response in document.operations.flatMap(\.responses) {
            if let none = response.node[\ResponseKeys.quantities], none.entries.isEmpty, none.scalar == nil {
                let known = Quantity.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
                report.add(.invalidQuantity, "no field with a quantity is listed; expected \(known)", at: none.range)
            }
            let resolver = FieldResolver(document: document, bodies: response.bodies)
            var known: [FieldPath: Quantity] = [:]
            for (quantity, field) in response.quantities {
                guard let path = field.path else { continue }
                if path.steps.contains(.anyElement) {
                    report.add(
                        .invalidQuantity, "one of many rows is not about one order, so a quantity has no '[*]'",
                        at: field.range)
                }
                if let other = known.updateValue(quantity, forKey: path) {
                    report.add(
                        .invalidQuantity, "'\(path)' is '\(other.rawValue)' already; one field tells one quantity",
                        at: field.range)
                }
                if let type = resolver.types(at: path).first(where: { !tellsQuantity($0) }) {
                    report.add(
                        .invalidQuantity,
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
