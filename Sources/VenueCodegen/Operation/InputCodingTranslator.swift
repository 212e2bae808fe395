internal import SwiftSource
internal import VenueSpec

/// Makes an input read and write itself as a flat JSON object of its parameters' wire names.
struct InputCodingTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    private var swiftNames: [String] { plan.members.map(\.parameter.name.swift) }

    // MARK: Reading

    func reader() -> Declaration {
        let json = Scope.fresh("json", avoiding: swiftNames)
        var body = Code(plan.members.map { "var \($0.name): \(readType($0))?" })
        var statements = plan.members.map { member in
            let statement = "if try !\(json).readNull() { \(member.name) = try \(read(member, json)) }"
            return (key: member.wireName, statement: statement)
        }
        if plan.namesScope {
            body.line("var \(scopeVariable): \(runtime.string)?")
            statements.insert(
                (key: CancelAllDescription.scopeMember, statement: "\(scopeVariable) = try \(json).string()"), at: 0)
        }
        body.append(
            JSONCoding(scope: scope).loop(
                statements, otherwise: "throw \(runtime.memberError(json))", json: json, names: swiftNames))
        for member in plan.members where !member.storage.isPayload {
            body.append(assignment(of: member, json))
        }
        body.append(plan.namesScope ? namedScope(json) : identity(json))
        body.append(agreement(json))
        return JSONCoding(scope: scope).initializer(
            json, body, summary: "Reads the object; a member that is no parameter is refused.")
    }

    /// The type a parameter is read as: a deciding one as its bare value, since the others may come later.
    private func readType(_ member: InputPlan.Member) -> String { runtime.swiftType(readWire(member)) }

    private func read(_ member: InputPlan.Member, _ json: String) -> String {
        runtime.read(readWire(member), from: json)
    }

    private func readWire(_ member: InputPlan.Member) -> WireType {
        plan.isDiscriminator(member.wireName) ? .string : member.wire
    }

    /// Statements that store a parameter, or the case a deciding one and its group make.
    private func assignment(of member: InputPlan.Member, _ json: String) -> Code {
        let key = StringLiteral.of(member.wireName)
        let required = "try \(json).require(\(member.name), \(key))"
        guard plan.isDiscriminator(member.wireName), case .enumeration(_, let enumeration) = member.wire else {
            return Code(["self.\(member.name) = \(member.isOptional ? member.name : required)"])
        }
        var choice: Code = ["switch \(member.isOptional ? member.name : required) {"]
        if member.isOptional { choice.line("case nil: self.\(member.name) = nil") }
        for value in enumeration.values {
            let payload = plan.payload(of: member.wireName, value: value.name.text).compactMap { plan.member($0) }
            let construction = Code.list(
                "self.\(member.name) = .\(ReservedWords.quoted(value.name.swift))\(payload.isEmpty ? "" : "(")",
                payload.map { member in
                    let label = ReservedWords.quotedArgument(member.parameter.name.swift)
                    return "\(label): try \(json).require(\(member.name), \(StringLiteral.of(member.wireName)))"
                }, closing: payload.isEmpty ? "" : ")")
            choice.append(
                .switchCase(["\(enumeration.literal(value.name.text))\(member.isOptional ? "?" : "")"], construction))
        }
        choice.line("default: throw \(runtime.valueError(json))")
        choice.line("}")
        return choice
    }

    /// Chooses the alternative whose parameters are all there; of several, the one with the most.
    private func identity(_ json: String) -> Code {
        guard !plan.alternatives.isEmpty else { return Code() }
        let ordered = plan.alternatives.enumerated()
            .sorted { ($1.element.parameters.count, $0.offset) < ($0.element.parameters.count, $1.offset) }
            .map(\.element)
        var code = Code()
        for (index, alternative) in ordered.enumerated() {
            let members = alternative.parameters.compactMap { plan.member($0) }
            let construction: Code = ["self.\(plan.identityName) = \(alternative.construction(members))"]
            let word = index == 0 ? "if" : "} else if"
            if members.isEmpty {
                code.append(.block("} else {", construction))
                return code
            }
            code.append(
                .block(
                    "\(word) \(members.map { "let \($0.name)" }.joined(separator: ", ")) {", construction, closing: nil)
            )
        }
        let sets = plan.alternatives.map { $0.parameters.joined(separator: " and ") }.joined(separator: ", or ")
        code.append(.block("} else {", Code(["throw " + runtime.combinationError(json, "expected \(sets)")])))
        return code
    }

    /// The variable that holds the name of the scope.
    private var scopeVariable: String { Scope.fresh("scopeName", avoiding: swiftNames) }

    /// Takes the scope that is named: were it told by the parameters that are there, one that is left out would widen it.
    private func namedScope(_ json: String) -> Code {
        let name = StringLiteral.of(CancelAllDescription.scopeMember)
        var code: Code = ["switch try \(json).require(\(scopeVariable), \(name)) {"]
        for set in plan.alternatives {
            let arguments = set.parameters.compactMap { plan.member($0) }.map { member in
                (set.label(of: member).map { ReservedWords.quotedArgument($0) + ": " } ?? "")
                    + "try \(json).require(\(member.name), \(StringLiteral.of(member.wireName)))"
            }
            let start = "self.\(plan.identityName) = .\(ReservedWords.quoted(set.name.swift))"
            code.append(
                .switchCase(
                    [StringLiteral.of(set.name.text)],
                    arguments.isEmpty ? [start] : .list(start + "(", arguments, closing: ")")))
        }
        code.line("default: throw \(runtime.valueError(json))")
        code.line("}")
        return code
    }

    /// Refuses parameters that do not belong to the case that was chosen.
    private func agreement(_ json: String) -> Code {
        let payloads = plan.members.filter { $0.storage.isPayload }
        guard !payloads.isEmpty else { return Code() }
        let names = payloads.map(\.wireName).joined(separator: ", ")
        return .unless(
            payloads.map { "\($0.name) == self.\($0.name)" },
            Code(["throw " + runtime.combinationError(json, "\(names) do not go together")]))
    }

    // MARK: Writing

    func writer() -> Declaration {
        let json = Scope.fresh("json", avoiding: swiftNames)
        var body: Code = ["\(json).beginObject()"]
        if plan.namesScope {
            let name = StringLiteral.of(CancelAllDescription.scopeMember)
            body.line("switch \(plan.identityName) {")
            for set in plan.alternatives {
                body.append(
                    .switchCase(
                        [".\(ReservedWords.quoted(set.name.swift))"],
                        ["\(json).member(\(name), \(StringLiteral.of(set.name.text)))"]))
            }
            body.line("}")
        }
        for member in plan.members {
            let key = StringLiteral.of(member.wireName)
            let label = member.isOptional ? "ifPresent: " : ""
            body.line("\(json).member(\(key), \(label)\(plan.writable(member, in: runtime)))")
        }
        body.line("\(json).endObject()")
        return JSONCoding(scope: scope).writer(json, body)
    }
}

extension InputPlan {
    /// A parameter's value as it is written to JSON; a deciding one writes its bare value.
    func writable(_ member: Member, in runtime: RuntimeSymbols, of input: String? = nil) -> String {
        let expression = input.map(member.expression) ?? member.name
        guard isDiscriminator(member.wireName) else {
            return runtime.writable(expression, member.wire, isOptional: member.isOptional)
        }
        return "\(expression)\(member.isOptional ? "?" : "").rawValue"
    }
}
