internal import SwiftSource
internal import VenueSpec

/// Turns the shape of a JSON object into a structure that reads and writes itself.
struct ModelTranslator: Translator {
    let scope: Scope

    func structure(_ type: NamedType, _ properties: [Property]) -> Declaration {
        let members = properties.map { ModelMember($0, in: scope) }
        let fallback = "A JSON \(type.isPositional ? "array" : "object") of the venue's replies."
        let coding = JSONCoding(scope: scope)
        return .type(
            .struct, type.name.swift, inherits: [runtime.jsonModel], access: scope.access,
            documentation: scope.documentation(type.description, fallback: fallback, type.provenance),
            members: members.map(stored) + [
                memberwise(members),
                type.isPositional ? coding.positionReader(members) : coding.reader(members),
                type.isPositional ? coding.positionWriter(members) : coding.writer(members),
            ])
    }

    private func stored(_ member: ModelMember) -> Declaration {
        let property = member.property
        return .property(
            property.name.swift, member.type, access: scope.access,
            documentation: scope.documentation(
                property.description, fallback: "The member \(Scope.code(property.name.text)).",
                facts: property.facts(wire: member.wire), property.provenance))
    }

    private func memberwise(_ members: [ModelMember]) -> Declaration {
        .function(
            nil, members.map { .init($0.property.name.swift, $0.type, defaultValue: $0.defaultValue) },
            access: scope.access, documentation: "Makes the object from its members.",
            body: Code(members.map { "self.\($0.name) = \($0.name)" }))
    }
}

/// A member of an object with everything its Swift needs.
struct ModelMember {
    enum Presence {
        /// Always there, never null.
        case required
        case requiredNullable
        /// Missing or null mean the same.
        case optional
        /// Missing and null are told apart.
        case optionalNullable
    }

    let property: Property
    let wire: WireType
    let presence: Presence
    let name: String
    let type: String
    /// The type of the variable that holds it while reading.
    let readType: String

    /// The member of a type of the scope.
    ///
    /// Where any value goes, null is one of them.
    init(_ property: Property, in scope: Scope) {
        self.property = property
        wire = WireType(property.type, in: scope)
        let isNullable = property.isNullable && wire != .any
        presence =
            switch (property.isRequired, isNullable) {
            case (true, false): .required
            case (true, true): .requiredNullable
            case (false, false): .optional
            case (false, true): .optionalNullable
            }
        name = ReservedWords.quoted(property.name.swift)
        let plain = scope.runtime.swiftType(wire)
        let tellsNull = "\(scope.runtime.field)<\(plain)>"
        switch presence {
        case .required: (type, readType) = (plain, "\(plain)?")
        case .requiredNullable: (type, readType) = ("\(plain)?", "\(tellsNull) = .absent")
        case .optional: (type, readType) = ("\(plain)?", "\(plain)?")
        case .optionalNullable: (type, readType) = (tellsNull, "\(tellsNull) = .absent")
        }
    }

    /// The value a caller may leave out.
    var defaultValue: String? {
        switch presence {
        case .required, .requiredNullable: nil
        case .optional: "nil"
        case .optionalNullable: ".absent"
        }
    }
}

/// Turns the documented values of a reply's field into an enumeration that keeps any other value too.
struct OpenEnumerationTranslator: Translator {
    let scope: Scope
    let enumeration: Enumeration

    /// The case for values nobody documented; the name the runtime asks for.
    static let undocumentedCase = "undocumented"

    func declaration(_ type: NamedType) -> Declaration {
        let undocumented = Declaration.enumCase(
            Self.undocumentedCase, [.init(rawType)], documentation: "A value the venue does not document, as received.")
        return .type(
            .enum, type.name.swift, inherits: [runtime.openEnumeration], access: scope.access,
            documentation: scope.documentation(
                type.description, fallback: "A value in the venue's replies.", type.provenance),
            members: enumeration.values.map { scope.enumCase($0) } + [undocumented, documented(type), wireValue()])
    }

    /// The type of the values on the wire.
    private var rawType: String { enumeration.kind == .string ? runtime.string : runtime.int64 }

    private func documented(_ type: NamedType) -> Declaration {
        let value = Code.list("[", enumeration.values.map { ".\(ReservedWords.quoted($0.name.swift))" }, closing: "]")
        return .property(
            "documented", "[\(scope.reference(to: type.name))]", .constant(value), access: scope.access, isStatic: true,
            documentation: "The documented values, in the order of the spec.")
    }

    private func wireValue() -> Declaration {
        var body: Code = ["switch self {"]
        for value in enumeration.values {
            body.line("case .\(ReservedWords.quoted(value.name.swift)): \(enumeration.literal(value.name.text))")
        }
        body.line("case .\(Self.undocumentedCase)(let value): value")
        body.line("}")
        return .property(
            "wireValue", rawType, .computed(body), access: scope.access, documentation: "The value on the wire.")
    }
}

extension Scope {
    /// The case of a documented value.
    func enumCase(
        _ value: Enumeration.Value, _ payload: [EnumCaseDeclaration.Payload] = [], rawValue: String? = nil
    ) -> Declaration {
        .enumCase(
            value.name.swift, payload, rawValue: rawValue,
            documentation: documentation(
                value.description, fallback: "The value \(Scope.code(value.name.text)).", value.provenance))
    }
}

extension Enumeration {
    func literal(_ value: String) -> String { kind == .string ? StringLiteral.of(value) : value }

    /// The value of exactly these scalars; comparing texts as such first is what keeps thousands of look-ups fast.
    func value(_ text: String) -> Value? {
        values.first { $0.name.text == text && $0.name.text.utf8.elementsEqual(text.utf8) }
    }
}
