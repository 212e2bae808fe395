internal import SwiftSource
internal import VenueSpec

/// Turns one call into the namespace that holds its types and functions.
struct OperationTranslator: Translator {
    /// The place: inside the operation.
    let scope: Scope
    let plan: InputPlan

    /// The operation of a venue, in the venue's scope.
    init(_ operation: CallDescription, in scope: Scope) {
        plan = InputPlan(operation)
        self.scope = scope.inside(plan)
    }

    func declaration() -> Declaration {
        let operation = plan.operation
        let response = ResponseTranslator(scope: scope, operation: operation)
        var members = FactsTranslator(scope: scope).operationFacts(operation)
        if operation.login == nil {
            members.append(ParametersTranslator(scope: scope, plan: plan).property())
            members.append(InputTranslator(scope: scope, plan: plan).structure())
        } else {
            members.append(
                .typeAlias(
                    "Input", runtime.noInput, access: scope.access, documentation: "The caller supplies nothing."))
        }
        if let identity = IdentityTranslator(scope: scope, plan: plan).enumeration() { members.append(identity) }
        members += RequestEnumerationTranslator(scope: scope, plan: plan).enumerations()
        members.append(response.enumeration())
        members += RequestTranslator(scope: scope, plan: plan).functions()
        members += FrameTranslator(scope: scope, plan: plan).functions()
        members += [response.reader(), JudgeTranslator(scope: scope, plan: plan).function()]
        if let read = operation.read {
            members += ReadTranslator(scope: scope, plan: plan).functions(read.pages)
        } else if let login = operation.login, !login.isPrecondition {
            members += LoginTranslator(scope: scope, plan: plan, login: login).members()
        } else if operation.login == nil, let readers = ReadersTranslator(scope: scope, plan: plan).property() {
            members.append(readers)
        }
        return .type(
            .enum, Scope.namespace(of: operation),
            inherits: runtime.operations(operation),
            implied: operation.kind == .cancel && (operation.webSocket != nil || operation.batch != nil)
                ? [runtime.cancelOperation] : [],
            access: scope.access,
            documentation: scope.documentation(
                operation.description, fallback: "The call \(Scope.code(operation.name.text)).",
                facts: operation.bindings.map { "\($0.method) \($0.path.map(\.text).joined())." }, operation.provenance),
            members: members)
    }
}

/// Makes the functions that turn an input into an HTTP request.
struct RequestTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    /// The function, or where a request has computed values the ones for a request that is shown and for one that is sent.
    func functions() -> [Declaration] {
        let body = validation() + requests()
        guard plan.operation.bindings.contains(where: \.isComputed) else {
            return [function([], "The request for an input that keeps to the documented constraints.", body)]
        }
        return computedFunctions(body)
    }

    /// Statements that make the request, by the set of credentials it carries where there are several.
    private func requests() -> Code {
        let sets = scope.venue.credentialSets
        guard let first = sets.first, plan.operation.login == nil,
            plan.operation.bindings.contains(where: \.isComputed)
        else { return choice(plan) }
        func narrowed(_ set: CredentialSet) -> Code {
            choice(InputPlan(plan.operation.narrowed(to: set.name.text, of: scope.venue)))
        }
        var code: Code = ["switch values.credentialSet {"]
        for set in sets.dropFirst() { code.append(.switchCase([StringLiteral.of(set.name.text)], narrowed(set))) }
        code.append(.block("default:", narrowed(first), closing: nil))
        code.line("}")
        return code
    }

    /// Statements that make the request, by the way the order is identified where each has a binding.
    private func choice(_ plan: InputPlan) -> Code {
        guard !plan.operation.http.identities.isEmpty else { return statements(plan) }
        let variants = plan.operation.variants
        var code: Code = ["switch input.\(plan.identityName) {"]
        for variant in variants {
            let bound = plan.bound(to: variant)
            let sent = Set(variant.http.dependencies(of: variant.http.sentNames + variant.http.path.parameters))
            let patterns = bound.alternatives.map { set in
                let payload = set.parameters.map { name in
                    bound.member(name).flatMap { member in
                        member.variable.flatMap { sent.contains(name) ? "let " + ReservedWords.quoted($0) : nil }
                    } ?? "_"
                }
                let isNamed = payload.contains { $0 != "_" }
                return ".\(ReservedWords.quoted(set.name.swift))"
                    + (isNamed ? "(\(payload.joined(separator: ", ")))" : "")
            }
            code.append(.switchCase(patterns, statements(bound)))
        }
        code.line("}")
        return code
    }

    /// Statements that make the request of one binding.
    private func statements(_ plan: InputPlan) -> Code {
        let http = plan.operation.http
        var statements = RequestStatements(scope: scope, plan: plan)
        statements.add()
        var arguments = ["method: \(StringLiteral.of(http.method))", "target: \(statements.target)"]
        if !http.headers.isEmpty { arguments.append("headers: headers") }
        switch http.body {
        case .none: break
        case .json(.object([]), let type):
            arguments += ["contentType: \(StringLiteral.of(type))", "body: [UInt8](\"{}\".utf8)"]
        case .json(_, let type): arguments += ["contentType: \(StringLiteral.of(type))", "body: json.bytes"]
        case .form(_, let type): arguments += ["contentType: \(StringLiteral.of(type))", "body: form.bytes"]
        }
        return statements.code + .list("return try \(runtime.preparedRequest)(", arguments, closing: ")")
    }

    /// Statements that hold every input against its constraints, and find what is one for all orders of a call.
    private func validation() -> Code {
        guard let batch = plan.operation.batch else { return ["try input.validate()"] }
        let shared = batch.same.isEmpty ? "_" : "let input"
        return .block("for input in inputs {", ["try input.validate()"]) + ["\(shared) = try first(of: inputs)"]
    }

    private func computedFunctions(_ body: Code) -> [Declaration] {
        let page = hasPages ? ", \(ReadTranslator.page): \(ReadTranslator.page)" : ""
        return [
            .property(
                "isComputed", runtime.bool, .constant(["true"]), access: scope.access, isStatic: true,
                hidesDefault: true,
                documentation: "Every attempt has values of its own.")
        ] + (takesNonces ? [nonces] : []) + [
            .function(
                "check", [.init(label: "_", "input", "Input")], access: scope.access, isStatic: true,
                throws: runtime.invalidInput, documentation: "Holds an input against the documented constraints.",
                body: ["try input.validate()"]),
            function(
                [], "The request for an input as it is shown, with the names of computed values in their places.",
                .block(
                    "try \(runtime.requestValues).shown { values throws(\(runtime.invalidInput)) in",
                    ["try prepare(\(subject.name)\(page), with: &values)"])),
            function(
                [.init(label: "with", "values", "inout \(runtime.requestValues)")],
                "The request of one attempt for an input that keeps to the documented constraints.", body),
        ]
    }

    private var takesNonces: Bool {
        plan.operation.bindings.flatMap(\.usedValues).contains { if case .nonce = $0.source { true } else { false } }
    }

    private var nonces: Declaration {
        .property(
            "takesNonces", runtime.bool, .constant(["true"]), access: scope.access, isStatic: true, hidesDefault: true,
            documentation: "Requests leave in the order of their nonces.")
    }

    /// What a request is made of.
    private var subject: (name: String, type: String) {
        plan.operation.batch == nil ? ("input", "Input") : ("inputs", "[Input]")
    }

    private var hasPages: Bool { plan.operation.read?.pages != nil }

    private func function(
        _ more: [FunctionDeclaration.Parameter], _ documentation: Documentation, _ body: Code
    ) -> Declaration {
        .function(
            "prepare",
            [.init(label: "_", subject.name, subject.type)]
                + (hasPages ? [.init(ReadTranslator.page, "\(runtime.string)?")] : []) + more,
            access: scope.access, isStatic: true, throws: runtime.invalidInput, returns: runtime.preparedRequest,
            documentation: documentation, body: body)
    }
}
