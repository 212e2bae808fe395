internal import SourceText

struct OperationDeclaration: NamedDeclaration {
    let entry: SpecNode.Entry
    let kind: CallDescription.Kind
    let parameters: [ParameterDeclaration]
    /// Every placeholder of the bindings, the conditions, the echoes and the paths; of a binding alone those in it.
    private(set) var placeholders: [Placeholder] = []
    /// The one of several bindings that is meant; `nil` for the call as a whole.
    private let binding: SpecNode?

    init(entry: SpecNode.Entry, kind: CallDescription.Kind) {
        self.entry = entry
        self.kind = kind
        binding = nil
        parameters = entry.value[\OperationKeys.parameters].map(ParameterDeclaration.init)
        placeholders = allPlaceholders()
    }

    /// A call as one of its bindings carries it.
    private init(_ call: OperationDeclaration, binding: SpecNode) {
        (entry, kind, parameters, self.binding) = (call.entry, call.kind, call.parameters, binding)
        placeholders = httpPlaceholders()
    }

    /// The word for what its sets of parameters are.
    var setWord: String { kind == .cancelAll ? "scope" : "identity" }

    /// Whether it only reads what became of an order.
    var isRead: Bool { kind == .read }

    func parameter(named name: String) -> ParameterDeclaration? { parameters.first { $0.name == name } }

    /// The sets that identify the order.
    ///
    /// A plain list is one set without a name.
    var identities: [IdentityDeclaration] {
        guard let served = binding.map({ Set($0.servedIdentities.compactMap(\.text)) }) else { return allIdentities }
        return allIdentities.filter { served.contains($0.name ?? "") }
    }

    /// The sets that identify the order, or the scopes, whichever binding is meant.
    private var allIdentities: [IdentityDeclaration] {
        let written = kind == .cancelAll ? node[\CancelAllKeys.scope] : node[\OperationKeys.identity]
        guard let identity = written else { return [] }
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

    /// The binding; `nil` for a call that has several, each of which is one of ``requests``.
    var http: SpecNode? {
        guard binding == nil, let http = node[\OperationKeys.http] else { return binding }
        if case .sequence = http.content { return nil }
        return http
    }

    /// The several bindings; `nil` where there is one for every call.
    var bindings: [SpecNode]? {
        guard binding == nil, let http = node[\OperationKeys.http], case .sequence(let bindings) = http.content else {
            return nil
        }
        return bindings
    }

    /// The call itself, or as each of its several bindings carries it.
    var requests: [OperationDeclaration] { bindings?.map { OperationDeclaration(self, binding: $0) } ?? [self] }

    var webSocket: SpecNode? { binding == nil ? node[\OperationKeys.webSocket] : nil }

    var responses: [ResponseDeclaration] { node[\OperationKeys.responses].map(ResponseDeclaration.init) }

    /// The rows of the table, whether they say outcomes, states or what is granted.
    var outcomes: [OutcomeDeclaration] {
        let rows: [SpecNode] =
            switch kind {
            case .cancel: node[\OperationKeys.outcomes]
            case .cancelAll: node[\CancelAllKeys.outcomes]
            case .read: node[\ReadKeys.states]
            case .login: node[\LoginKeys.outcomes]
            }
        return rows.map(OutcomeDeclaration.init)
    }

    /// The names of calls that stand in place of its replies and of its outcomes.
    var sharedAnswers: [SpecNode] {
        guard kind == .cancel else { return [] }
        return [node.node(\OperationKeys.responses), node.node(\OperationKeys.outcomes)].compactMap { $0 }
            .filter { $0.text != nil }
    }

    var pages: SpecNode? { isRead ? node[\ReadKeys.pages] : nil }

    /// How one call names several orders.
    var batch: SpecNode? { kind == .cancel ? node[\OperationKeys.batch] : nil }

    /// Whether each order of one call has a value of its own for a parameter.
    func isOfEachOrder(_ name: String) -> Bool {
        guard let batch else { return false }
        return parameter(named: name) != nil && !batch[\BatchKeys.same].contains { $0.text == name }
    }

    var confirmations: [SpecNode] { node[\OperationKeys.confirm] }

    /// What a login takes and no other call holds.
    var credentials: [SpecNode.Entry] { kind == .login ? node[\LoginKeys.security] : [] }

    /// The credentials a login yields.
    var gives: [SpecNode.Entry] { kind == .login ? node[\LoginKeys.gives] : [] }

    /// Whether it yields nothing: a call that the venue wants to have had before it cancels.
    var isPrecondition: Bool { kind == .login && node.node(\LoginKeys.gives)?.text == Nothing.none.rawValue }

    /// Whether its requests carry what authorises those of cancels.
    var isAuthorised: Bool { kind != .login || isPrecondition }

    /// When what a login gives ends.
    var expiry: SpecNode? { kind == .login ? node[\LoginKeys.expires] : nil }

    var examples: [SpecNode] { node[\OperationKeys.examples] }
}

extension SpecNode {
    /// The names of the identities, or the scopes, that a binding serves.
    var servedIdentities: [SpecNode] {
        guard let node = self[\HTTPKeys.identities] ?? self[\HTTPKeys.scopes] else { return [] }
        return node.scalar == nil ? node.elements : [node]
    }
}

/// One set of identifying parameters as written.
struct IdentityDeclaration {
    let name: String?
    /// The place of the name, or of the list.
    let range: SourceRange
    let members: [SpecNode]
    let node: SpecNode

    /// Whether its parameters are listed, if only as none.
    var isWritten: Bool {
        if case .sequence = node.content { true } else { node.node(\IdentityAlternativeKeys.parameters) != nil }
    }
}

struct ConditionalDeclaration {
    let node: SpecNode

    /// The deciding parameter and its value.
    var condition: SpecNode.Entry? { node[\ConditionalGroupKeys.when].first }

    var members: [SpecNode] { node[\ConditionalGroupKeys.require] }
}

/// A parameter as written: a type, or a mapping.
struct ParameterDeclaration: NamedDeclaration {
    let entry: SpecNode.Entry

    /// Its type, `string` unless stated; `nil` for a word that is none.
    var type: TypeWord? { node.node(\ParameterKeys.type) == nil ? .string : node[\ParameterKeys.type] }

    var items: ParameterDeclaration? {
        node[\ParameterKeys.items].map {
            ParameterDeclaration(entry: SpecNode.Entry(key: name, keyRange: nameRange, value: $0))
        }
    }

    var enumeration: EnumerationDeclaration? {
        node[\ParameterKeys.enum].map { EnumerationDeclaration(node: $0, isInteger: type == .integer) }
    }

    var isRequired: Bool { node[\ParameterKeys.required] }

    /// Whether JSON holds `null` where it is not given.
    var isNullWhenAbsent: Bool { node[\ParameterKeys.whenAbsent] == .null }

    /// The one form of the call that carries it.
    var only: Parameter.CallForm? { node[\ParameterKeys.only] }
}

/// A parameter's place in a request, a frame, a condition or an echo, as written.
struct Placeholder {
    enum Place: Sendable {
        case path, query, headers, json, form, computed, frame, condition, echo, row

        /// Whether names of computed values and of credentials can stand there.
        var takesComputed: Bool { [.query, .headers, .json, .form, .computed, .frame].contains(self) }

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
            case .computed: "a computed value"
            case .frame: "the frame"
            case .condition: "a condition"
            case .echo: "an echo"
            case .row: "a field path"
            }
        }
    }

    let name: String
    var place: Place
    /// Whether it is the whole value of a field or member, which can be left out.
    let isBareField: Bool
    /// Whether it carries RFC 6570's `*`.
    var repeats = false
    let takesLists: Bool
    let range: SourceRange

    /// Whether it is a value of JSON by itself.
    var isJSONValue: Bool { takesLists && [.json, .frame, .computed].contains(place) }
}

extension OperationDeclaration {
    /// Whether request line and body can be read, so that what they bind is known.
    var hasReadableBinding: Bool {
        guard let http, http[\HTTPKeys.request] != nil else { return false }
        return templates.allSatisfy { $0.template != nil }
    }

    /// The templates of the body and the frame.
    var templates: [TemplateReading] {
        [http?[\HTTPKeys.json], webSocket?[\WebSocketKeys.frame]].compactMap(\.self)
    }

    /// Parameters that only some calls carry: those of some identity alternatives and of conditional groups.
    var parametersOfSomeCalls: Set<String> {
        let sets = identities.map { Set($0.members.compactMap(\.text)) }
        let always: Set<String> =
            binding == nil ? Set(sharedIdentity) : sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
        return sets.reduce(Set(conditionals.flatMap(\.members).compactMap(\.text))) { $0.union($1) }
            .subtracting(always)
    }

    /// Parameters that no call of the binding carries: they identify the order in ways that other bindings serve.
    var parametersOfOtherBindings: Set<String> {
        guard binding != nil else { return [] }
        return Set(allIdentities.flatMap(\.members).compactMap(\.text))
            .subtracting(identities.flatMap(\.members).compactMap(\.text))
    }

    /// The parameters that stand in every set that identifies the order.
    var sharedIdentity: [String] {
        let sets = allIdentities.map { $0.members.compactMap(\.text) }
        return (sets.first ?? []).filter { name in sets.allSatisfy { $0.contains(name) } }
    }

    /// Parameters for which JSON holds `null` where they are not given.
    var nullParameters: Set<String> { Set(parameters.filter(\.isNullWhenAbsent).map(\.name)) }

    /// The placeholders of the binding.
    private func httpPlaceholders() -> [Placeholder] {
        var found: [Placeholder] = []
        if let node = http?.node(\HTTPKeys.request), let line = http?[\HTTPKeys.request] {
            for case .parameter(let name) in line.path {
                found.append(
                    Placeholder(
                        name: name, place: .path, isBareField: false, takesLists: line.isWholeSegment(name),
                        range: node.range))
            }
        }
        if let http {
            found += http[\HTTPKeys.query].flatMap { placeholders(of: $0, .query) }
            found += http[\HTTPKeys.headers].flatMap { placeholders(of: $0, .headers) }
            found += (http[\HTTPKeys.form] ?? []).flatMap { placeholders(of: $0, .form) }
            found += http[\HTTPKeys.json]?.placeholders ?? []
            found += http[\HTTPKeys.computed].flatMap(computedPlaceholders)
        }
        return found
    }

    private func allPlaceholders() -> [Placeholder] {
        var found = httpPlaceholders()
        for placeholder in webSocket?[\WebSocketKeys.frame]?.placeholders ?? [] {
            found.append(placeholder)
            found[found.count - 1].place = .frame
        }
        func add(_ names: [String], _ place: Placeholder.Place, at range: SourceRange) {
            found += names.map {
                Placeholder(name: $0, place: place, isBareField: false, takesLists: false, range: range)
            }
        }
        for echo in responses.flatMap(\.echoes) { add(echo.template?.parameters ?? [], .echo, at: echo.range) }
        for condition in outcomes.flatMap(\.conditions) {
            let pattern = condition.value[\TestKeys.matches].map { [$0] } ?? []
            for text in OutcomeDeclaration.comparedTexts(condition.value) + pattern {
                add(text.compared?.parameters ?? [], .condition, at: text.range)
            }
        }
        for path in fieldPaths { add(path.path?.names.flatMap(\.parameters) ?? [], .row, at: path.range) }
        return found
    }

    /// The placeholders of a computed value of the call.
    private func computedPlaceholders(_ entry: SpecNode.Entry) -> [Placeholder] {
        let node = entry.value
        let texts =
            [node.node(\ComputedKeys.text)].compactMap(\.self) + (node.node(\ComputedKeys.lines)?.elements ?? [])
        return texts.flatMap { text in
            (text.value(as: TextTemplate.self)?.parameters ?? []).map {
                Placeholder(name: $0, place: .computed, isBareField: false, takesLists: false, range: text.range)
            }
        }
            + (node[\ComputedKeys.sorted]?.entries ?? []).flatMap { placeholders(of: $0, .computed) }
            + (node[\ComputedKeys.json]?.placeholders ?? []).map { placeholder in
                var placed = placeholder
                placed.place = .computed
                return placed
            }
    }

    /// Every name of the language's own in the frame, but for that of the correlation id.
    var frameNames: [String] {
        placeholders.filter { $0.place == .frame && $0.name.hasPrefix("$") && $0.name != "$id" }.map(\.name)
    }

    /// Every field path as written.
    var fieldPaths: [SpecNode] {
        responses.flatMap(\.fieldPaths)
            + [
                pages?.node(\PageKeys.next), pages?.node(\PageKeys.rows), expiry?.node(\ExpiryKeys.in),
                expiry?.node(\ExpiryKeys.at),
            ].compactMap(\.self)
            + gives.compactMap { $0.value.node(\GivenCredentialKeys.field) }
            + outcomes.flatMap(\.fieldPaths)
    }

    /// The placeholders of a query, header or form field.
    private func placeholders(of entry: SpecNode.Entry, _ place: Placeholder.Place) -> [Placeholder] {
        let takesLists = place != .headers && place != .computed
        if entry.value.isEmptyPlain {
            return [
                Placeholder(
                    name: entry.key, place: place, isBareField: true, takesLists: takesLists, range: entry.keyRange)
            ]
        }
        guard let template = entry.template else { return [] }
        return template.parameters.map { name in
            let isBare = template.bareParameter != nil
            return Placeholder(
                name: name, place: place, isBareField: isBare, repeats: template.explodes,
                takesLists: takesLists && isBare, range: entry.value.range)
        }
    }
}
