internal import SwiftSource
internal import VenueSpec

/// Turns the documented values of a reply's field into an enumeration that keeps any other value too.
struct OpenEnumerationTranslator {
    /// The place.
    let scope: Scope
    /// The values.
    let enumeration: Enumeration

    /// The case for values nobody documented; the name the runtime asks for.
    static let undocumentedCase = "undocumented"

    /// The enumeration.
    func declaration(_ type: NamedType) -> Declaration {
        let undocumented = EnumCaseDeclaration(
            Self.undocumentedCase, [.init(rawType)],
            documentation: Documentation("A value the venue does not document, as received."))
        return .type(
            TypeDeclaration(
                .enum, type.name.swift, inherits: [scope.runtime.openEnumeration], access: scope.access,
                documentation: scope.documentation(
                    type.description, fallback: "A value in the venue's replies.", type.provenance),
                members: enumeration.values.map { .enumCase(scope.enumCase($0)) }
                    + [.enumCase(undocumented), documented(type), wireValue()]))
    }

    /// The type of the values on the wire.
    private var rawType: String { enumeration.kind == .string ? scope.runtime.string : scope.runtime.int64 }

    /// The list of documented values.
    private func documented(_ type: NamedType) -> Declaration {
        var value = Code()
        value.list("[", enumeration.values.map { ".\(ReservedWords.quoted($0.name.swift))" }, closing: "]")
        return .property(
            PropertyDeclaration(
                "documented", "[\(scope.reference(to: type.name))]", .constant(value), access: scope.access,
                isStatic: true, documentation: Documentation("The documented values, in the order of the spec.")))
    }

    /// The value on the wire, by case.
    private func wireValue() -> Declaration {
        var body: Code = ["switch self {"]
        for value in enumeration.values {
            body.line("case .\(ReservedWords.quoted(value.name.swift)): \(enumeration.literal(value.name.text))")
        }
        body.line("case .\(Self.undocumentedCase)(let value): value")
        body.line("}")
        return .property(
            PropertyDeclaration(
                "wireValue", rawType, .computed(body), access: scope.access,
                documentation: Documentation("The value on the wire.")))
    }
}

extension Scope {
    /// The case of a documented value, without a payload.
    func enumCase(_ value: Enumeration.Value, rawValue: String? = nil) -> EnumCaseDeclaration {
        EnumCaseDeclaration(
            value.name.swift, rawValue: rawValue,
            documentation: documentation(
                value.description, fallback: "The value \(Scope.code(value.name.text)).", value.provenance))
    }
}

extension Enumeration {
    /// A value's Swift literal.
    func literal(_ value: String) -> String { kind == .string ? StringLiteral.of(value) : value }

    /// The documented value of that text.
    func value(_ text: String) -> Value? { values.first { $0.name.text.utf8.elementsEqual(text.utf8) } }
}
