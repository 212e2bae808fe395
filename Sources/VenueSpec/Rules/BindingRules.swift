internal import SourceText

enum InvalidBinding: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations { checkServed(operation, &report) }
        for operation in document.requests {
            guard let http = operation.http else { continue }
            let placed = document.credentials(of: operation).filter {
                $0.value[\CredentialKeys.type]?.hasHeader ?? true
            }
            let credentialFields = placed.map { $0.value[\CredentialKeys.header].lowercased() }
            if let form = http.node(\HTTPKeys.form), http[\HTTPKeys.json] != nil {
                report.add(.invalidBinding, "a request has either 'json' or 'form', not both", at: form.range)
            }
            if let type = http.node(\HTTPKeys.contentType), let text = type.text {
                do throws(SyntaxError) {
                    try HeaderText.check(mediaType: text)
                } catch {
                    report.add(.invalidBinding, "invalid media type: \(error.message)", at: type.range)
                }
            }
            for entry in http[\HTTPKeys.headers] {
                let name = entry.key.lowercased()
                if name == "content-type" {
                    report.add(.invalidBinding, "the media type is stated under 'contentType'", at: entry.keyRange)
                } else if HeaderText.transportFields.contains(name) {
                    report.add(.invalidBinding, "header '\(entry.key)' belongs to the transport", at: entry.keyRange)
                } else if credentialFields.contains(name) {
                    report.add(
                        .invalidBinding, "header '\(entry.key)' is placed by a credential under 'security'",
                        at: entry.keyRange)
                }
            }
            checkRepeats(http[\HTTPKeys.headers], &report)
        }
    }

    /// Holds the bindings of a call to the ways to identify the order, or to its scopes: each is served by exactly one.
    private static func checkServed(_ operation: OperationDeclaration, _ report: inout Report) {
        let word = operation.setWord
        let ways = operation.kind == .cancelAll ? "scopes" : "ways to identify the order"
        for binding in operation.bindings ?? [] {
            let other =
                operation.kind == .cancelAll ? binding.entry(\HTTPKeys.identities) : binding.entry(\HTTPKeys.scopes)
            guard let other else { continue }
            report.add(
                .invalidBinding, "the sets of '\(operation.name)' are named under '\(word)'; write '\(word)' here, too",
                at: other.keyRange)
        }
        guard let bindings = operation.bindings else {
            let entry = operation.http?.entry(\HTTPKeys.identities) ?? operation.http?.entry(\HTTPKeys.scopes)
            if let entry {
                report.add(
                    .invalidBinding,
                    "'\(entry.key)' tells the bindings of a list apart, and this one serves every call",
                    at: entry.keyRange)
            }
            return
        }
        let known = operation.identities.compactMap(\.name)
        guard !known.isEmpty else {
            // Scopes always have names; where there are none, that is told.
            if operation.kind == .cancelAll { return }
            return report.add(
                .invalidBinding,
                "'\(operation.name)' has a list of bindings and one way to identify the order; name each way under "
                    + "'identity'", at: operation.nameRange)
        }
        var first: [String: SourceRange] = [:]
        for binding in bindings {
            if binding.servedIdentities.isEmpty {
                report.add(
                    .invalidBinding, "a binding of a list says under '\(word)' which \(ways) it serves",
                    at: binding.range)
            }
            for node in binding.servedIdentities {
                guard let name = node.text else { continue }
                if !known.contains(name) {
                    report.addUnknown(
                        .invalidBinding, "unknown \(word) '\(name)' of a binding", name: name, known: known,
                        at: node.range)
                } else if let earlier = first[name] {
                    report.add(
                        .invalidBinding, "the \(word) '\(name)' has two bindings, so a call could go to either",
                        at: node.range, notes: [("the other is here", earlier)])
                } else {
                    first[name] = node.range
                }
            }
        }
        for identity in operation.identities where first[identity.name ?? ""] == nil {
            report.add(
                .invalidBinding, "no binding of '\(operation.name)' serves the \(word) '\(identity.name ?? "")'",
                at: identity.range)
        }
    }

    /// Header names are the same whatever their case.
    private static func checkRepeats(_ headers: [SpecNode.Entry], _ report: inout Report) {
        var seen: Set<String> = []
        for entry in headers where !seen.insert(entry.key.lowercased()).inserted {
            report.add(
                .invalidBinding, "header '\(entry.key)' is given twice; case makes no difference", at: entry.keyRange)
        }
    }
}

enum InvalidRequestLine: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.requests {
            guard let node = operation.http?.node(\HTTPKeys.request), let fault = node.fault else { continue }
            report.add(.invalidRequestLine, "invalid request: \(fault.message)", at: node.range)
        }
    }
}

enum PathParameterTwice: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.requests {
            var seen: Set<String> = []
            for placeholder in operation.placeholders where placeholder.place == .path {
                if !seen.insert(placeholder.name).inserted {
                    report.add(
                        .pathParameterTwice, "parameter '\(placeholder.name)' stands in the path twice",
                        at: placeholder.range)
                }
            }
        }
    }
}

enum PlaceholderMismatch: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.parts {
            let partial = operation.parametersOfSomeCalls
            let others = operation.parametersOfOtherBindings
            for placeholder in operation.placeholders where placeholder.place.isRequest {
                guard let parameter = operation.parameter(named: placeholder.name) else { continue }
                if others.contains(parameter.name) {
                    report.add(
                        .placeholderMismatch,
                        "no call that this binding serves gives '\(parameter.name)'; "
                            + (operation.kind == .cancelAll
                                ? "it belongs to another scope" : "it identifies the order in another way"),
                        at: placeholder.range)
                    continue
                }
                if !placeholder.isBareField, !(parameter.isNullWhenAbsent && placeholder.isJSONValue),
                    (!parameter.isRequired || partial.contains(parameter.name))
                {
                    report.add(
                        .placeholderMismatch,
                        "'\(parameter.name)' is not part of every call, so \(placeholder.place.title) cannot leave it out; "
                            + "give it a field or member of its own", at: placeholder.range)
                }
                let values = (parameter.enumeration ?? parameter.items?.enumeration)?.values ?? []
                if [.path, .headers].contains(placeholder.place), values.contains(where: \.text.isEmpty) {
                    report.add(
                        .placeholderMismatch,
                        "'\(parameter.name)' may be empty, and \(placeholder.place.title) cannot hold what is empty",
                        at: placeholder.range)
                }
                let isList =
                    parameter.type == .array
                    || operation.isOfEachOrder(parameter.name)
                        && [.query, .form].contains(placeholder.place)
                if isList && !placeholder.takesLists {
                    report.add(
                        .placeholderMismatch, "\(placeholder.place.title) cannot hold the list '\(parameter.name)'",
                        at: placeholder.range)
                }
                if isList, placeholder.place == .path, (parameter.node[\ParameterKeys.minItems] ?? 0) < 1 {
                    report.add(
                        .placeholderMismatch,
                        "an empty list '\(parameter.name)' would leave the path without its segment; state 'minItems: 1'",
                        at: placeholder.range)
                }
                if parameter.isNullWhenAbsent, placeholder.isBareField, !placeholder.isJSONValue {
                    report.add(
                        .placeholderMismatch,
                        "'whenAbsent' of '\(parameter.name)' says what JSON holds, and \(placeholder.place.title) would leave it out",
                        at: placeholder.range)
                }
                if let only = parameter.only, only != (placeholder.place == .frame ? .webSocket : .http) {
                    report.add(
                        .placeholderMismatch,
                        "'\(parameter.name)' is carried by 'only: \(only.rawValue)', so \(placeholder.place.title) cannot hold it",
                        at: placeholder.range)
                }
                if !isList && placeholder.repeats {
                    report.add(
                        .placeholderMismatch, "'\(parameter.name)' is not a list, so '*' has nothing to repeat",
                        at: placeholder.range)
                }
            }
        }
    }
}

enum InvalidTemplate: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.parts {
            if let http = operation.http {
                for entry in http[\HTTPKeys.query] + (http[\HTTPKeys.form] ?? []) { checkField(entry, &report) }
                for entry in http[\HTTPKeys.headers] { checkField(entry, isHeader: true, &report) }
            }
            for fault in operation.templates.flatMap(\.faults) {
                let message = "invalid template: \(fault.message)"
                guard let name = fault.unknownName else {
                    report.add(.invalidTemplate, message, at: fault.range)
                    continue
                }
                report.addUnknown(
                    .invalidTemplate, message, name: name, known: [TemplateReading.encodedKey], at: fault.range)
            }
        }
        for operation in document.operations {
            for condition in operation.outcomes.flatMap(\.conditions) {
                for text in OutcomeDeclaration.comparedTexts(condition.value) {
                    add(text.fault, of: condition.key, at: text.range, &report)
                }
            }
            for echo in operation.responses.flatMap(\.echoes) {
                add(echo.written?.fault, of: echo.name, at: echo.range, &report)
            }
        }
    }

    private static func checkField(_ entry: SpecNode.Entry, isHeader: Bool = false, _ report: inout Report) {
        let parts = entry.template?.parts ?? []
        if isHeader {
            var fault = entry.value.fault
            do throws(SyntaxError) { try HeaderText.check(parts) } catch { fault = error }
            return add(fault, of: entry.key, at: entry.value.range, &report)
        }
        add(control(in: entry.key), of: entry.key, at: entry.keyRange, &report)
        let fault = entry.value.fault ?? (entry.value.isEmptyPlain ? nil : control(in: parts.map(\.fixedText).joined()))
        add(fault, of: entry.key, at: entry.value.range, &report)
    }

    private static func add(_ fault: SyntaxError?, of key: String, at range: SourceRange, _ report: inout Report) {
        guard let fault else { return }
        report.add(.invalidTemplate, "invalid template for '\(key)': \(fault.message)", at: range)
    }

    /// The fault of text with control characters, which a query or form would carry encoded.
    private static func control(in text: String) -> SyntaxError? {
        text.unicodeScalars.first { $0.properties.generalCategory == .control }.map {
            SyntaxError("a query or form field holds no control character, but \($0.shown) stands here")
        }
    }
}
