internal import SourceText
internal import YAMLDocument

enum InvalidBinding: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-binding",
        summary: "a request has one body, and its headers do not contradict it",
        explanation: """
            A request has a JSON body, a form body or none. Its media type is stated under 'contentType', also where a
            venue wants one without a body; credentials place their own header fields, and fields that frame the message belong to the transport.
            """,
        badExample: "http: { request: POST /cancel, json: { orderId }, form: { orderId } }",
        goodExample: "http: { request: POST /cancel, form: { orderId } }")

    static func check(_ document: SpecDocument, _ report: inout Report) {
        let credentialFields = document.credentials.map { $0.value[\CredentialKeys.header].lowercased() }
        for operation in document.operations {
            guard let http = operation.http else { continue }
            if let form = http.node(\HTTPKeys.form), http[\HTTPKeys.json] != nil {
                report.add(rule, "a request has either 'json' or 'form', not both", at: form.range)
            }
            if let type = http.node(\HTTPKeys.contentType), let text = type.text {
                do throws(SyntaxError) {
                    try HeaderText.check(mediaType: text)
                } catch {
                    report.add(rule, "invalid media type: \(error.message)", at: type.range)
                }
            }
            for entry in http[\HTTPKeys.headers] {
                let name = entry.key.lowercased()
                if name == "content-type" {
                    report.add(
                        rule, "the media type is stated under 'contentType'", at: entry.keyRange)
                } else if HeaderText.transportFields.contains(name) {
                    report.add(rule, "header '\(entry.key)' belongs to the transport", at: entry.keyRange)
                } else if credentialFields.contains(name) {
                    report.add(
                        rule, "header '\(entry.key)' is placed by a credential under 'security'", at: entry.keyRange)
                }
            }
            checkRepeats(http[\HTTPKeys.headers], &report)
        }
    }

    /// Header names are the same whatever their case.
    private static func checkRepeats(_ headers: [Node.Entry], _ report: inout Report) {
        var seen: Set<String> = []
        for entry in headers where !seen.insert(entry.key.lowercased()).inserted {
            report.add(rule, "header '\(entry.key)' is given twice; case makes no difference", at: entry.keyRange)
        }
    }
}

enum InvalidRequestLine: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-request-line",
        summary: "every request is a method and a path template",
        explanation: """
            The request line is the heart of the binding: a method of RFC 9110, one space, and a path that starts
            with a slash, holds its parameters in braces and nothing that a server or a library would rewrite.
            """,
        badExample: "http: { request: 'CANCEL /orders/{orderId}' }",
        goodExample: "http: { request: 'DELETE /orders/{orderId}' }")

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            guard let node = operation.http?.node(\HTTPKeys.request), let text = node.text else { continue }
            do throws(SyntaxError) {
                _ = try RequestLine(parsing: text)
            } catch {
                report.add(rule, "invalid request: \(error.message)", at: node.range)
            }
        }
    }
}

enum PathParameterTwice: DocumentRule {
    static let rule = RuleDescription(
        id: "path-parameter-twice",
        summary: "no parameter stands in the path twice",
        explanation: """
            A path that repeats a parameter is almost always a copying slip: the second place was meant for another
            identifier, and the wrong order would be cancelled.
            """,
        badExample: "http: { request: 'DELETE /accounts/{orderId}/orders/{orderId}' }",
        goodExample: "http: { request: 'DELETE /accounts/{account}/orders/{orderId}' }")

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            var seen: Set<String> = []
            for placeholder in operation.placeholders where placeholder.place == .path {
                if !seen.insert(placeholder.name).inserted {
                    report.add(
                        rule, "parameter '\(placeholder.name)' stands in the path twice", at: placeholder.range)
                }
            }
        }
    }
}

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
