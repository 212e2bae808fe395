internal import SwiftSource
internal import VenueSpec

/// Makes the function that holds an input against the documented constraints before anything is sent.
struct InputCheckTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan

    func function() -> Declaration {
        let variable = Scope.fresh("check", avoiding: plan.members.map(\.parameter.name.swift))
        var checks = Code()
        for member in plan.members { checks.append(check(member, by: variable)) }
        var body = Code()
        if !checks.isEmpty {
            body.line("var \(variable) = \(scope.runtime.inputCheck)()")
            body.append(checks)
            body.line("try \(variable).finish()")
        }
        return .function(
            FunctionDeclaration(
                "validate", access: scope.access, throws: scope.runtime.invalidInput,
                documentation: Documentation("Reports every value the venue's documentation rules out."), body: body))
    }

    /// The checks of one parameter.
    private func check(_ member: InputPlan.Member, by check: String) -> Code {
        let runtime = scope.runtime
        let value = member.name
        let field = StringLiteral.of(member.wireName)
        let constraints = member.parameter.constraints
        var code = Code()
        switch member.wire {
        case .string:
            code.list("\(check).text(", [value, field] + textArguments(member), closing: ")")
        case .integer:
            let arguments = runtime.integerArguments(constraints)
            if !arguments.isEmpty { code.list("\(check).integer(", [value, field] + arguments, closing: ")") }
        case .list(let element):
            let counts = runtime.countArguments(constraints)
            if !counts.isEmpty {
                let count = "\(value)\(member.isOptional ? "?" : "").count"
                code.list("\(check).items(", [count, field] + counts, closing: ")")
            }
            let integers = element == .integer ? runtime.integerArguments(constraints) : []
            if element == .string {
                code.list("\(check).texts(", [value, field] + textArguments(member), closing: ")")
            } else if !integers.isEmpty {
                code.list("\(check).integers(", [value, field] + integers, closing: ")")
            }
        default: break
        }
        return code
    }

    /// The constraints of a text as arguments.
    private func textArguments(_ member: InputPlan.Member) -> [String] {
        scope.runtime.textArguments(member.parameter.constraints, uses: uses(of: member.wireName))
    }

    /// The places of a parameter that ask for more than a body or a query does.
    private func uses(of name: String) -> [RuntimeSymbols.TextUse] {
        var uses: [RuntimeSymbols.TextUse] = plan.identifying.contains(name) ? [.identity] : []
        let http = plan.operation.http
        for (index, part) in http.path.enumerated() where part == .parameter(name) {
            let startsSegment = index == 0 || http.path[index - 1].fixedText.hasSuffix("/")
            let endsSegment = index == http.path.count - 1 || http.path[index + 1].fixedText.hasPrefix("/")
            let use: RuntimeSymbols.TextUse = startsSegment && endsSegment ? .segment : .path
            if !uses.contains(use) { uses.append(use) }
        }
        if http.headers.contains(where: { $0.value.contains(.parameter(name)) }) { uses.append(.header) }
        return uses
    }
}
