internal import SourceText

/// Resolves a document into a venue.
///
/// Parts that rules have refused are left out, so a venue is only good for use when the document has no errors.
struct VenueBuilder {
    let document: SpecDocument

    /// The venue, unless not even its name can be read.
    func venue() -> Venue? {
        guard let name = document.venue?.text else { return nil }
        let root = document.root
        var venue = Venue(
            name: SwiftIdentifier(text: name, swift: name), docs: DocumentationPage(),
            sources: root[\SpecKeys.sources].map(source), servers: document.servers.compactMap(server),
            credentials: document.credentials.compactMap(credential),
            computed: root[\SpecKeys.computed].map { computedValue($0) },
            rateLimits: root[\SpecKeys.rateLimits].compactMap(rateLimit),
            types: document.types.compactMap(namedType),
            operations: calls(.cancel), cancelAlls: calls(.cancelAll), reads: calls(.read), logins: calls(.login),
            quirks: root[\SpecKeys.quirks].map { Self.landed($0, QuirkKeys.self, Quirk(provenance: place($0))) },
            file: document.file, outline: document.outline)
        venue.credentialSets = document.credentialSets.compactMap(credentialSet)
        SpecKeys.land(root, in: &venue)
        root[\SpecKeys.docs].map { DocsKeys.land($0, in: &venue.docs) }
        return venue
    }

    private func calls(_ kind: CallDescription.Kind) -> [CallDescription] {
        document.operations.filter { $0.kind == kind }.compactMap(operation)
    }

    /// A part of the model with the plain facts of a node.
    static func landed<Keys: Mapping>(_ node: SpecNode, _ keys: Keys.Type, _ part: Keys.Model) -> Keys.Model {
        var part = part
        keys.land(node, in: &part)
        return part
    }

    /// Where a fact stands; how it is known lands with the other plain facts.
    func place(_ node: SpecNode, at range: SourceRange? = nil) -> Provenance { Provenance(range: range ?? node.range) }

    /// The Swift name of a member, or the one its author chose.
    func memberIdentifier(_ wire: String, chosen: String?) -> SwiftIdentifier {
        SwiftIdentifier(text: wire, swift: chosen ?? SwiftNaming.memberName(wire))
    }

    private func source(_ entry: SpecNode.Entry) -> Source {
        Self.landed(entry.value, SourceKeys.self, Source(id: entry.key))
    }

    private func server(_ entry: SpecNode.Entry) -> Server? {
        guard let address = entry.value[\ServerKeys.url] else { return nil }
        let server = Server(
            name: SwiftIdentifier(text: entry.key, swift: entry.key), scheme: address.scheme, host: address.host,
            basePath: address.basePath,
            headers: entry.value[\ServerKeys.headers].compactMap { field in
                field.value.text.map { Server.Header(name: field.key, value: $0) }
            }, provenance: place(entry.value, at: entry.keyRange))
        return Self.landed(entry.value, ServerKeys.self, server)
    }

    func credential(_ entry: SpecNode.Entry) -> Credential? {
        let node = entry.value
        guard let scheme = node[\CredentialKeys.type] else { return nil }
        let credential = Credential(
            name: memberIdentifier(entry.key, chosen: nil), scheme: scheme,
            prefix: node[\CredentialKeys.prefix] ?? (scheme == .header ? "" : "Bearer "),
            tokenEndpoint: node[\CredentialKeys.tokenEndpoint].flatMap { endpoint in
                endpoint[\TokenEndpointKeys.body].map {
                    Self.landed(endpoint, TokenEndpointKeys.self, OAuthTokenEndpoint(requestBody: $0))
                }
            },
            provenance: place(node, at: entry.keyRange))
        return Self.landed(node, CredentialKeys.self, credential)
    }

    private func credentialSet(_ node: SpecNode) -> CredentialSet? {
        guard let name = node[\CredentialSetKeys.as] else { return nil }
        let set = CredentialSet(
            name: SwiftIdentifier(text: name, swift: name),
            credentials: node[\CredentialSetKeys.credentials].map(\.key), provenance: place(node))
        return Self.landed(node, CredentialSetKeys.self, set)
    }

    private func rateLimit(_ node: SpecNode) -> RateLimitPolicy? {
        guard let requests = node[\RateLimitKeys.requests], let period = node[\RateLimitKeys.per],
            let scope = node[\RateLimitKeys.scope]
        else { return nil }
        let limit = RateLimitPolicy(requests: requests, period: period, scope: scope, provenance: place(node))
        return Self.landed(node, RateLimitKeys.self, limit)
    }
}

extension VenueBuilder {
    func namedType(_ declaration: TypeDefinition) -> NamedType? {
        let definition: NamedType.Definition
        if let enumeration = declaration.enumeration {
            definition = .enumeration(self.enumeration(enumeration))
        } else if let properties = declaration.properties {
            definition = .object(properties.compactMap(property))
        } else if let discriminator = declaration.node[\TypeDefinitionKeys.by] {
            definition = .union(
                Union(discriminator: discriminator, alternatives: declaration.alternatives.compactMap(alternative)))
        } else {
            return nil
        }
        let type = NamedType(
            name: SwiftIdentifier(text: declaration.name, swift: declaration.name), definition: definition,
            isPositional: declaration.isPositional, provenance: place(declaration.node, at: declaration.nameRange))
        return Self.landed(declaration.node, TypeDefinitionKeys.self, type)
    }

    private func alternative(_ declaration: UnionAlternative) -> Union.Alternative? {
        guard case .named(let type)? = valueType(declaration.type) else { return nil }
        let value = Enumeration.Value(
            name: memberIdentifier(declaration.name, chosen: declaration.node[\UnionAlternativeKeys.name]),
            provenance: place(declaration.node, at: declaration.nameRange))
        return Union.Alternative(value: Self.landed(declaration.node, UnionAlternativeKeys.self, value), type: type)
    }

    func enumeration(_ declaration: EnumerationDeclaration) -> Enumeration {
        Enumeration(
            kind: declaration.isInteger ? .integer : .string,
            values: declaration.values.map { value in
                let bare = Enumeration.Value(
                    name: memberIdentifier(value.text, chosen: value.detail?[\EnumValueKeys.name]),
                    provenance: Provenance(range: value.range))
                return value.detail.map { Self.landed($0, EnumValueKeys.self, bare) } ?? bare
            })
    }

    private func property(_ declaration: PropertyDefinition) -> Property? {
        guard let type = valueType(declaration.type) else { return nil }
        let property = Property(
            name: memberIdentifier(declaration.name, chosen: declaration.node[\PropertyKeys.name]), type: type,
            provenance: place(declaration.node, at: declaration.nameRange))
        return Self.landed(declaration.node, PropertyKeys.self, property)
    }

    /// The type an expression names, if it names one.
    func valueType(_ expression: TypeExpression) -> ValueType? {
        guard let name = expression.name else { return nil }
        let unit = expression.node[\TypeExpressionKeys.format]
        switch expression.word {
        case .string: return unit.map { .epoch($0, quoted: true) } ?? .string
        case .integer: return unit.map { .epoch($0, quoted: false) } ?? .integer
        case .decimal: return unit.map { .decimalEpoch($0, quoted: true) } ?? .decimalString
        case .number: return unit.map { .decimalEpoch($0, quoted: false) } ?? .decimalNumber
        case .boolean: return .boolean
        case .timestamp: return .timestamp
        case .textOrNumber: return .textOrNumber
        case .any: return .any
        case .array: return expression.items.flatMap(valueType).map { .array($0) }
        case .map: return expression.items.flatMap(valueType).map { .map($0) }
        case .oneOrMany: return expression.items.flatMap(valueType).map { .oneOrMany($0) }
        case .encoded: return expression.items.flatMap(valueType).map { .encoded($0) }
        case .object, nil:
            guard document.type(named: name) != nil else { return nil }
            return .named(SwiftIdentifier(text: name, swift: name))
        }
    }
}
