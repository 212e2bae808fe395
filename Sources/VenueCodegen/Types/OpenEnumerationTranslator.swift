internal import SwiftSource
internal import VenueSpec

/// Turns the documented values of a reply's field into an enumeration that keeps any other value too.
struct OpenEnumerationTranslator {
    /// The place.
    let scope: Scope
    /// The values.
    let enumeration: Enumeration

    /// The case for values nobody documented.
    static func undocumentedCase(of enumeration: Enumeration) -> String {
        Scope.fresh("undocumented", avoiding: enumeration.values.map(\.name.swift))
    }

    /// The enumeration.
    func declaration(_ type: NamedType) -> Declaration {
        let undocumented = EnumCaseDeclaration(
            Self.undocumentedCase(of: enumeration), [.init(rawType)],
            documentation: Documentation("A value the venue does not document, as received."))
        return .type(
            TypeDeclaration(
                .enum, type.name.swift, inherits: [scope.runtime.openEnumeration], access: scope.access,
                documentation: scope.documentation(
                    type.description, fallback: "A value in the venue's replies.", type.provenance),
                members: enumeration.values.map { .enumCase(scope.enumCase($0)) }
                    + [.enumCase(undocumented), initializer(), wireValue()]))
    }

    private var rawType: String { enumeration.kind == .string ? scope.runtime.string : scope.runtime.int64 }

    private func initializer() -> Declaration {
        let subject = enumeration.kind == .string ? "\(scope.runtime.wireText)(wireValue)" : "wireValue"
        var body: Code = ["switch \(subject) {"]
        for value in enumeration.values {
            let name = ReservedWords.quoted(value.name.swift)
            body.line("case \(enumeration.literal(value.name.text)): self = .\(name)")
        }
        body.line("default: self = .\(Self.undocumentedCase(of: enumeration))(wireValue)")
        body.line("}")
        return .function(
            FunctionDeclaration(
                nil, [.init("wireValue", rawType)], access: scope.access,
                documentation: Documentation("The case of a value on the wire."), body: body))
    }

    private func wireValue() -> Declaration {
        var body: Code = ["switch self {"]
        for value in enumeration.values {
            body.line("case .\(ReservedWords.quoted(value.name.swift)): \(enumeration.literal(value.name.text))")
        }
        body.line("case .\(Self.undocumentedCase(of: enumeration))(let value): value")
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
