internal import SourceText
internal import YAMLDocument

/// `invalid-template`: every template of a field, a body or a frame is well formed.
enum InvalidTemplate: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-template",
        summary: "every template of a field, a body, a frame, a test or an echo is well formed",
        explanation: """
            Placeholders stand in braces; a brace that means itself is doubled. In query and form fields '{name*}'
            repeats the field for each element of a list. An empty value stands for the parameter its key names. Text
            around them holds what a header field can hold, and no control characters in a query or form.
            """,
        badExample: """
            http:
              request: POST /cancel
              json: { orderId: '{orderId' }
            """,
        goodExample: """
            http:
              request: POST /cancel
              json: { orderId: '{orderId}' }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            if let http = operation.http {
                for entry in http[\HTTPKeys.query] + (http[\HTTPKeys.form] ?? []) { checkField(entry, &report) }
                for entry in http[\HTTPKeys.headers] { checkField(entry, isHeader: true, &report) }
            }
            for condition in operation.outcomes.flatMap(\.conditions) {
                for text in OutcomeDeclaration.comparedTexts(condition.value) where !text.isPattern {
                    guard let written = text.node.scalar?.text else { continue }
                    do throws(SyntaxError) {
                        _ = try TextTemplate(parsing: written)
                    } catch {
                        report.add(
                            rule, "invalid template for '\(condition.key)': \(error.message)", at: text.node.range)
                    }
                }
            }
            for echo in operation.responses.flatMap(\.echoes) {
                do throws(SyntaxError) {
                    _ = try echo.template()
                } catch {
                    report.add(rule, "invalid template for '\(echo.name)': \(error.message)", at: echo.range)
                }
            }
            for template in [operation.http?[\HTTPKeys.json], operation.webSocket?[\WebSocketKeys.frame]].compactMap({
                $0
            }) {
                for fault in JSONTemplate.faults(in: template) {
                    let message = "invalid template: \(fault.message)"
                    guard let name = fault.unknownName else {
                        report.add(rule, message, at: fault.range)
                        continue
                    }
                    report.addUnknown(rule, message, name: name, known: [JSONTemplate.encodedKey], at: fault.range)
                }
            }
        }
    }

    private static func checkField(_ entry: Node.Entry, isHeader: Bool = false, _ report: inout Report) {
        if !isHeader {
            check(entry.keyRange, of: entry, &report) { () throws(SyntaxError) in try checkNoControls(in: entry.key) }
        }
        guard let text = entry.value.text else { return }
        check(entry.value.range, of: entry, &report) { () throws(SyntaxError) in
            let template = try TextTemplate(parsing: text)
            if isHeader { return try HeaderText.check(template.parts) }
            for case .literal(let text) in template.parts { try checkNoControls(in: text) }
        }
    }

    /// Reports what a check throws.
    private static func check(
        _ range: SourceRange, of entry: Node.Entry, _ report: inout Report, _ check: () throws(SyntaxError) -> Void
    ) {
        do throws(SyntaxError) {
            try check()
        } catch {
            report.add(rule, "invalid template for '\(entry.key)': \(error.message)", at: range)
        }
    }

    /// Refuses text with control characters, which a query or form would carry encoded.
    private static func checkNoControls(in text: String) throws(SyntaxError) {
        if let bad = text.unicodeScalars.first(where: { $0.properties.generalCategory == .control }) {
            throw SyntaxError("a query or form field holds no control character, but \(bad.shown) stands here")
        }
    }
}
