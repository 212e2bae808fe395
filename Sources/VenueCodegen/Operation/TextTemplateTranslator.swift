internal import SwiftSource
internal import VenueSpec

/// Turns text templates into expressions of the type `String`, or `String?` where the value may be left out.
struct TextTemplateTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan

    /// An expression and whether it is an optional.
    func expression(_ parts: [TemplatePart]) -> (text: String, isOptional: Bool) {
        if case .parameter(let name)? = parts.first, parts.count == 1, let member = plan.member(name) {
            return (text(of: member), member.isOptional)
        }
        if parts.allSatisfy({ $0.isLiteral }) {
            return (StringLiteral.of(parts.map(\.fixedText).joined()), false)
        }
        var literal = "\""
        for part in parts {
            switch part {
            case .literal(let text): literal += StringLiteral.interior(of: text)
            case .parameter(let name):
                guard let member = plan.member(name) else { continue }
                literal += "\\(\(text(of: member)))"
            }
        }
        return (literal + "\"", false)
    }

    /// A parameter's text.
    func text(of member: InputPlan.Member, _ expression: String? = nil) -> String {
        let expression = expression ?? "input.\(member.name)"
        let chain = expression + (member.isOptional ? "?" : "")
        if case .enumeration = member.wire { return "\(chain).rawValue" }
        return scope.runtime.text(expression, chain: chain, member.wire) ?? expression
    }

    /// The elements of a list parameter as an array of texts.
    func texts(of member: InputPlan.Member, _ element: WireType) -> String {
        let list = "input.\(member.name)"
        let text: String? =
            if case .enumeration = element { "$0.rawValue" } else {
                scope.runtime.text("$0", chain: "$0", element)
            }
        guard element != .string, let text else { return list }
        return "\(list)\(member.isOptional ? "?" : "").map({ \(text) })"
    }
}
