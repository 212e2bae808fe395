internal import SourceText

/// An entry of `types` as written.
struct TypeDefinition: NamedDeclaration {
    let entry: SpecNode.Entry

    var properties: [PropertyDefinition]? {
        (node.node(\TypeDefinitionKeys.properties) ?? node.node(\TypeDefinitionKeys.positions))
            .map { $0.entries.map(PropertyDefinition.init) }
    }

    /// Whether it is an array whose elements are told by their places.
    var isPositional: Bool { node.node(\TypeDefinitionKeys.positions) != nil }

    /// The objects of which it is one; empty for anything else.
    var alternatives: [UnionAlternative] { node[\TypeDefinitionKeys.oneOf].map(UnionAlternative.init) }

    /// The types of what it holds or may be.
    var held: [TypeExpression] { (properties ?? []).map(\.type) + alternatives.map(\.type) }

    var enumeration: EnumerationDeclaration? {
        node[\TypeDefinitionKeys.enum].map {
            EnumerationDeclaration(node: $0, isInteger: node[\TypeDefinitionKeys.type] == .integer)
        }
    }
}

/// A member of an object as written.
struct PropertyDefinition: NamedDeclaration {
    let entry: SpecNode.Entry

    var type: TypeExpression { TypeExpression(node: node) }
}

/// An object under `oneOf` as written, by the value that tells.
struct UnionAlternative: NamedDeclaration {
    let entry: SpecNode.Entry

    var type: TypeExpression { TypeExpression(node: node) }
}

/// A type as written: a word, or a mapping with `type`.
struct TypeExpression {
    let node: SpecNode

    var nameNode: SpecNode? { node[\TypeExpressionKeys.type] }

    var name: String? { nameNode?.text }

    /// What it is, unless that is a declared type.
    var word: TypeWord? { nameNode?.value() }

    /// Whether it holds values of another type.
    var holdsItems: Bool { word.map(TypeWord.holders.contains) ?? false }

    var items: TypeExpression? { node[\TypeExpressionKeys.items].map(TypeExpression.init) }

    var innermost: TypeExpression {
        var expression = self
        while expression.holdsItems, let items = expression.items { expression = items }
        return expression
    }
}

extension SpecNode {
    /// The name of the type that an expression names, or that its lists and maps hold.
    package var innermostTypeName: String? { TypeExpression(node: self).innermost.name }
}

/// The values of an enumeration as written: a list, or a mapping from value to description or mapping.
struct EnumerationDeclaration {
    let node: SpecNode
    let isInteger: Bool

    struct Value {
        let text: String
        let range: SourceRange
        let detail: SpecNode?
    }

    var values: [Value] {
        switch node.content {
        case .sequence(let elements):
            elements.compactMap { element in
                element.text.map { Value(text: $0, range: element.range, detail: nil) }
            }
        case .mapping(let entries):
            entries.map {
                Value(text: $0.key, range: $0.keyRange, detail: $0.value.isEmptyPlain ? nil : $0.value)
            }
        case .scalar: []
        }
    }
}
