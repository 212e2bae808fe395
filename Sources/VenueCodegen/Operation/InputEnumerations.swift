internal import SwiftSource
internal import VenueSpec

/// Turns several sets of identifying parameters into an enumeration, so that a wrong combination does not compile.
struct IdentityTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    /// The enumeration; `nil` where one set identifies the order.
    func enumeration() -> Declaration? {
        guard !plan.alternatives.isEmpty else { return nil }
        let cases = plan.alternatives.map { alternative in
            Declaration.enumCase(
                alternative.name.swift, payload(alternative),
                documentation: scope.documentation(nil, fallback: fallback(alternative), alternative.provenance))
        }
        return .type(
            .enum, plan.identityType, inherits: [runtime.hashable, runtime.sendable], access: scope.access,
            documentation: plan.operation.kind == .cancelAll
                ? "Whose orders are cancelled." : "The ways to identify an order.", members: cases)
    }

    /// What a case says where the spec has no words.
    private func fallback(_ alternative: IdentityAlternative) -> String {
        guard !alternative.parameters.isEmpty else {
            return plan.operation.kind == .cancelAll && plan.operation.sharedIdentity.isEmpty
                ? "Every order at the venue that the credentials reach." : "By the other parameters alone."
        }
        return "By \(alternative.parameters.map(Scope.code).joined(separator: " and "))."
    }

    private func payload(_ alternative: IdentityAlternative) -> [EnumCaseDeclaration.Payload] {
        alternative.parameters.compactMap { plan.member($0) }.map { member in
            .init(label: alternative.label(of: member), runtime.swiftType(member.wire))
        }
    }
}

extension IdentityAlternative {
    /// The label of a payload: none where the case has the same name and nothing else.
    func label(of member: InputPlan.Member) -> String? {
        parameters.count == 1 && name.swift == member.parameter.name.swift ? nil : member.parameter.name.swift
    }

    /// The case made from variables of the parameters' names.
    func construction(_ members: [InputPlan.Member]) -> String {
        let arguments = members.map { (label(of: $0).map { ReservedWords.quotedArgument($0) + ": " } ?? "") + $0.name }
        let payload = arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
        return ".\(ReservedWords.quoted(name.swift))\(payload)"
    }
}

/// Turns the documented values of a parameter into a closed enumeration.
///
/// Where a value requires further parameters, its case carries them, so that a wrong combination does not compile.
struct RequestEnumerationTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    func enumerations() -> [Declaration] {
        plan.operation.requestEnumerations.map { name, enumeration, parameter in
            let isDeciding = plan.isDiscriminator(parameter.name.text)
            return .type(
                .enum, name, inherits: isDeciding ? payloadConformances : plainConformances, access: scope.access,
                documentation: "The values of the parameter \(Scope.code(parameter.name.text)).",
                members: isDeciding
                    ? payloadMembers(enumeration, parameter)
                    : enumeration.values.map { value in
                        scope.enumCase(value, rawValue: enumeration.literal(value.name.text))
                    })
        }
    }

    private var payloadConformances: [String] { [runtime.hashable, runtime.sendable] }
    /// What an enumeration of bare values conforms to.
    private var plainConformances: [String] { [runtime.string, runtime.closedEnumeration] }

    /// The cases with what each requires, and the value on the wire.
    private func payloadMembers(_ enumeration: Enumeration, _ parameter: Parameter) -> [Declaration] {
        let cases = enumeration.values.map { value in
            let payload = plan.payload(of: parameter.name.text, value: value.name.text).compactMap { plan.member($0) }
            return scope.enumCase(
                value, payload.map { .init(label: $0.parameter.name.swift, runtime.swiftType($0.wire)) })
        }
        var body: Code = ["switch self {"]
        for value in enumeration.values {
            body.line("case .\(ReservedWords.quoted(value.name.swift)): \(enumeration.literal(value.name.text))")
        }
        body.line("}")
        return cases + [
            .property(
                "rawValue", runtime.string, .computed(body), access: scope.access,
                documentation: "The value on the wire.")
        ]
    }
}
