internal import SourceText
internal import YAMLDocument

/// `placeholder-mismatch`: every placeholder can be filled by its parameter.
enum PlaceholderMismatch: DocumentRule {
    static let rule = RuleDescription(
        id: "placeholder-mismatch",
        summary: "every placeholder can be filled by its parameter",
        explanation: """
            An optional parameter can only be left out where its whole field or member can be left out, and a list
            needs a query field, a form field or a JSON array to go to. Inside other text, in a path or in an array
            there is no way to write what is not there.
            """,
        badExample: """
            parameters: { symbol: { required: false } }
            http: { request: 'DELETE /{symbol}/orders' }
            """,
        goodExample: """
            parameters: { symbol: { required: false } }
            http: { request: 'DELETE /orders', query: { symbol } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let partial = operation.parametersOfSomeCalls
            for placeholder in operation.placeholders where placeholder.place.isRequest {
                guard let parameter = operation.parameter(named: placeholder.name) else { continue }
                if !placeholder.isBareField && (!parameter.isRequired || partial.contains(parameter.name)) {
                    report.add(
                        rule,
                        "'\(parameter.name)' is not part of every call, so \(placeholder.place.title) cannot leave it out; "
                            + "give it a field or member of its own", at: placeholder.range)
                }
                let isList = parameter.type == .array
                if isList && !placeholder.takesLists {
                    report.add(
                        rule, "\(placeholder.place.title) cannot hold the list '\(parameter.name)'",
                        at: placeholder.range)
                }
                if !isList && placeholder.repeats {
                    report.add(
                        rule, "'\(parameter.name)' is not a list, so '*' has nothing to repeat", at: placeholder.range)
                }
            }
        }
    }
}
