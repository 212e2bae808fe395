internal import SwiftSource
internal import VenueSpec

/// Makes the function that holds an input against the documented constraints before anything is sent.
struct InputCheckTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    func function() -> Declaration {
        let variable = Scope.fresh("check", avoiding: plan.members.map(\.parameter.name.swift))
        var checks = Code()
        for member in plan.members { checks.append(check(member, by: variable)) }
        var body = Code()
        if !checks.isEmpty {
            body.line("var \(variable) = \(runtime.inputCheck)()")
            body.append(checks)
            body.line("try \(variable).finish()")
        }
        return .function(
            "validate", access: scope.access, throws: runtime.invalidInput,
            documentation: "Reports every value the venue's documentation rules out.", body: body)
    }

    private func check(_ member: InputPlan.Member, by check: String) -> Code {
        let value = member.name
        let field = StringLiteral.of(member.wireName)
        var code = Code()
        switch member.wire {
        case .string:
            code.append(.list("\(check).text(", [value, field] + textArguments(member), closing: ")"))
        case .integer:
            let arguments = runtime.integerArguments(member.parameter)
            if !arguments.isEmpty { code.append(.list("\(check).integer(", [value, field] + arguments, closing: ")")) }
        case .decimalString, .decimalNumber:
            let arguments = runtime.decimalArguments(member.parameter)
            if !arguments.isEmpty { code.append(.list("\(check).decimal(", [value, field] + arguments, closing: ")")) }
        case .list(let element):
            let counts = runtime.countArguments(member.parameter)
            if !counts.isEmpty {
                let count = "\(value)\(member.isOptional ? "?" : "").count"
                code.append(.list("\(check).items(", [count, field] + counts, closing: ")"))
            }
            let (function, arguments) = elementCheck(element, member)
            if element == .string || !arguments.isEmpty {
                code.append(.list("\(check).\(function)(", [value, field] + arguments, closing: ")"))
            }
        default: break
        }
        return code
    }

    /// The check of each element of a list, and what it is told.
    private func elementCheck(_ element: WireType, _ member: InputPlan.Member) -> (String, [String]) {
        switch element {
        case .string: ("texts", textArguments(member))
        case .integer: ("integers", runtime.integerArguments(member.parameter))
        case .decimalString, .decimalNumber: ("decimals", runtime.decimalArguments(member.parameter))
        default: ("", [])
        }
    }

    private func textArguments(_ member: InputPlan.Member) -> [String] {
        runtime.textArguments(member.parameter, uses: uses(of: member.wireName))
    }

    /// The places of a parameter that ask for more than a body or a query does.
    private func uses(of name: String) -> [RuntimeSymbols.TextUse] {
        var uses: [RuntimeSymbols.TextUse] = plan.identifying.contains(name) ? [.identity] : []
        let paths = plan.operation.bindings.map(\.path).filter { $0.contains(.parameter(name)) }
        if !paths.isEmpty { uses.append(paths.contains { $0.hasWholeSegment(name) } ? .segment : .path) }
        if plan.operation.bindings.flatMap(\.headers).contains(where: { $0.value.contains(.parameter(name)) }) {
            uses.append(.header)
        }
        return uses
    }
}

/// Turns the parameters of an operation into data, for code that learns at run time what a venue takes.
struct ParametersTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    func property() -> Declaration {
        let type = "[\(runtime.inputParameter)]"
        var items = Code()
        for member in plan.members {
            items.append(.list("\(runtime.inputParameter)(", fact(member), closing: "),"))
        }
        let code = Code.block("[", items, closing: "]")
        return .property(
            "parameters", type, .constant(code), access: scope.access, isStatic: true, repeatsDocumentation: true,
            documentation: "What the caller supplies, in spec order.")
    }

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
