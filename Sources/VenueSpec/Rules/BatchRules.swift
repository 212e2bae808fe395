internal import SourceText

/// Holds calls that can name several orders to requests in which each order has a place, and to inputs that tell it.
enum InvalidBatch: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            checkLists(operation, &report)
            for path in operation.fieldPaths { checkPosition(path, &report) }
            guard let batch = operation.batch else { continue }
            checkSame(batch, operation, &report)
            if operation.identities.count > 1 {
                report.add(
                    .invalidBatch, "the orders of a call are named in one way, so 'identity' has one set",
                    at: batch.range)
            }
            for group in operation.conditionals {
                report.add(
                    .invalidBatch, "the orders of a call have the same parameters, so none is 'conditional'",
                    at: group.node.range)
            }
            for parameter in operation.parameters where operation.isOfEachOrder(parameter.name) {
                check(parameter, operation, document, &report)
            }
        }
    }

    /// Refuses an order's place in the call anywhere but alone in the brackets of a list.
    private static func checkPosition(_ node: SpecNode, _ report: inout Report) {
        guard let path = node.path else { return }
        let isMixed = path.names.contains { name in
            name.parameters.contains(BatchDescription.position) && name.bareParameter == nil
        }
        let isTest = path.steps.contains { step in
            guard case .row(let tests) = step else { return false }
            return tests.contains { $0.value.parameters.contains(BatchDescription.position) }
        }
        guard isMixed || isTest else { return }
        report.add(
            .invalidBatch,
            "'{$index}' is a place in a list and stands alone in its brackets, as in 'results[{$index}]'",
            at: node.range)
    }

    private static func checkSame(_ batch: SpecNode, _ operation: OperationDeclaration, _ report: inout Report) {
        let known = operation.parameters.map(\.name)
        for node in batch[\BatchKeys.same] {
            guard let name = node.text, !known.contains(name) else { continue }
            report.addUnknown(
                .invalidBatch, "unknown parameter '\(name)' under 'same'", name: name, known: known, at: node.range)
        }
        let identifying = operation.identities.flatMap(\.members).compactMap(\.text)
        if !identifying.isEmpty, !identifying.contains(where: operation.isOfEachOrder) {
            report.add(
                .invalidBatch,
                "every parameter that identifies the order is one for all, so a call names one order however many it has; "
                    + "take its identifier out of 'same'", at: batch.range)
        }
    }

    /// Holds a parameter that each order has a value of its own for to the places that hold several.
    private static func check(
        _ parameter: ParameterDeclaration, _ operation: OperationDeclaration, _ document: SpecDocument,
        _ report: inout Report
    ) {
        let name = parameter.name
        if parameter.type == .array {
            report.add(
                .invalidBatch,
                "'\(name)' is a list, of which each order of a call cannot have its own; put it under "
                    + "'same', or leave 'batch' out", at: parameter.nameRange)
            return
        }
        guard let binding = document.binding(of: operation), operation.hasReadableBinding else { return }
        let inJSON = Self.isInElements(name, binding, operation)
        var reported: Set<Placeholder.Place> = []
        for placeholder in operation.placeholders
        where placeholder.name == name && placeholder.place.isRequest && !reported.contains(placeholder.place) {
            switch placeholder.place {
            case .json where inJSON == true, .frame: continue
            case .query where placeholder.isBareField && parameter.isRequired,
                .form where placeholder.isBareField && parameter.isRequired:
                continue
            case .query where placeholder.isBareField, .form where placeholder.isBareField:
                report.add(
                    .invalidBatch, "'\(name)' may be left out, which a list of all orders' values cannot show",
                    at: placeholder.range)
            default:
                reported.insert(placeholder.place)
                report.add(
                    .invalidBatch,
                    "each order of a call has its own '\(name)', and \(placeholder.place.title) holds one here; put it "
                        + "in a field of its own of the query or form, in a list of one element in the body, or under "
                        + "'same'", at: placeholder.range)
            }
        }
        for value in binding.usedValues where value.placeholders.contains(name) {
            report.add(
                .invalidBatch,
                "'\(value.name.text)' is computed once for a call and holds '\(name)', which each order has",
                at: value.provenance.range)
        }
    }

    /// Whether a parameter stands in the body in elements of each order alone; `nil` where it does not stand there.
    private static func isInElements(
        _ name: String, _ binding: HTTPBinding, _ operation: OperationDeclaration
    ) -> Bool? {
        guard case .json(let template, _) = binding.body else { return nil }
        return isInElements(name, template, operation)
    }

    private static func isInElements(
        _ name: String, _ template: JSONTemplate, _ operation: OperationDeclaration
    ) -> Bool? {
        func all(_ templates: [JSONTemplate]) -> Bool? {
            templates.reduce(nil) { result, template in
                guard let found = isInElements(name, template, operation) else { return result }
                return (result ?? true) && found
            }
        }
        guard template.placeholders.contains(where: { $0.name == name }) else { return nil }
        switch template {
        case .object(let members): return all(members.map(\.value))
        case .array(let elements): return elements.count == 1 ? true : all(elements)
        case .encoded(let inner): return isInElements(name, inner, operation)
        case .parameter, .parameterOrNull, .text, .string, .number, .boolean, .null: return false
        }
    }

    /// Refuses several outcomes, and lists of values, where a call names one order.
    private static func checkLists(_ operation: OperationDeclaration, _ report: inout Report) {
        for example in operation.examples {
            let counts = example[\ExampleKeys.input].filter { operation.isOfEachOrder($0.key) }.map { entry in
                (entry, count: max(1, entry.value.elements.count))
            }
            let count = counts.map(\.count).max() ?? 1
            for (entry, own) in counts where own != count {
                report.add(
                    .invalidBatch, "'\(entry.key)' has \(own) of the \(count) values that the call's orders have",
                    at: entry.value.range)
            }
            for reply in example[\ExampleKeys.replies] {
                guard let outcome = reply[\ReplyKeys.outcome], case .sequence(let outcomes) = outcome.content,
                    outcomes.count != count
                else { continue }
                report.add(
                    .invalidBatch,
                    "the call is about \(count) \(count == 1 ? "order" : "orders"), and \(outcomes.count) outcomes are "
                        + "recorded; record one for each, or one for all", at: outcome.range)
            }
        }
    }
}
