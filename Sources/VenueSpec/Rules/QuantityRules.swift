internal import SourceText

enum InvalidQuantity: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for (operation, response) in document.operations.flatMap({ call in call.responses.map { (call, $0) } }) {
            checkAffected(response, of: operation, document, &report)
            if operation.kind == .cancelAll, let quantities = response.node[\ResponseKeys.quantities] {
                report.add(
                    .invalidQuantity,
                    "'\(operation.name)' is about many orders, and quantities are of one; say under 'affected' how many were "
                        + "cancelled", at: quantities.range)
            }
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

    /// Refuses a number of orders that is none, and one that a call about one order is said to tell.
    private static func checkAffected(
        _ response: ResponseDeclaration, of operation: OperationDeclaration, _ document: SpecDocument,
        _ report: inout Report
    ) {
        guard let node = response.affected else { return }
        guard operation.kind == .cancelAll else {
            return report.add(
                .invalidQuantity, "only a call under 'cancelAll' tells how many orders were cancelled", at: node.range)
        }
        guard let path = node.path else { return }
        if path.steps.contains(.anyElement) {
            return report.add(
                .invalidQuantity, "'[*]' leads to each element alone; name the list, whose elements are counted",
                at: node.range)
        }
        let types = FieldResolver(document: document, bodies: response.bodies).types(at: path)
        guard let type = types.first(where: { !countsOrders($0) }) else { return }
        report.add(
            .invalidQuantity,
            "'\(path)' is \(type.phrase), which counts no orders; expected 'integer', 'array' or 'map'", at: node.range)
    }

    private static func countsOrders(_ type: ValueType) -> Bool {
        switch type {
        case .integer, .array, .map, .oneOrMany: true
        default: false
        }
    }

    private static func tellsQuantity(_ type: ValueType) -> Bool {
        switch type {
        case .decimalString, .decimalNumber, .integer: true
        default: false
        }
    }
}
