internal import SourceText
internal import YAMLDocument

/// `unknown-parameter`: every parameter that is named is declared.
enum UnknownParameter: DocumentRule {
    static let rule = RuleDescription(
        id: "unknown-parameter",
        summary: "every parameter that is named is declared",
        explanation: """
            Placeholders of the request, the frame, the conditions and the echoes, and the inputs of examples, name what the
            caller supplies. A name nobody declares could never be filled in.
            """,
        badExample: """
            parameters: { orderId: string }
            http: { request: 'DELETE /orders/{orderID}' }
            """,
        goodExample: """
            parameters: { orderId: string }
            http: { request: 'DELETE /orders/{orderId}' }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let known = operation.parameters.map(\.name)
            let names = Set(known)
            for placeholder in operation.placeholders where !names.contains(placeholder.name) {
                if placeholder.place == .frame && placeholder.name == "$id" { continue }
                let built = placeholder.name.hasPrefix("$") ? "; names that start with '$' are the language's own" : ""
                let place = report.place(of: placeholder.name, after: "{", in: placeholder.range)
                report.addUnknown(
                    rule, "unknown parameter '\(placeholder.name)' in \(placeholder.place.title)\(built)",
                    name: placeholder.name, known: placeholder.place == .frame ? known + ["$id"] : known,
                    at: place ?? placeholder.range)
            }
            for example in operation.examples {
                for entry in example[\ExampleKeys.input] where !names.contains(entry.key) {
                    report.addUnknown(
                        rule, "unknown parameter '\(entry.key)' in the input of an example", name: entry.key,
                        known: known, at: entry.keyRange)
                }
            }
        }
    }
}
