internal import SourceText
internal import YAMLDocument

/// `invalid-echo`: every field said to repeat what was asked can do so.
enum InvalidEcho: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-echo",
        summary: "every field said to repeat what was asked can do so",
        explanation: """
            An echo is one field that holds a parameter's text, or text with parameters inside. A comparison that could
            never hold would turn every reply into 'unknown(otherOrder)', and one without a parameter would compare
            nothing. A field of one of many rows is not about one order, so '[*]' has no place in its path.
            """,
        badExample: """
            200: { body: CancelReply, echoes: { orderId: orderId } }
            """,
        goodExample: """
            200: { body: CancelReply, echoes: { orderId: '{orderId}' } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            for response in operation.responses {
                let resolver = FieldResolver(document: document, bodies: response.bodies)
                for echo in response.echoes { check(echo, operation, resolver, document, &report) }
            }
        }
    }

    private static func check(
        _ echo: EchoDeclaration, _ operation: OperationDeclaration, _ resolver: FieldResolver,
        _ document: SpecDocument, _ report: inout Report
    ) {
        guard let path = echo.path else { return }
        if path.steps.contains(.anyElement) {
            report.add(rule, "one of many rows is not about one order, so an echo has no '[*]'", at: echo.nameRange)
        }
        if echo.isNone {
            if let first = echo.ignoring.first {
                report.add(rule, "'\(path)' repeats nothing, so there is nothing to ignore", at: first.range)
            }
            return
        }
        let template: TextTemplate
        do throws(SyntaxError) {
            guard let found = try echo.template() else {
                return report.add(
                    rule, "'\(path)' has no name of its own; name the parameter it repeats, as in '{orderId}'",
                    at: echo.nameRange)
            }
            template = found
        } catch {
            return  // `invalid-template` reports it.
        }
        guard !template.parameters.isEmpty else { return checkConstant(echo, operation, &report) }
        if template.explodes {
            report.add(rule, "an echo compares with one value, so '*' has nothing to repeat", at: echo.range)
        }
        if zip(template.parts, template.parts.dropFirst()).contains(where: { !$0.isLiteral && !$1.isLiteral }) {
            report.add(rule, "two parameters without text between them cannot be told apart", at: echo.range)
        }
        for name in template.parameters {
            guard let parameter = operation.parameter(named: name) else { continue }
            if parameter.type == .array || parameter.type == .boolean {
                report.add(rule, "'\(name)' is no identifier, so no field repeats it", at: echo.range)
            }
        }
        let types = resolver.types(at: path)
        let isBare = template.bareParameter != nil
        if !types.isEmpty, !types.contains(where: { canEcho($0, isBare: isBare, document) }) {
            let expected = isBare ? "text or a number" : "text"
            report.add(rule, "'\(path)' cannot repeat '\(template.text)'; expected \(expected)", at: echo.range)
        }
    }

    /// Reports a template without a parameter.
    private static func checkConstant(
        _ echo: EchoDeclaration, _ operation: OperationDeclaration, _ report: inout Report
    ) {
        let text = echo.written?.text ?? ""
        guard operation.parameter(named: text) != nil else {
            return report.add(
                rule, "'\(text)' names no parameter; expected one in braces, as in '{orderId}', or 'none'",
                at: echo.range)
        }
        report.add(
            rule, "a parameter stands in braces: '{\(text)}'", at: echo.range,
            fixIts: [
                Diagnostic.FixIt(message: "put it in braces", range: echo.range, replacement: "'{\(text)}'")
            ])
    }

    /// Whether a field of a type can hold the text of a parameter, or text around it.
    private static func canEcho(_ type: ValueType, isBare: Bool, _ document: SpecDocument) -> Bool {
        switch type {
        case .string, .textOrNumber: true
        case .decimalString, .decimalNumber, .integer, .any: isBare
        case .named(let name): isBare && document.type(named: name.text)?.enumeration != nil
        case .boolean, .timestamp, .epoch, .array: false
        }
    }
}
