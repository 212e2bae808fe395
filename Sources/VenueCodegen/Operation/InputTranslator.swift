internal import SwiftSource
internal import VenueSpec

/// Turns the parameters of an operation into its `Input` structure.
struct InputTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    func structure() -> Declaration {
        let fields = self.fields()
        var members = fields.map { field in
            Declaration.property(field.name, field.type, access: scope.access, documentation: field.documentation)
        }
        members.append(memberwise(fields))
        members += plan.members.filter { $0.storage.isPayload }.map(accessor)
        members.append(InputCodingTranslator(scope: scope, plan: plan).reader())
        members.append(InputCodingTranslator(scope: scope, plan: plan).writer())
        members.append(InputCheckTranslator(scope: scope, plan: plan).function())
        return .type(
            .struct, "Input", inherits: [runtime.jsonModel], access: scope.access,
            documentation: "What the caller supplies.", members: members)
    }

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

    /// The stored properties: the identity stands where the first of its parameters does, a scope before all.
    private func fields() -> [Field] {
        var fields: [Field] = []
        var hasIdentity = plan.namesScope
        if plan.namesScope {
            fields.append(
                Field(
                    name: plan.identityName, type: plan.identityType, isOptional: false,
                    documentation: "Whose orders are cancelled."))
        }
        for member in plan.members {
            switch member.storage {
            case .property(let isOptional):
                let type = runtime.swiftType(member.wire) + (isOptional ? "?" : "")
                fields.append(
                    Field(
                        name: member.parameter.name.swift, type: type, isOptional: isOptional,
                        documentation: documentation(member)))
            case .identity where !hasIdentity:
                hasIdentity = true
                fields.append(
                    Field(
                        name: plan.identityName, type: plan.identityType, isOptional: false,
                        documentation: "What identifies the order."))
            case .identity, .group: continue
            }
        }
        return fields
    }

    private func documentation(_ member: InputPlan.Member) -> Documentation {
        scope.documentation(
            member.parameter.description, fallback: "The parameter \(Scope.code(member.wireName)).",
            facts: member.parameter.facts, member.parameter.provenance)
    }

    private func memberwise(_ fields: [Field]) -> Declaration {
        .function(
            nil, fields.map { .init($0.name, $0.type, defaultValue: $0.isOptional ? "nil" : nil) },
            access: scope.access, documentation: "Makes the input of one call.",
            body: Code(
                fields.map {
                    let name = ReservedWords.quoted($0.name)
                    return "self.\(name) = \(name)"
                }))
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
            member.parameter.name.swift, runtime.swiftType(member.wire) + "?", .computed(body),
            access: scope.access, documentation: documentation(member))
    }
}

extension InputPlan.Storage {
    /// Whether the value is kept in a payload.
    var isPayload: Bool {
        if case .property = self { false } else { true }
    }
}

/// How the parameters of an operation become the members of its `Input`.
struct InputPlan {
    /// Where a parameter's value is kept.
    enum Storage: Hashable {
        /// In a property of its own, optional or not.
        case property(isOptional: Bool)
        case identity
        /// In payloads of the enumeration of another parameter.
        case group(discriminator: String)
    }

    struct Member: Hashable {
        let parameter: Parameter
        let wire: WireType
        let storage: Storage

        /// The variable that holds the value in a request of a binding that always has it.
        var variable: String?

        var name: String { ReservedWords.quoted(parameter.name.swift) }
        var wireName: String { parameter.name.text }
        /// Whether `input.name` is an optional.
        var isOptional: Bool { variable == nil && storage != .property(isOptional: false) }

        /// The value of an input, as an expression.
        func expression(of input: String) -> String { variable.map(ReservedWords.quoted) ?? "\(input).\(name)" }
    }

    let operation: CallDescription
    private(set) var members: [Member]
    /// The property that holds the identity, where there are several sets.
    let identityName: String
    /// The type of the identity, where there are several sets.
    let identityType: String

    init(_ operation: CallDescription) {
        self.operation = operation
        let alternatives: Set<String> =
            if case .alternatives(let sets) = operation.identity { Set(sets.flatMap(\.parameters)) } else { [] }
        members = operation.parameters.map { parameter in
            let name = parameter.name.text
            let storage: Storage
            if alternatives.contains(name) {
                storage = .identity
            } else if let group = operation.conditionalGroups.first(where: { $0.parameters.contains(name) }) {
                storage = .group(discriminator: group.discriminator)
            } else {
                storage = .property(isOptional: !parameter.isRequired)
            }
            return Member(parameter: parameter, wire: WireType(parameter.type), storage: storage)
        }
        let word = operation.kind == .cancelAll ? "scope" : "identity"
        identityName = Scope.fresh(word, avoiding: operation.parameters.map(\.name.swift))
        identityType = Scope.fresh(word.capitalized, avoiding: operation.requestEnumerations.map(\.name))
    }

    /// The plan of a request that one of several bindings makes, in whose code what identifies the order is a variable.
    func bound(to variant: CallDescription) -> InputPlan {
        var plan = InputPlan(variant)
        let sets = plan.alternatives.map(\.parameters)
        let computed = ComputedNames(http: variant.http)
        let named =
            variant.http.computed.map { "$" + $0.name.text } + variant.http.dependencies(of: variant.http.sentNames)
        let taken =
            ComputedNames.reserved + ["inner"]
            + named.filter {
                variant.http.computedValue(placeholder: $0) != nil || Credential.name(inPlaceholder: $0) != nil
            }
            .map(computed.variable)
        for (index, member) in plan.members.enumerated()
        where member.storage == .identity && sets.allSatisfy({ $0.contains(member.wireName) }) {
            plan.members[index].variable = Scope.fresh(member.parameter.name.swift, avoiding: taken)
        }
        return plan
    }

    func member(_ name: String) -> Member? { members.first { $0.wireName == name } }

    /// The sets that identify the order; empty where there is only one.
    var alternatives: [IdentityAlternative] {
        if case .alternatives(let sets) = operation.identity { sets } else { [] }
    }

    /// Whether the caller names a scope, even where there is one: a call that says nothing cancels nothing.
    var namesScope: Bool { operation.kind == .cancelAll }

    var identifying: Set<String> { operation.identifiers }

    /// The parameters a value of a deciding parameter requires; empty for none.
    func payload(of discriminator: String, value: String) -> [String] {
        operation.conditionalGroups
            .filter { $0.discriminator == discriminator && $0.value == value }.flatMap(\.parameters)
    }

    /// Whether a parameter decides what others are given.
    func isDiscriminator(_ name: String) -> Bool {
        operation.conditionalGroups.contains { $0.discriminator == name }
    }

    /// The cases of an enumeration with payloads that hold a parameter's value, and whether there are other cases.
    func cases(holding member: Member) -> (
        subject: Member?, cases: [(name: String, payload: [String])], isPartial: Bool
    ) {
        switch member.storage {
        case .property: return (nil, [], false)
        case .identity:
            let holding = alternatives.filter { $0.parameters.contains(member.wireName) }
            return (nil, holding.map { ($0.name.swift, $0.parameters) }, holding.count < alternatives.count)
        case .group(let name):
            guard let discriminator = self.member(name), case .enumeration(_, let enumeration) = discriminator.wire
            else { return (nil, [], true) }
            let holding = enumeration.values.map { ($0.name.swift, payload(of: name, value: $0.name.text)) }
                .filter { $0.1.contains(member.wireName) }
            return (
                discriminator, holding.map { (name: $0.0, payload: $0.1) },
                discriminator.isOptional || holding.count < enumeration.values.count
            )
        }
    }
}
