internal import SwiftSource
internal import VenueSpec

/// Turns the documented values of a parameter into a closed enumeration.
///
/// Where a value requires further parameters, its case carries them, so that a wrong combination does not compile.
struct RequestEnumerationTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan

    /// Every enumeration of the operation's parameters.
    func enumerations() -> [Declaration] {
        plan.operation.requestEnumerations.map { name, enumeration, parameter in
            let isDeciding = plan.isDiscriminator(parameter.name.text)
            return .type(
                TypeDeclaration(
                    .enum, name, inherits: isDeciding ? payloadConformances : plainConformances,
                    access: scope.access,
                    documentation: Documentation("The values of the parameter \(Scope.code(parameter.name.text))."),
                    members: isDeciding
                        ? payloadMembers(enumeration, parameter)
                        : enumeration.values.map { value in
                            .enumCase(scope.enumCase(value, rawValue: enumeration.literal(value.name.text)))
                        }))
        }
    }

    /// What an enumeration with payloads conforms to.
    private var payloadConformances: [String] { [scope.runtime.hashable, scope.runtime.sendable] }
    /// What an enumeration of bare values conforms to.
    private var plainConformances: [String] { [scope.runtime.string, scope.runtime.closedEnumeration] }

    /// The cases with what each requires, and the value on the wire.
    private func payloadMembers(_ enumeration: Enumeration, _ parameter: Parameter) -> [Declaration] {
        let cases = enumeration.values.map { value in
            var enumCase = scope.enumCase(value)
            enumCase.payload = plan.payload(of: parameter.name.text, value: value.name.text)
                .compactMap { plan.member($0) }
                .map { .init(label: $0.parameter.name.swift, scope.runtime.swiftType($0.wire)) }
            return Declaration.enumCase(enumCase)
        }
        var body: Code = ["switch self {"]
        for value in enumeration.values {
            body.line("case .\(ReservedWords.quoted(value.name.swift)): \(enumeration.literal(value.name.text))")
        }
        body.line("}")
        return cases + [
            .property(
                PropertyDeclaration(
                    "rawValue", scope.runtime.string, .computed(body), access: scope.access,
                    documentation: Documentation("The value on the wire.")))
        ]
    }
}
