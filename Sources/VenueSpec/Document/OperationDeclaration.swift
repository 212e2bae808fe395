internal import SourceText
internal import YAMLDocument

struct OperationDeclaration: NamedDeclaration {
    let entry: Node.Entry
    /// Whether it only reads what became of an order.
    let isRead: Bool
    let parameters: [ParameterDeclaration]
    /// Every placeholder of the bindings, the conditions, the echoes and the paths.
    private(set) var placeholders: [Placeholder] = []

    init(entry: Node.Entry, isRead: Bool) {
        self.entry = entry
        self.isRead = isRead
        parameters = entry.value[\OperationKeys.parameters].map(ParameterDeclaration.init)
        placeholders = allPlaceholders()
    }

    func parameter(named name: String) -> ParameterDeclaration? { parameters.first { $0.name == name } }

    /// The sets that identify the order.
    ///
    /// A plain list is one set without a name.
    var identities: [IdentityDeclaration] {
        guard let identity = node[\OperationKeys.identity] else { return [] }
        if case .sequence(let members) = identity.content {
            return [IdentityDeclaration(name: nil, range: identity.range, members: members, node: identity)]
        }
        return identity.entries.map { entry in
            IdentityDeclaration(
                name: entry.key, range: entry.keyRange,
                members: entry.value[\IdentityAlternativeKeys.parameters], node: entry.value)
        }
    }

    var conditionals: [ConditionalDeclaration] {
        node[\OperationKeys.conditional].map(ConditionalDeclaration.init)
    }

    var http: Node? { node[\OperationKeys.http] }

    var webSocket: Node? { node[\OperationKeys.webSocket] }

    var responses: [ResponseDeclaration] { node[\OperationKeys.responses].map(ResponseDeclaration.init) }

    /// The rows of the table, whether they say outcomes or states.
    var outcomes: [OutcomeDeclaration] {
        (isRead ? node[\ReadKeys.states] : node[\OperationKeys.outcomes]).map(OutcomeDeclaration.init)
    }

    var pages: Node? { isRead ? node[\ReadKeys.pages] : nil }

    var confirmations: [Node] { node[\OperationKeys.confirm] }

    var examples: [Node] { node[\OperationKeys.examples] }
}

/// One set of identifying parameters as written.
struct IdentityDeclaration {
    let name: String?
    /// The place of the name, or of the list.
    let range: SourceRange
    let members: [Node]
    let node: Node
}

struct ConditionalDeclaration {
    let node: Node

    /// The deciding parameter and its value.
    var condition: Node.Entry? { node[\ConditionalGroupKeys.when].first }

    var members: [Node] { node[\ConditionalGroupKeys.require] }
}

/// A parameter as written: a type, or a mapping.
struct ParameterDeclaration: NamedDeclaration {
    let entry: Node.Entry

    /// Its type, `string` unless stated; `nil` for a word that is none.
    var type: TypeWord? { node.node(\ParameterKeys.type) == nil ? .string : node[\ParameterKeys.type] }

    var items: ParameterDeclaration? {
        node[\ParameterKeys.items].map {
            ParameterDeclaration(entry: Node.Entry(key: name, keyRange: nameRange, value: $0))
        }
    }

    var enumeration: EnumerationDeclaration? {
        node[\ParameterKeys.enum].map { EnumerationDeclaration(node: $0, isInteger: type == .integer) }
    }

    var isRequired: Bool { node[\ParameterKeys.required] }
}

/// A parameter's place in a request, a frame, a condition or an echo, as written.
struct Placeholder {
    enum Place: Sendable {
        case path, query, headers, json, form, frame, condition, echo, row

        var isHTTP: Bool { self != .frame && isRequest }

        /// Whether it is a part of what is sent.
        var isRequest: Bool { self != .condition && self != .echo && self != .row }

        var title: String {
            switch self {
            case .path: "the path"
            case .query: "the query"
            case .headers: "a header field"
            case .json: "the body"
            case .form: "the form"
            case .frame: "the frame"
            case .condition: "a condition"
            case .echo: "an echo"
            case .row: "a field path"
            }
        }
    }

    let name: String
    let place: Place
    /// Whether it is the whole value of a field or member, which can be left out.
    let isBareField: Bool
    /// Whether it carries RFC 6570's `*`.
    var repeats = false
    let takesLists: Bool
    let range: SourceRange
}

extension OperationDeclaration {
    /// Whether request line and body can be read, so that what they bind is known.
    var hasReadableBinding: Bool {
        guard let http, http[\HTTPKeys.request] != nil else { return false }
        return [http[\HTTPKeys.json], webSocket?[\WebSocketKeys.frame]].compactMap { $0 }.allSatisfy {
            (try? JSONTemplate($0)) != nil
        }
    }

    /// Parameters that only some calls carry: those of some identity alternatives and of conditional groups.
    var parametersOfSomeCalls: Set<String> {
        var names = Set(conditionals.flatMap(\.members).compactMap(\.text))
        let sets = identities.map { Set($0.members.compactMap(\.text)) }
        for set in sets { names.formUnion(set.filter { name in !sets.allSatisfy { $0.contains(name) } }) }
        return names
    }

    func allPlaceholders() -> [Placeholder] {
        var found: [Placeholder] = []
        if let node = http?.node(\HTTPKeys.request), let line = http?[\HTTPKeys.request] {
            for case .parameter(let name) in line.path {
                found.append(
                    Placeholder(name: name, place: .path, isBareField: false, takesLists: false, range: node.range))
            }
        }
        if let http {
            found += http[\HTTPKeys.query].flatMap { placeholders(of: $0, .query) }
            found += http[\HTTPKeys.headers].flatMap { placeholders(of: $0, .headers) }
            found += (http[\HTTPKeys.form] ?? []).flatMap { placeholders(of: $0, .form) }
            http[\HTTPKeys.json].map { found += placeholders(in: $0, .json, member: nil) }
        }
        webSocket?[\WebSocketKeys.frame].map { found += placeholders(in: $0, .frame, member: nil) }
        for echo in responses.flatMap(\.echoes) {
            guard let template = try? echo.template() else { continue }
            found += template.parameters.map { name in
                Placeholder(name: name, place: .echo, isBareField: false, takesLists: false, range: echo.range)
            }
        }
        for entry in outcomes.flatMap(\.conditions) { found += conditionPlaceholders(entry.value) }
        for path in fieldPaths {
            let names = (try? FieldPath(parsing: path.text))?.names ?? []
            found += names.flatMap(\.parameters).map { name in
                Placeholder(name: name, place: .row, isBareField: false, takesLists: false, range: path.range)
            }
        }
        return found
    }

    /// Every field path as written, with its place.
    var fieldPaths: [(text: String, range: SourceRange)] {
        let replies = responses.flatMap { response in
            (response.evidenceFields + response.quantities.map(\.field)).compactMap { node in
                node.text.map { ($0, node.range) }
            } + response.echoes.map { ($0.name, $0.nameRange) }
        }
        return replies
            + [pages?.node(\PageKeys.next), pages?.node(\PageKeys.rows)].compactMap { node in
                node.flatMap { node in node.text.map { ($0, node.range) } }
            }
            + outcomes.flatMap { outcome in
                (outcome.by.flatMap { by in by.text.map { [($0, by.range)] } } ?? [])
                    + outcome.conditions.map { ($0.key, $0.keyRange) }
            }
    }

    /// The placeholders of a query, header or form field.
    private func placeholders(of entry: Node.Entry, _ place: Placeholder.Place) -> [Placeholder] {
        let takesLists = place != .headers
        if entry.value.isEmptyPlain {
            return [
                Placeholder(
                    name: entry.key, place: place, isBareField: true, takesLists: takesLists, range: entry.keyRange)
            ]
        }
        guard let template = entry.value.text.flatMap({ try? TextTemplate(parsing: $0) }) else { return [] }
        return template.parameters.map { name in
            let isBare = template.bareParameter != nil
            return Placeholder(
                name: name, place: place, isBareField: isBare, repeats: template.explodes,
                takesLists: takesLists && isBare, range: entry.value.range)
        }
    }

    private func placeholders(
        in node: Node, _ place: Placeholder.Place, member: Node.Entry?
    ) -> [Placeholder] {
        switch node.content {
        case .mapping(let entries):
            return entries.flatMap { placeholders(in: $0.value, place, member: $0) }
        case .sequence(let elements):
            return elements.flatMap { placeholders(in: $0, place, member: nil) }
        case .scalar:
            if node.isEmptyPlain {
                guard let member else { return [] }
                return [
                    Placeholder(
                        name: member.key, place: place, isBareField: true, takesLists: true, range: member.keyRange)
                ]
            }
            guard let template = node.text.flatMap({ try? TextTemplate(parsing: $0) }) else { return [] }
            return template.parameters.map { name in
                let isBare = template.bareParameter != nil
                return Placeholder(
                    name: name, place: place, isBareField: isBare && member != nil, takesLists: isBare,
                    range: node.range)
            }
        }
    }

    private func conditionPlaceholders(_ node: Node) -> [Placeholder] {
        OutcomeDeclaration.comparedTexts(node).flatMap { text -> [Placeholder] in
            guard let scalar = text.node.scalar else { return [] }
            let parts =
                text.isPattern
                ? (try? PatternTemplate(parsing: scalar.text))?.parts : (try? TextTemplate(parsing: scalar.text))?.parts
            return ComparedText(parts ?? []).parameters.map { name in
                Placeholder(
                    name: name, place: .condition, isBareField: false, takesLists: false, range: text.node.range)
            }
        }
    }
}
