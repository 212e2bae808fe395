/// A shape or an enumeration declared under `types`.
package struct NamedType: Sendable, Hashable {
    package enum Definition: Sendable, Hashable {
        /// A JSON object with these members, in spec order; others are ignored when read.
        case object([Property])
        case enumeration(Enumeration)
        case union(Union)
    }

    /// The name in the spec, upper camel case.
    package var name: SwiftIdentifier
    package var definition: Definition
    /// Whether the members are the elements of an array, told by their places; elements after them are ignored.
    package var isPositional = false
    /// One or more sentences about it.
    package var description: String?
    /// Where it stands and how it is known.
    package var provenance: Provenance
}

package struct TypeDefinitionKeys: Mapping {
    package typealias Model = NamedType
    package static let keys = KeyTable<TypeDefinitionKeys>("typeDefinition", "a type")
    package init() {}

    let description = Field.description(\.description)
    let type = Field(
        "type", .words([TypeWord.object, .string, .integer]), "The kind of an enumeration's values.")
    package let properties = Field(
        "properties", .entries(.wireName, typeForm(PropertyKeys.self)), default: [], "The members of an object.")
    package let positions = Field(
        "positions", .entries(.wireName, typeForm(PropertyKeys.self)), default: [],
        "The elements of an array by their places, each with a name.")
    package let `enum` = Field("enum", .node(enumerationForm), "The values of an enumeration.").entries(upTo: 5000)
    package let oneOf = Field(
        "oneOf", .entries(.enumValue, .mappingOrAlone(UnionAlternativeKeys.self)), default: [],
        "The objects it may be, each by the value of the member under 'by'.")
    package let by = Field("by", .text(.wireName), "The member that tells the objects under 'oneOf' apart.")
    let provenance = Included<TypeDefinitionKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// One member of a JSON object.
package struct Property: Sendable, Hashable {
    /// The member's name on the wire and in Swift.
    package var name: SwiftIdentifier
    package var type: ValueType
    package var isRequired: Bool = PropertyKeys.absent(\.required)
    /// Whether `null` is a documented value.
    ///
    /// A member that is not required and not nullable reads `null` as absent.
    package var isNullable: Bool = PropertyKeys.absent(\.nullable)
    package var isDeprecated: Bool = PropertyKeys.absent(\.deprecated)
    package var description: String?
    /// A sample of its value, as text.
    package var example: String?
    /// Where it stands and how it is known.
    package var provenance: Provenance
}

struct PropertyKeys: Mapping {
    typealias Model = Property
    static let keys = KeyTable<PropertyKeys>("property", "a property")

    let type = Included<PropertyKeys, TypeExpressionKeys>(TypeExpressionKeys.self)
    let required = Field(
        "required", .boolean, default: true, "Whether the venue always sends it; true unless stated.",
        to: \.isRequired)
    let nullable = Field(
        "nullable", .boolean, default: false, "Whether null is a documented value; false unless stated.",
        to: \.isNullable)
    let deprecated = Field(
        "deprecated", .boolean, default: false, "Whether the venue is withdrawing it.", to: \.isDeprecated)
    let name = Field.swiftName
    let description = Field.description(\.description)
    let example = Field.example(\.example)
    let provenance = Included<PropertyKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// What a value is: a word, the name of a declared type, or a mapping with these keys.
struct TypeExpressionKeys: Mapping {
    static let keys = KeyTable<TypeExpressionKeys>("typeExpression", "a type")

    let type = Field(
        required: "type", .node(.oneOf([.words(TypeWord.values + TypeWord.holders), .text(.typeName)])),
        "What the value is."
    ).standingAlone
    let items = Field(
        "items", .node(typeForm(TypeExpressionKeys.self)), "What an array, a map or a text of JSON holds.")
    let format = Field(
        "format", .epochUnit, "What a number, or a text of digits, counts since 1970.")
}

private func typeForm(_ mapping: any Mapping.Type) -> Form {
    .oneOf([.words(TypeWord.values), .text(.typeName), .record(mapping)])
}

/// The values of an enumeration: a list, or a map with a name or a description for each.
let enumerationForm: Form = .oneOf([
    .list(.text(.enumValue)), .map(.enumValue, .mappingAloneOrEmpty(EnumValueKeys.self)),
])

package enum TypeWord: String, Sendable, Hashable, CaseIterable {
    case string, decimal, number, integer, boolean, timestamp, textOrNumber, any, array, map, oneOrMany, encoded, object

    /// The words for scalars that a caller can supply.
    static let parameters: [TypeWord] = [.string, .decimal, .number, .integer, .boolean, .timestamp]
    /// The words for what holds values of another type.
    static let holders: [TypeWord] = [.array, .map, .oneOrMany, .encoded]
    /// The words for values of a reply that need nothing beside them.
    static let values = parameters + [.textOrNumber, .any]
}

package indirect enum ValueType: Sendable, Hashable {
    case string
    /// A JSON string that holds a decimal number; its text is kept.
    case decimalString
    /// A JSON number; its text is kept and never becomes binary floating point.
    case decimalNumber
    /// A JSON number without fraction or exponent that fits 64 bits.
    case integer
    /// `true` or `false`.
    case boolean
    /// A JSON string in RFC 3339's form with 0 to 9 fraction digits; its text is kept.
    case timestamp
    /// A count since 1970-01-01T00:00:00Z as a JSON number, or as a string of digits where `quoted`.
    case epoch(EpochUnit, quoted: Bool)
    /// The same with or without a fraction; its text is kept.
    case decimalEpoch(EpochUnit, quoted: Bool)
    /// A JSON string or a JSON number; text and kind are kept.
    case textOrNumber
    case any
    case named(SwiftIdentifier)
    case array(ValueType)
    /// An object whose members are named by data, each with a value of the type.
    case map(ValueType)
    /// A value of the type alone, or an array of them.
    case oneOrMany(ValueType)
    /// A JSON string that holds a JSON text of the type.
    case encoded(ValueType)

    /// The type that a path leads to: what a text holds in place of the text.
    var opened: ValueType { if case .encoded(let held) = self { held.opened } else { self } }
}

/// What a count since the epoch counts.
package enum EpochUnit: String, Sendable, Hashable, CaseIterable {
    /// `format: epoch-seconds`
    case seconds
    /// `format: epoch-milliseconds`
    case milliseconds
    /// `format: epoch-microseconds`
    case microseconds
    /// `format: epoch-nanoseconds`
    case nanoseconds
}

extension Kind where Value == EpochUnit {
    /// The unit of `epoch-milliseconds` and its like.
    fileprivate static var epochUnit: Kind {
        Kind(.words(Vocabulary(EpochUnit.allCases.map { ("epoch-\($0.rawValue)", $0) })), text: { $0.rawValue })
    }
}

/// A set of documented values.
///
/// In replies it is open: a value outside it is kept. In requests it is closed.
package struct Enumeration: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case string
        case integer
    }

    package struct Value: Sendable, Hashable {
        /// The value on the wire as text (`Cancelled`, `104`) and the Swift case name.
        package var name: SwiftIdentifier
        package var description: String?
        /// Where it stands and how it is known.
        package var provenance: Provenance
    }

    package var kind: Kind
    /// The documented values, in spec order.
    package var values: [Value]
}

struct EnumValueKeys: Mapping {
    typealias Model = Enumeration.Value
    static let keys = KeyTable<EnumValueKeys>("enumValue", "an enumeration value")

    let name = Field.swiftName
    let description = Field.description(\.description).standingAlone
    let provenance = Included<EnumValueKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// One of several objects, told apart by a member that all of them have.
///
/// It is open: an object with another value there is kept as it came, and no field of it is read.
package struct Union: Sendable, Hashable {
    package struct Alternative: Sendable, Hashable {
        /// The value of the member that tells it.
        package var value: Enumeration.Value
        /// The declared object.
        package var type: SwiftIdentifier
    }

    /// The name on the wire of the member that tells: a text or a number, compared by its text.
    package var discriminator: String
    /// The documented objects, in spec order; one type may stand for several values.
    package var alternatives: [Alternative]

    /// The declared objects it may be, each once.
    package var types: [ValueType] {
        alternatives.reduce(into: []) { found, alternative in
            if !found.contains(.named(alternative.type)) { found.append(.named(alternative.type)) }
        }
    }
}

package struct UnionAlternativeKeys: Mapping {
    package typealias Model = Enumeration.Value
    package static let keys = KeyTable<UnionAlternativeKeys>("unionAlternative", "an object under 'oneOf'")
    package init() {}

    let type = Field(required: "type", .text(.typeName), "The object's type.").standingAlone
    let name = Field.swiftName
    let description = Field.description(\.description)
    let provenance = Included<UnionAlternativeKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}
