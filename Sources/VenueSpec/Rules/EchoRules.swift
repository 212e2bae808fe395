internal import SourceText

enum EchoUndeclared: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let identifying = Set(operation.identities.flatMap(\.members).compactMap(\.text))
            var parameters: [String: String] = [:]
            for parameter in operation.parameters where identifying.contains(parameter.name) {
                for name in [parameter.name, parameter.node[\ParameterKeys.name]].compactMap({ $0.map(folded) }) {
                    parameters[name] = parameters[name] ?? parameter.name
                }
            }
            for response in document.answering(operation).responses {
                let declared = Set(response.echoes.compactMap(\.path))
                var named = NamedFields(document: document, parameters: parameters)
                for body in response.bodies {
                    guard case .json(let type)? = VenueBuilder(document: document).content(body) else { continue }
                    named.visit(type.opened, at: FieldPath(steps: []))
                }
                for (path, parameter) in named.found where !declared.contains(path) {
                    let template = path.steps.count == 1 && path.description == parameter ? "" : ": '{\(parameter)}'"
                    report.add(
                        .echoUndeclared,
                        "'\(path)' of status \(response.name) is named like the parameter '\(parameter)'; say whether it "
                            + "repeats it: 'echoes: { \(path)\(template) }', or 'echoes: { \(path): none }'",
                        at: operation.sharedAnswers.first?.range ?? response.nameRange)
                }
            }
        }
    }

    /// A name without the case of its letters and without separators.
    fileprivate static func folded(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.filter { !"_-. ".unicodeScalars.contains($0) }))
            .lowercased()
    }
}

/// The fields of a body that are named like identifying parameters.
private struct NamedFields {
    let document: SpecDocument
    let parameters: [String: String]
    /// The fields, each with the parameter it is named like.
    private(set) var found: [(path: FieldPath, parameter: String)] = []
    /// The types that are being visited.
    private var open: Set<String> = []

    init(document: SpecDocument, parameters: [String: String]) {
        self.document = document
        self.parameters = parameters
    }

    /// Visits the members of a type, at any depth outside lists.
    mutating func visit(_ type: ValueType, at path: FieldPath) {
        guard !parameters.isEmpty, case .named(let name) = type, let declared = document.type(named: name.text),
            open.insert(name.text).inserted
        else { return }
        defer { open.remove(name.text) }
        for alternative in declared.alternatives {
            VenueBuilder(document: document).valueType(alternative.type).map { visit($0, at: path) }
        }
        let properties = declared.properties ?? []
        for property in properties {
            guard let type = VenueBuilder(document: document).valueType(property.type)?.opened else { continue }
            let next = FieldPath(steps: path.steps + [.member(property.name)])
            if isScalar(type), let parameter = parameter(of: property), !found.contains(where: { $0.path == next }) {
                found.append((next, parameter))
            }
            visit(type, at: next)
        }
    }

    private func parameter(of property: PropertyDefinition) -> String? {
        [property.name, property.node[\PropertyKeys.name]].lazy
            .compactMap { name in name.flatMap { parameters[EchoUndeclared.folded($0)] } }.first
    }

    /// Whether a value of the type can be an identifier.
    private func isScalar(_ type: ValueType) -> Bool {
        switch type {
        case .boolean, .array, .map, .oneOrMany, .encoded: false
        case .named(let name): document.type(named: name.text)?.enumeration != nil
        default: true
        }
    }
}

enum InvalidEcho: DocumentRule {
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
            report.add(
                .invalidEcho, "one of many rows is not about one order, so an echo has no '[*]'", at: echo.nameRange)
        }
        if echo.isNone {
            if let first = echo.ignoring.first {
                report.add(.invalidEcho, "'\(path)' repeats nothing, so there is nothing to ignore", at: first.range)
            }
            return
        }
        guard let template = echo.template else {
            // What is written and no template is reported as one.
            if echo.written != nil { return }
            return report.add(
                .invalidEcho, "'\(path)' has no name of its own; name the parameter it repeats, as in '{orderId}'",
                at: echo.nameRange)
        }
        guard !template.parameters.isEmpty else { return checkConstant(echo, operation, &report) }
        if template.explodes {
            report.add(.invalidEcho, "an echo compares with one value, so '*' has nothing to repeat", at: echo.range)
        }
        if zip(template.parts, template.parts.dropFirst()).contains(where: { !$0.isLiteral && !$1.isLiteral }) {
            report.add(.invalidEcho, "two parameters without text between them cannot be told apart", at: echo.range)
        }
        for name in template.parameters {
            guard let parameter = operation.parameter(named: name) else { continue }
            if parameter.type == .array || parameter.type == .boolean {
                report.add(.invalidEcho, "'\(name)' is no identifier, so no field repeats it", at: echo.range)
            }
        }
        let types = resolver.types(at: path)
        let isBare = template.bareParameter != nil
        if !types.isEmpty, !types.contains(where: { canEcho($0, isBare: isBare, document) }) {
            let expected = isBare ? "text or a number" : "text"
            report.add(.invalidEcho, "'\(path)' cannot repeat '\(template.text)'; expected \(expected)", at: echo.range)
        }
    }

    /// Reports a template without a parameter.
    private static func checkConstant(
        _ echo: EchoDeclaration, _ operation: OperationDeclaration, _ report: inout Report
    ) {
        let text = echo.written?.text ?? ""
        guard operation.parameter(named: text) != nil else {
            return report.add(
                .invalidEcho, "'\(text)' names no parameter; expected one in braces, as in '{orderId}', or 'none'",
                at: echo.range)
        }
        report.add(
            .invalidEcho, "a parameter stands in braces: '{\(text)}'", at: echo.range,
            fixIts: [Diagnostic.FixIt(message: "put it in braces", range: echo.range, replacement: "'{\(text)}'")])
    }

    /// Whether a field of a type can hold the text of a parameter, or text around it.
    private static func canEcho(_ type: ValueType, isBare: Bool, _ document: SpecDocument) -> Bool {
        switch type {
        case .string, .textOrNumber: true
        case .decimalString, .decimalNumber, .integer, .any: isBare
        case .named(let name): isBare && document.type(named: name.text)?.enumeration != nil
        case .boolean, .timestamp, .epoch, .decimalEpoch, .array, .map, .oneOrMany, .encoded: false
        }
    }
}
