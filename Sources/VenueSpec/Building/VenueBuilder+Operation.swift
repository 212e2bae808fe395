internal import SourceText
internal import YAMLDocument

extension VenueBuilder {
    /// An operation.
    func operation(_ declaration: OperationDeclaration) -> CancelOperation? {
        guard let http = declaration.http.flatMap(httpBinding) else { return nil }
        let node = declaration.node
        let partial = declaration.parametersOfSomeCalls
        let responses = declaration.responses.flatMap(responseShapes).enumerated()
            .sorted { ($0.element.status, $0.offset) < ($1.element.status, $1.offset) }.map(\.element)
        return CancelOperation(
            name: SwiftIdentifier(text: declaration.name, swift: declaration.name),
            description: node["description"]?.text,
            parameters: declaration.parameters.map {
                parameter($0, isRequired: $0.isRequired && !partial.contains($0.name))
            },
            identity: identity(declaration), sharedIdentity: sharedIdentity(declaration),
            conditionalGroups: declaration.conditionals.compactMap(conditionalGroup),
            repeatability: repeatability(node["repeatable"]), http: http,
            webSocket: declaration.webSocket.flatMap(webSocketBinding), responses: responses,
            outcomes: declaration.outcomes.compactMap { outcomeRule($0, in: declaration) },
            confirmations: declaration.confirmations.map(confirmation),
            examples: declaration.examples.map { example($0, of: declaration) },
            provenance: provenance(node, at: declaration.nameRange))
    }

    private func parameter(_ declaration: ParameterDeclaration, isRequired: Bool) -> Parameter {
        let node = declaration.node
        return Parameter(
            name: memberIdentifier(declaration.name, chosen: node["name"]), type: parameterType(declaration),
            isRequired: isRequired, venueDefault: node["default"]?.scalar?.text,
            isDeprecated: node["deprecated"]?.boolean ?? false, constraints: constraints(node),
            description: node["description"]?.text, example: node["example"]?.scalar?.text,
            provenance: provenance(node, at: declaration.nameRange))
    }

    private func parameterType(_ declaration: ParameterDeclaration) -> ParameterType {
        if let enumeration = declaration.enumeration {
            return .enumeration(
                self.enumeration(enumeration),
                swiftType: SwiftNaming.typeName(declaration.node["name"]?.text ?? declaration.name))
        }
        switch declaration.typeWord {
        case "decimal": return .decimalString
        case "number": return .decimalNumber
        case "integer": return .integer
        case "boolean": return .boolean
        case "timestamp": return .timestamp
        case "array": return .array(declaration.items.map(parameterType) ?? .string)
        default: return .string
        }
    }

    /// What a parameter's value may be; the elements of a list are constrained under `items`.
    private func constraints(_ node: Node) -> Constraints {
        let value = node["items"] ?? node
        /// A whole number of a mapping that fits an index.
        func count(_ key: String, of node: Node) -> Int? { node[key]?.integer.flatMap { Int(exactly: $0) } }
        var constraints = Constraints()
        constraints.minLength = count("minLength", of: value)
        constraints.maxLength = count("maxLength", of: value)
        constraints.pattern = value["pattern"]?.text
        constraints.minimum = value["minimum"]?.integer
        constraints.maximum = value["maximum"]?.integer
        constraints.not = (value["not"]?.elements ?? []).compactMap { $0.scalar?.text }
        constraints.minItems = count("minItems", of: node)
        constraints.maxItems = count("maxItems", of: node)
        constraints.format = (value["format"]?.text).flatMap(TextFormat.init)
        return constraints
    }

    /// The parameters that stand in every one of several sets.
    private func sharedIdentity(_ declaration: OperationDeclaration) -> [String] {
        let sets = declaration.identities.map { $0.members.compactMap(\.text) }
        guard let first = sets.first, sets.count > 1 else { return [] }
        return first.filter { name in sets.allSatisfy { $0.contains(name) } }
    }

    private func identity(_ declaration: OperationDeclaration) -> Identity {
        let sets = declaration.identities
        guard sets.count > 1 else { return .single((sets.first?.members ?? []).compactMap(\.text)) }
        let shared = sharedIdentity(declaration)
        return .alternatives(
            sets.map { set in
                IdentityAlternative(
                    name: memberIdentifier(set.name ?? "", chosen: nil),
                    parameters: set.members.compactMap(\.text).filter { !shared.contains($0) },
                    provenance: provenance(set.node, at: set.range))
            })
    }

    private func conditionalGroup(_ declaration: ConditionalDeclaration) -> ConditionalGroup? {
        guard let condition = declaration.condition, let value = condition.value.text else { return nil }
        return ConditionalGroup(
            discriminator: condition.key, value: value, parameters: declaration.members.compactMap(\.text),
            provenance: provenance(declaration.node))
    }

    private func repeatability(_ node: Node?) -> Repeatability {
        Repeatability(
            kind: (node?.text ?? node?["is"]?.text).flatMap(Repeatability.Kind.init) ?? .undocumented,
            description: node?["description"]?.text,
            provenance: node.map { provenance($0) } ?? Provenance(range: .fileStart))
    }

    private func confirmation(_ node: Node) -> Confirmation {
        Confirmation(
            call: node["call"]?.text ?? "", description: node["description"]?.text,
            statuses: (node["statuses"]?.entries ?? []).compactMap { entry in
                entry.value.text.flatMap(Outcome.init(word:)).map {
                    Confirmation.Pair(status: entry.key, outcome: $0)
                }
            }, provenance: provenance(node))
    }
}
