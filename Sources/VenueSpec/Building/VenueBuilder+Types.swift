internal import SourceText
internal import YAMLDocument

extension VenueBuilder {
    func namedType(_ declaration: TypeDeclaration) -> NamedType? {
        let definition: NamedType.Definition
        if let enumeration = declaration.enumeration {
            definition = .enumeration(self.enumeration(enumeration))
        } else if let properties = declaration.properties {
            definition = .object(properties.compactMap(property))
        } else {
            return nil
        }
        let type = NamedType(
            name: SwiftIdentifier(text: declaration.name, swift: declaration.name), definition: definition,
            provenance: place(declaration.node, at: declaration.nameRange))
        return Self.landed(declaration.node, TypeDefinitionKeys.self, type)
    }

    /// The values of an enumeration.
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

    private func property(_ declaration: PropertyDeclaration) -> Property? {
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
        switch TypeWord(rawValue: name) {
        case .string: return unit.map { .epoch($0, quoted: true) } ?? .string
        case .integer: return unit.map { .epoch($0, quoted: false) } ?? .integer
        case .decimal: return .decimalString
        case .number: return .decimalNumber
        case .boolean: return .boolean
        case .timestamp: return .timestamp
        case .textOrNumber: return .textOrNumber
        case .any: return .any
        case .array: return expression.items.flatMap(valueType).map { .array($0) }
        case .object, nil:
            guard document.type(named: name) != nil else { return nil }
            return .named(SwiftIdentifier(text: name, swift: name))
        }
    }
}
