internal import SwiftSource
internal import VenueSpec

/// Turns the objects that a member tells apart into an enumeration that keeps any other object too.
struct UnionTranslator: Translator {
    let scope: Scope
    let union: Union

    func declaration(_ type: NamedType) -> Declaration {
        let teller = Scope.code(union.discriminator)
        let undocumented = Declaration.enumCase(
            OpenEnumerationTranslator.undocumentedCase, [.init(runtime.jsonValue)],
            documentation: Documentation("An object whose \(teller) the venue does not document, as received."))
        let cases = union.alternatives.map { alternative in
            scope.enumCase(alternative.value, [.init(scope.reference(to: alternative.type))])
        }
        return .type(
            .enum, type.name.swift, inherits: [runtime.openUnion], access: scope.access,
            documentation: scope.documentation(
                type.description, fallback: "One of several objects of the venue's replies.",
                facts: ["Told by the member \(teller)."], type.provenance),
            members: cases + [undocumented, reader(), object()])
    }

    private func reader() -> Declaration {
        let teller = StringLiteral.of(union.discriminator)
        var body: Code = ["switch try json.textOfMember(\(teller)) {"]
        for alternative in union.alternatives {
            body.append(
                .switchCase(
                    [StringLiteral.of(alternative.value.name.text)],
                    ["self = .\(ReservedWords.quoted(alternative.value.name.swift))(try json.decode())"]))
        }
        body.line("default: self = .\(OpenEnumerationTranslator.undocumentedCase)(try json.value())")
        body.line("}")
        return JSONCoding(scope: scope).initializer("json", body, summary: "Reads the object that its member tells.")
    }

    private func object() -> Declaration {
        var body: Code = ["switch self {"]
        for name in union.alternatives.map(\.value.name.swift) {
            body.line("case .\(ReservedWords.quoted(name))(let object): object")
        }
        body.line("case .\(OpenEnumerationTranslator.undocumentedCase)(let value): value")
        body.line("}")
        return .property(
            "object", "any \(runtime.jsonModel)", .computed(body), access: scope.access,
            documentation: "The object, documented or not.")
    }
}
