internal import SourceText
internal import YAMLDocument

/// `invalid-template`: every template of a field, a body or a frame is well formed.
enum InvalidTemplate: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-template",
        summary: "every template of a field, a body or a frame is well formed",
        explanation: """
            Placeholders stand in braces; a brace that means itself is doubled. In query and form fields '{name*}'
            repeats the field for each element of a list. An empty value stands for the parameter its key names.
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
            for key in ["query", "headers", "form"] {
                for entry in operation.http?[key]?.entries ?? [] {
                    checkField(entry, &report)
                }
            }
            for template in [operation.http?["json"], operation.webSocket?["frame"]].compactMap({ $0 }) {
                do throws(TemplateFault) {
                    _ = try JSONTemplate(template)
                } catch {
                    let message = "invalid template: \(error.message)"
                    guard let name = error.unknownName else {
                        report.add(rule, message, at: error.range)
                        continue
                    }
                    report.addUnknown(rule, message, name: name, known: [JSONTemplate.encodedKey], at: error.range)
                }
            }
        }
    }

    private static func checkField(_ entry: Node.Entry, _ report: inout Report) {
        guard let text = entry.value.text else { return }
        do throws(SyntaxError) {
            _ = try TextTemplate(parsing: text)
        } catch {
            report.add(rule, "invalid template for '\(entry.key)': \(error.message)", at: entry.value.range)
        }
    }
}
