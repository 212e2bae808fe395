internal import SourceText
internal import YAMLDocument

extension VenueBuilder {
    /// A declared type.
    func namedType(_ declaration: TypeDeclaration) -> NamedType? {
        let definition: NamedType.Definition
        if let enumeration = declaration.enumeration {
            definition = .enumeration(self.enumeration(enumeration))
        } else if let properties = declaration.properties {
            definition = .object(properties.compactMap(property))
        } else {
            return nil
        }
        return NamedType(
            name: SwiftIdentifier(text: declaration.name, swift: declaration.name), definition: definition,
            description: declaration.node["description"]?.text,
            provenance: provenance(declaration.node, at: declaration.nameRange))
    }

    /// The values of an enumeration.
    func enumeration(_ declaration: EnumerationDeclaration) -> Enumeration {
        Enumeration(
            kind: declaration.isInteger ? .integer : .string,
            values: declaration.values.map { value in
                Enumeration.Value(
                    name: memberIdentifier(value.text, chosen: value.detail?["name"]),
                    description: value.detail?.text ?? value.detail?["description"]?.text,
                    provenance: value.detail.map { provenance($0, at: value.range) } ?? Provenance(range: value.range))
            })
    }

    private func property(_ declaration: PropertyDeclaration) -> Property? {
        guard let type = valueType(declaration.type) else { return nil }
        let node = declaration.node
        return Property(
            name: memberIdentifier(declaration.name, chosen: node["name"]), type: type,
            isRequired: node["required"]?.boolean ?? true, isNullable: node["nullable"]?.boolean ?? false,
            isDeprecated: node["deprecated"]?.boolean ?? false, description: node["description"]?.text,
            example: node["example"]?.scalar?.text, provenance: provenance(node, at: declaration.nameRange))
    }

    /// The type an expression names, if it names one.
    func valueType(_ expression: TypeExpression) -> ValueType? {
        guard let word = expression.word else { return nil }
        let unit = (expression.format?.text).flatMap(Self.epochUnit)
        switch word {
        case "string": return unit.map { .epoch($0, quoted: true) } ?? .string
        case "integer": return unit.map { .epoch($0, quoted: false) } ?? .integer
        case "decimal": return .decimalString
        case "number": return .decimalNumber
        case "boolean": return .boolean
        case "timestamp": return .timestamp
        case "textOrNumber": return .textOrNumber
        case "any": return .any
        case "array": return expression.items.flatMap(valueType).map { .array($0) }
        default:
            guard document.type(named: word) != nil else { return nil }
            return .named(SwiftIdentifier(text: word, swift: word))
        }
    }

    /// The unit of `epoch-milliseconds` and its like.
    private static func epochUnit(_ format: String) -> EpochUnit? {
        format.hasPrefix("epoch-") ? EpochUnit(rawValue: String(format.dropFirst(6))) : nil
    }
}
