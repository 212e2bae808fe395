internal import SwiftSource
internal import VenueSpec

/// Turns the parameters of an operation into its `Input` structure.
struct InputTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan

    func structure() -> Declaration {
        let fields = self.fields()
        var members = fields.map { field in
            Declaration.property(
                PropertyDeclaration(
                    field.name, field.type, access: scope.access, documentation: field.documentation))
        }
        members.append(memberwise(fields))
        members += plan.members.filter { $0.storage.isPayload }.map(accessor)
        members.append(InputCodingTranslator(scope: scope, plan: plan).reader())
        members.append(InputCodingTranslator(scope: scope, plan: plan).writer())
        members.append(InputCheckTranslator(scope: scope, plan: plan).function())
        return .type(
            TypeDeclaration(
                .struct, "Input", inherits: [scope.runtime.jsonModel], access: scope.access,
                documentation: Documentation("What the caller supplies."), members: members))
    }

    /// A stored property.
    private struct Field {
        let name: String
        let type: String
        let isOptional: Bool
        let documentation: Documentation
    }

    /// The arguments of the initializer, with types as they are written outside the venue.
    func arguments() -> [(name: String, type: String, isOptional: Bool)] {
        let namespace =
            "\(ReservedWords.quoted(scope.venue.name.swift)).\(Scope.namespace(of: plan.operation))."
        let nested = Set(plan.operation.requestEnumerations.map(\.name) + [plan.identityType])
        return fields().map { field in
            let bare = field.type.drop { $0 == "[" }
            let name = bare.prefix { $0 != "]" && $0 != "?" }
            let type =
                nested.contains(String(name))
                ? field.type.prefix(field.type.count - bare.count) + namespace + bare : field.type[...]
            return (field.name, String(type), field.isOptional)
        }
    }

    /// The stored properties: the identity stands where the first of its parameters does.
    private func fields() -> [Field] {
        var fields: [Field] = []
        var hasIdentity = false
        for member in plan.members {
            switch member.storage {
            case .property(let isOptional):
                let type = scope.runtime.swiftType(member.wire) + (isOptional ? "?" : "")
                fields.append(
                    Field(
                        name: member.parameter.name.swift, type: type, isOptional: isOptional,
                        documentation: documentation(member)))
            case .identity where !hasIdentity:
                hasIdentity = true
                fields.append(
                    Field(
                        name: plan.identityName, type: plan.identityType, isOptional: false,
                        documentation: Documentation("What identifies the order.")))
            case .identity, .group: continue
            }
        }
        return fields
    }

    /// What a property says.
    private func documentation(_ member: InputPlan.Member) -> Documentation {
        scope.documentation(
            member.parameter.description, fallback: "The parameter \(Scope.code(member.wireName)).",
            facts: member.parameter.facts, member.parameter.provenance)
    }

    /// The initializer from stored properties.
    private func memberwise(_ fields: [Field]) -> Declaration {
        .function(
            FunctionDeclaration(
                nil, fields.map { .init($0.name, $0.type, defaultValue: $0.isOptional ? "nil" : nil) },
                access: scope.access, documentation: Documentation("Makes the input of one call."),
                body: Code(
                    fields.map {
                        let name = ReservedWords.quoted($0.name)
                        return "self.\(name) = \(name)"
                    })))
    }

    /// A property that gives a payload's value whatever the case; `nil` where the case has none.
    private func accessor(_ member: InputPlan.Member) -> Declaration {
        let (subject, cases, isPartial) = plan.cases(holding: member)
        let mark = subject?.isOptional == true ? "?" : ""
        let patterns = cases.map { item in
            let bindings = item.payload.map { $0 == member.wireName ? "let value" : "_" }.joined(separator: ", ")
            return ".\(ReservedWords.quoted(item.name))(\(bindings))\(mark)"
        }
        let source = subject?.name ?? plan.identityName
        var body = Code()
        if let only = patterns.first, patterns.count == 1, isPartial {
            body.line("if case \(only) = \(source) { value } else { nil }")
        } else {
            body.line("switch \(source) {")
            body.line("case \(patterns.joined(separator: ", ")): value")
            if isPartial { body.line("default: nil") }
            body.line("}")
        }
        return .property(
            PropertyDeclaration(
                member.parameter.name.swift, scope.runtime.swiftType(member.wire) + "?", .computed(body),
                access: scope.access, documentation: documentation(member)))
    }
}

extension InputPlan.Storage {
    /// Whether the value is kept in a payload.
    var isPayload: Bool {
        if case .property = self { false } else { true }
    }
}
