internal import SwiftSource
internal import VenueSpec

/// Turns the parameters of an operation into data, for code that learns at run time what a venue takes.
struct ParametersTranslator {
    /// The place.
    let scope: Scope
    /// The operation's input.
    let plan: InputPlan

    /// The constant.
    func property() -> Declaration {
        let type = "[\(scope.runtime.inputParameter)]"
        var items = Code()
        for member in plan.members {
            items.list("\(scope.runtime.inputParameter)(", fact(member), closing: "),")
        }
        var code = Code()
        code.block("[", items, closing: "]")
        return .property(
            PropertyDeclaration(
                "parameters", type, .constant(code), access: scope.access, isStatic: true,
                repeatsDocumentation: true,
                documentation: Documentation("What the caller supplies, in spec order.")))
    }

    /// The arguments that make the fact.
    private func fact(_ member: InputPlan.Member) -> [String] {
        var arguments = [StringLiteral.of(member.wireName), kind(member.parameter.type)]
        if let presence = presence(member) { arguments.append(presence) }
        if plan.identifying.contains(member.wireName) { arguments.append("identifies: true") }
        if let pattern = member.parameter.constraints.pattern {
            arguments.append("pattern: \(StringLiteral.of(pattern))")
        }
        let about = about(member.parameter)
        if !about.isEmpty { arguments.append("about: \(StringLiteral.of(about))") }
        return arguments
    }

    /// What the spec says of a parameter, on one line.
    private func about(_ parameter: Parameter) -> String {
        let description = Documentation(parameter.description ?? "").paragraphs.joined(separator: " ")
        return ([description.isEmpty ? "" : description.endingInFullStop] + parameter.facts).filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private func kind(_ type: ParameterType) -> String {
        switch type {
        case .string: ".text"
        case .decimalString: ".decimalText"
        case .decimalNumber: ".decimal"
        case .integer: ".integer"
        case .boolean: ".boolean"
        case .timestamp: ".timestamp"
        case .enumeration(let enumeration, _):
            "\(enumeration.kind == .string ? ".choice" : ".integerChoice")(\(list(enumeration.values.map(\.name.text))))"
        case .array(let element): ".list(\(kind(element)))"
        }
    }

    private func presence(_ member: InputPlan.Member) -> String? {
        switch member.storage {
        case .property(isOptional: false): return nil
        case .property(isOptional: true): return ".optional"
        case .identity:
            let sets = plan.alternatives.filter { $0.parameters.contains(member.wireName) }
            return ".alternative(\(list(sets.map(\.name.text))))"
        case .group(let discriminator):
            let values = plan.operation.conditionalGroups
                .filter { $0.discriminator == discriminator && $0.parameters.contains(member.wireName) }.map(\.value)
            return ".conditional(\(StringLiteral.of(discriminator)), \(list(values)))"
        }
    }

    private func list(_ texts: [String]) -> String {
        "[\(texts.map(StringLiteral.of).joined(separator: ", "))]"
    }
}
