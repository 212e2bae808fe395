internal import SwiftSource
internal import VenueSpec

/// Turns several sets of identifying parameters into an enumeration, so that a wrong combination does not compile.
struct IdentityTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan

    /// The enumeration; `nil` where one set identifies the order.
    func enumeration() -> Declaration? {
        guard !plan.alternatives.isEmpty else { return nil }
        let cases = plan.alternatives.map { alternative in
            EnumCaseDeclaration(
                alternative.name.swift, payload(alternative),
                documentation: scope.documentation(
                    nil, fallback: fallback(alternative), alternative.provenance))
        }
        return .type(
            TypeDeclaration(
                .enum, plan.identityType, inherits: [scope.runtime.hashable, scope.runtime.sendable],
                access: scope.access, documentation: Documentation("The ways to identify an order."),
                members: cases.map(Declaration.enumCase)))
    }

    /// What a case says where the spec has no words.
    private func fallback(_ alternative: IdentityAlternative) -> String {
        guard !alternative.parameters.isEmpty else { return "By the other parameters alone." }
        return "By \(alternative.parameters.map(Scope.code).joined(separator: " and "))."
    }

    /// What a case carries.
    private func payload(_ alternative: IdentityAlternative) -> [EnumCaseDeclaration.Payload] {
        alternative.parameters.compactMap { plan.member($0) }.map { member in
            .init(label: alternative.label(of: member), scope.runtime.swiftType(member.wire))
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
