internal import SourceText
internal import YAMLDocument

/// `echo-undeclared`: of a field named like an identifying parameter, the spec says whether it repeats it.
enum EchoUndeclared: DocumentRule {
    static let rule = RuleDescription(
        id: "echo-undeclared",
        summary: "of a field named like an identifying parameter, the spec says whether it repeats it",
        explanation: """
            A reply can be about another order than the one that was asked about: HTTP/1.1 pairs replies with requests
            by their order alone, so one stray reply shifts all that follow. Where a reply repeats an identifier, this
            shows, and its outcome is 'unknown(otherOrder)' instead of a proof about the wrong order. List the field
            under 'echoes'; 'none' says that it is something else in spite of its name. Lists are left out, since they
            are not about one order.
            """,
        badExample: """
            200: CancelReply   # whose member orderId is named like the parameter
            """,
        goodExample: """
            200: { body: CancelReply, echoes: { orderId } }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for operation in document.operations {
            let identifying = Set(operation.identities.flatMap(\.members).compactMap(\.text))
            var parameters: [String: String] = [:]
            for parameter in operation.parameters where identifying.contains(parameter.name) {
                for name in [parameter.name, parameter.node[\ParameterKeys.name]].compactMap({ $0.map(folded) }) {
                    parameters[name] = parameters[name] ?? parameter.name
                }
            }
            for response in operation.responses {
                let declared = Set(response.echoes.compactMap(\.path))
                var named = NamedFields(document: document, parameters: parameters)
                for body in response.bodies {
                    guard case .json(let type)? = VenueBuilder(document: document).content(body) else { continue }
                    named.visit(type, at: FieldPath(steps: []))
                }
                for (path, parameter) in named.found where !declared.contains(path) {
                    let template = path.steps.count == 1 && path.description == parameter ? "" : ": '{\(parameter)}'"
                    report.add(
                        rule,
                        "'\(path)' of status \(response.name) is named like the parameter '\(parameter)'; say whether it "
                            + "repeats it: 'echoes: { \(path)\(template) }', or 'echoes: { \(path): none }'",
                        at: response.nameRange)
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
    /// The document that declares the types.
    let document: SpecDocument
    /// The parameters by their names, folded.
    let parameters: [String: String]
    /// The fields, each with the parameter it is named like.
    private(set) var found: [(path: FieldPath, parameter: String)] = []
    /// The types that are being visited.
    private var open: Set<String> = []

    /// Nothing found yet.
    init(document: SpecDocument, parameters: [String: String]) {
        self.document = document
        self.parameters = parameters
    }

    /// Visits the members of a type, at any depth outside lists.
    mutating func visit(_ type: ValueType, at path: FieldPath) {
        guard !parameters.isEmpty, case .named(let name) = type, let declared = document.type(named: name.text),
            let properties = declared.properties, open.insert(name.text).inserted
        else { return }
        defer { open.remove(name.text) }
        for property in properties {
            guard let type = VenueBuilder(document: document).valueType(property.type) else { continue }
            let next = FieldPath(steps: path.steps + [.member(property.name)])
            if isScalar(type), let parameter = parameter(of: property), !found.contains(where: { $0.path == next }) {
                found.append((next, parameter))
            }
            visit(type, at: next)
        }
    }

    /// The parameter a property is named like.
    private func parameter(of property: PropertyDeclaration) -> String? {
        [property.name, property.node[\PropertyKeys.name]].lazy
            .compactMap { name in name.flatMap { parameters[EchoUndeclared.folded($0)] } }.first
    }

    /// Whether a value of the type can be an identifier.
    private func isScalar(_ type: ValueType) -> Bool {
        switch type {
        case .boolean, .array: false
        case .named(let name): document.type(named: name.text)?.enumeration != nil
        default: true
        }
    }
}

/// `echo-without-example`: every field that repeats what was asked is shown with another order.
enum EchoWithoutExample {
    static let rule = RuleDescription(
        id: "echo-without-example",
        severity: .warning,
        summary: "every field that repeats what was asked is shown with another order",
        explanation: """
            Record a reply that names another order, with the outcome 'unknown(otherOrder)', so that the comparison is
            seen to work in the interpreter and in the compiled client.
            """,
        badExample: """
            200: { body: CancelReply, echoes: { orderId } }   # every example repeats its own order
            """,
        goodExample: """
            replies:
              - { name: other-order, status: 200, body: '{"orderId":"another"}', outcome: unknown(otherOrder) }
            """)
}
