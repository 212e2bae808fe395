internal import SourceText

extension VenueBuilder {
    func operation(_ declaration: OperationDeclaration) -> CallDescription? {
        let node = declaration.node
        // In the order of the identities, which a list of bindings may not have.
        let order = declaration.identities.map(\.name)
        func rank(_ binding: HTTPBinding) -> Int {
            order.firstIndex { binding.identities.contains($0 ?? "") } ?? order.count
        }
        let bindings = declaration.requests.compactMap { request in
            request.http.flatMap { httpBinding($0, of: request) }
        }.sorted { rank($0) < rank($1) }
        guard let http = bindings.first else { return nil }
        let partial = declaration.parametersOfSomeCalls
        let answering = document.answering(declaration)
        let responses = answering.responses.flatMap(responseShapes).enumerated()
            .sorted { ($0.element.status, $0.offset) < ($1.element.status, $1.offset) }.map(\.element)
        var operation = CallDescription(
            name: SwiftIdentifier(text: declaration.name, swift: declaration.name),
            parameters: declaration.parameters.map {
                parameter($0, isRequired: $0.isRequired && !partial.contains($0.name))
            },
            identity: identity(declaration), sharedIdentity: sharedIdentity(declaration),
            conditionalGroups: declaration.conditionals.compactMap(conditionalGroup),
            repeatability: repeatability(node[\OperationKeys.repeatable]), batch: declaration.batch.flatMap(batch),
            http: http, furtherBindings: Array(bindings.dropFirst()),
            webSocket: node[\OperationKeys.webSocket].flatMap { webSocketBinding($0, of: declaration) },
            responses: responses,
            outcomes: answering.outcomes.compactMap { outcomeRule($0, in: answering) },
            confirmations: node[\OperationKeys.confirm].map(confirmation),
            examples: node[\OperationKeys.examples].map { example($0, of: declaration) },
            read: declaration.isRead
                ? ReadDescription(
                    docs: node[\ReadKeys.docs].map { Self.landed($0, DocsKeys.self, DocumentationPage()) },
                    pages: declaration.pages.map {
                        Self.landed($0, PageKeys.self, PageDescription(provenance: place($0)))
                    }) : nil,
            login: declaration.kind == .login ? login(declaration) : nil,
            cancelAll: declaration.kind == .cancelAll
                ? CancelAllDescription(
                    docs: node[\CancelAllKeys.docs].map { Self.landed($0, DocsKeys.self, DocumentationPage()) }) : nil,
            provenance: place(node, at: declaration.nameRange))
        operation.answersLike = declaration.sharedAnswers.first?.text
        return Self.landed(node, OperationKeys.self, operation)
    }

    private func login(_ declaration: OperationDeclaration) -> LoginDescription {
        let node = declaration.node
        return LoginDescription(
            docs: node[\LoginKeys.docs].map { Self.landed($0, DocsKeys.self, DocumentationPage()) },
            credentials: declaration.credentials.compactMap(credential),
            gives: declaration.gives.compactMap { entry in
                let place: GivenCredential.Place
                if let field = entry.value[\GivenCredentialKeys.field] {
                    place = .field(field)
                } else if let header = entry.value[\GivenCredentialKeys.header] {
                    place = .header(header)
                } else {
                    return nil
                }
                let given = GivenCredential(
                    credential: entry.key, place: place, provenance: self.place(entry.value, at: entry.keyRange))
                return Self.landed(entry.value, GivenCredentialKeys.self, given)
            },
            expiry: declaration.expiry.flatMap { expiry in
                if let period = expiry[\ExpiryKeys.after] { return .after(period) }
                if let field = expiry[\ExpiryKeys.in] { return .period(field, expiry[\ExpiryKeys.unit]) }
                return expiry[\ExpiryKeys.at].map { .instant($0) }
            }, bond: node[\LoginKeys.boundTo])
    }

    /// A parameter; what it is and may be in a list is stated of its elements, under `items`.
    private func parameter(_ declaration: ParameterDeclaration, isRequired: Bool) -> Parameter {
        let node = declaration.node
        let bare = Parameter(
            name: memberIdentifier(declaration.name, chosen: node[\ParameterKeys.name]),
            type: parameterType(declaration), isRequired: isRequired,
            provenance: place(node, at: declaration.nameRange))
        var parameter = Self.landed(node, ParameterKeys.self, bare)
        if let items = declaration.items {
            let element = Self.landed(items.node, ParameterKeys.self, bare)
            let (minItems, maxItems) = (parameter.constraints.minItems, parameter.constraints.maxItems)
            parameter.constraints = element.constraints
            (parameter.constraints.minItems, parameter.constraints.maxItems) = (minItems, maxItems)
        }
        return parameter
    }

    private func parameterType(_ declaration: ParameterDeclaration) -> ParameterType {
        if let enumeration = declaration.enumeration {
            return .enumeration(
                self.enumeration(enumeration),
                swiftType: SwiftNaming.typeName(declaration.node[\ParameterKeys.name] ?? declaration.name))
        }
        switch declaration.type {
        case .decimal: return .decimalString
        case .number: return .decimalNumber
        case .integer: return .integer
        case .boolean: return .boolean
        case .timestamp: return .timestamp
        case .array: return .array(declaration.items.map(parameterType) ?? .string)
        case .string, .textOrNumber, .any, .map, .oneOrMany, .encoded, .object, nil: return .string
        }
    }

    /// Whether sets of parameters are told apart by their names, as those of a scope are even if there is one.
    private func namesSets(_ declaration: OperationDeclaration) -> Bool {
        declaration.identities.count > 1 || declaration.kind == .cancelAll
    }

    /// The parameters that stand in every set that has a name.
    private func sharedIdentity(_ declaration: OperationDeclaration) -> [String] {
        namesSets(declaration) ? declaration.sharedIdentity : []
    }

    private func identity(_ declaration: OperationDeclaration) -> Identity {
        let sets = declaration.identities
        guard namesSets(declaration) else { return .single((sets.first?.members ?? []).compactMap(\.text)) }
        let shared = sharedIdentity(declaration)
        return .alternatives(
            sets.map { set in
                let alternative = IdentityAlternative(
                    name: memberIdentifier(set.name ?? "", chosen: nil),
                    parameters: set.members.compactMap(\.text).filter { !shared.contains($0) },
                    provenance: place(set.node, at: set.range))
                return Self.landed(set.node, IdentityAlternativeKeys.self, alternative)
            })
    }

    private func conditionalGroup(_ declaration: ConditionalDeclaration) -> ConditionalGroup? {
        guard let condition = declaration.condition, let value = condition.value.text else { return nil }
        let group = ConditionalGroup(
            discriminator: condition.key, value: value, parameters: declaration.members.compactMap(\.text),
            provenance: place(declaration.node))
        return Self.landed(declaration.node, ConditionalGroupKeys.self, group)
    }

    private func repeatability(_ node: SpecNode?) -> RepeatPolicy {
        guard let node else { return RepeatPolicy(kind: .undocumented, provenance: Provenance(range: .fileStart)) }
        let bare = RepeatPolicy(kind: node[\RepeatabilityKeys.verdict] ?? .undocumented, provenance: place(node))
        return Self.landed(node, RepeatabilityKeys.self, bare)
    }

    private func batch(_ node: SpecNode) -> BatchDescription? {
        guard let limit = node[\BatchKeys.limit] else { return nil }
        let same = node[\BatchKeys.same].compactMap(\.text)
        return Self.landed(node, BatchKeys.self, BatchDescription(limit: limit, same: same, provenance: place(node)))
    }

    private func confirmation(_ node: SpecNode) -> ConfirmationAdvice {
        let pairs = node[\ConfirmationKeys.statuses].compactMap { entry in
            entry.value.value().map { ConfirmationAdvice.Pair(status: entry.key, outcome: $0) }
        }
        let read = node[\ConfirmationKeys.read].map { name in
            RunnableRead(
                name: name, arguments: node[\ConfirmationKeys.with].compactMap(argument),
                after: node[\ConfirmationKeys.after], every: node[\ConfirmationKeys.every],
                atMost: node[\ConfirmationKeys.atMost])
        }
        let advice = ConfirmationAdvice(
            call: node[\ConfirmationKeys.call] ?? read?.name ?? "", read: read, statuses: pairs, provenance: place(node)
        )
        return Self.landed(node, ConfirmationKeys.self, advice)
    }

    private func argument(_ entry: SpecNode.Entry) -> RunnableRead.Argument? {
        if let path = entry.value[\ReadArgumentKeys.reply] {
            return RunnableRead.Argument(name: entry.key, origin: .reply(path))
        }
        return entry.value[\ReadArgumentKeys.parameter].map {
            RunnableRead.Argument(name: entry.key, origin: .parameter($0))
        }
    }
}

extension VenueBuilder {
    /// A binding with the fields of every request, which a login, where requests are not authorised yet, has not.
    func httpBinding(_ node: SpecNode, of call: OperationDeclaration) -> HTTPBinding? {
        guard let line = node[\HTTPKeys.request] else { return nil }
        let common = call.isAuthorised ? document.root[\SpecKeys.requests] : nil
        var headers = (node[\HTTPKeys.headers] + (common?[\CommonFieldKeys.headers] ?? [])).compactMap { entry in
            entry.template.map { HeaderTemplate(name: entry.key, value: $0.parts) }
        }
        let contentType = node[\HTTPKeys.contentType]
        let body: RequestBody
        if let template = node[\HTTPKeys.json]?.template {
            body = .json(
                adding(common?[\CommonFieldKeys.json]?.template, to: template.sendingNull(for: call.nullParameters)),
                contentType: contentType ?? "application/json")
        } else if let form = node[\HTTPKeys.form] {
            body = .form(
                queryItems(form + (common?[\CommonFieldKeys.form] ?? [])),
                contentType: contentType ?? "application/x-www-form-urlencoded")
        } else {
            body = .none
            if let contentType {
                headers.append(HeaderTemplate(name: "Content-Type", value: [.literal(contentType)]))
            }
        }
        let binding = HTTPBinding(
            identities: node.servedIdentities.compactMap(\.text), method: line.method, path: line.path,
            query: queryItems(node[\HTTPKeys.query] + (common?[\CommonFieldKeys.query] ?? [])), headers: headers,
            body: body,
            computed: (document.root[\SpecKeys.computed] + node[\HTTPKeys.computed]).map {
                computedValue($0, of: call)
            },
            provenance: place(node))
        return Self.landed(node, HTTPKeys.self, binding).sortingFields()
    }

    func webSocketBinding(_ node: SpecNode, of call: OperationDeclaration) -> WebSocketBinding? {
        guard let frame = node[\WebSocketKeys.frame]?.template else { return nil }
        let binding = WebSocketBinding(
            frame: frame.sendingNull(for: call.nullParameters), idKind: node[\WebSocketKeys.id] ?? .string,
            provenance: place(node))
        return Self.landed(node, WebSocketKeys.self, binding)
    }

    /// A body with the members of another object behind its own.
    private func adding(_ members: JSONTemplate?, to body: JSONTemplate) -> JSONTemplate {
        guard case .object(let own) = body, case .object(let others)? = members else { return body }
        return .object(own + others)
    }

    func computedValue(_ entry: SpecNode.Entry, of call: OperationDeclaration? = nil) -> ComputedValue {
        let node = entry.value
        let value = ComputedValue(
            name: SwiftIdentifier(text: entry.key, swift: entry.key),
            json: node[\ComputedKeys.json]?.template?.sendingNull(for: call?.nullParameters ?? []),
            sorted: node[\ComputedKeys.sorted].map { queryItems($0.entries) },
            sortsFields: node[\ComputedKeys.sorted]?.value(as: ComputedValue.Scope.self) == .fields,
            isInteger: node[\ComputedKeys.type] == .integer,
            provenance: place(node, at: entry.keyRange))
        return Self.landed(node, ComputedKeys.self, value)
    }

    private func queryItems(_ entries: [SpecNode.Entry]) -> [QueryItem] {
        entries.compactMap { entry in
            entry.template.map { QueryItem(name: entry.key, value: $0.parts, explode: $0.explodes) }
        }
    }
}
