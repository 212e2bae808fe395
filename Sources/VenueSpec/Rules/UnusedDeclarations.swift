internal import SourceText

enum UnusedDeclaration: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        var words: Set<String> = []
        for type in document.types {
            for held in type.held where held.innermost.name != type.name {
                held.innermost.name.map { _ = words.insert($0) }
            }
        }
        for body in document.operations.flatMap(\.responses).flatMap(\.bodies) {
            TypeExpression(node: body).innermost.name.map { _ = words.insert($0) }
        }
        for type in document.types where !words.contains(type.name) {
            report.add(.unusedDeclaration, "type '\(type.name)' is never used", at: type.nameRange)
        }
        checkComputed(document, &report)
        let cited = Set(document.facts.compactMap { $0[\ProvenanceKeys.source] })
        for source in document.root[\SpecKeys.sources] where !cited.contains(source.key) {
            report.add(.unusedDeclaration, "source '\(source.key)' is never cited", at: source.keyRange)
        }
    }
}

extension UnusedDeclaration {
    /// Reports computed values and keys that no request holds.
    private static func checkComputed(_ document: SpecDocument, _ report: inout Report) {
        // What a wrong one holds is not known.
        guard !report.diagnostics.contains(where: { $0.rule == LanguageRule.invalidComputed.id }) else { return }
        let names = Set(
            document.operations.flatMap { operation in
                operation.requests.flatMap { request in
                    document.binding(of: request).map { $0.dependencies(of: $0.sentNames + operation.frameNames) } ?? []
                }
            })
        let declared =
            document.root[\SpecKeys.computed] + document.requests.flatMap { $0.http?[\HTTPKeys.computed] ?? [] }
        for entry in declared where !names.contains("$" + entry.key) {
            report.add(.unusedDeclaration, "computed value '\(entry.key)' is never used", at: entry.keyRange)
        }
        let keys = Set(declared.compactMap { $0.value[\ComputedKeys.key] })
        for credential in document.credentials + document.operations.flatMap(\.credentials) {
            let isUnused: Bool =
                switch credential.value[\CredentialKeys.type] {
                case .key: !keys.contains(credential.key)
                case .value: !names.contains(Credential.placeholderPrefix + credential.key)
                default: false
                }
            if isUnused {
                report.add(
                    .unusedDeclaration, "credential '\(credential.key)' is never used", at: credential.keyRange)
            }
        }
    }
}

enum UnboundParameter: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let requests = operation.requests
            guard requests.allSatisfy(\.hasReadableBinding) else { continue }
            // A list of many orders is asked for without any, and the order is looked for in the reply.
            let asked = operation.isRead ? operation.placeholders.filter { !$0.place.isRequest }.map(\.name) : []
            let bound = requests.map { Set($0.placeholders.filter(\.place.isHTTP).map(\.name) + asked) }
            let framed = Set(operation.placeholders.filter { $0.place == .frame }.map(\.name))
            for parameter in operation.parameters {
                let isLacking = zip(requests, bound).contains { request, bound in
                    !bound.contains(parameter.name) && !request.parametersOfOtherBindings.contains(parameter.name)
                }
                if parameter.only == .webSocket, operation.webSocket == nil {
                    report.add(
                        .unboundParameter,
                        "parameter '\(parameter.name)' is carried by 'only: webSocket', and the call has no frame",
                        at: parameter.nameRange)
                } else if parameter.only != .webSocket, isLacking {
                    report.add(
                        .unboundParameter,
                        "parameter '\(parameter.name)' is bound nowhere in the request"
                            + (operation.bindings == nil
                                ? "; put it in the path, query, headers or body" : " of one of the bindings"),
                        at: parameter.nameRange)
                } else if operation.webSocket != nil, parameter.only != .http, !framed.contains(parameter.name) {
                    report.add(
                        .unboundParameter, "parameter '\(parameter.name)' is bound nowhere in the WebSocket frame",
                        at: parameter.nameRange)
                }
            }
        }
    }
}
