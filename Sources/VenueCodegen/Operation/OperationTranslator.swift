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
        members.append(ParametersTranslator(scope: scope, plan: plan).property())
        members.append(InputTranslator(scope: scope, plan: plan).structure())
        if let identity = IdentityTranslator(scope: scope, plan: plan).enumeration() { members.append(identity) }
        members += RequestEnumerationTranslator(scope: scope, plan: plan).enumerations()
        members += [response.enumeration(), RequestTranslator(scope: scope, plan: plan).function()]
        if let frame = FrameTranslator(scope: scope, plan: plan).function() { members.append(frame) }
        members += [response.reader(), JudgeTranslator(scope: scope, plan: plan).function()]
        if let read = operation.read {
            members += ReadTranslator(scope: scope, plan: plan).functions(read.pages)
        } else if let readers = ReadersTranslator(scope: scope, plan: plan).property() {
            members.append(readers)
        }
        return .type(
            .enum, Scope.namespace(of: operation),
            inherits: [
                operation.read != nil
                    ? runtime.readOperation
                    : operation.webSocket == nil ? runtime.cancelOperation : runtime.framedCancelOperation
            ], implied: operation.webSocket == nil ? [] : [runtime.cancelOperation], access: scope.access,
            documentation: scope.documentation(
                operation.description, fallback: "The call \(Scope.code(operation.name.text)).",
                facts: ["\(operation.http.method) \(operation.http.path.map(\.text).joined())."], operation.provenance),
            members: members)
    }
}

/// Makes the function that turns an input into an HTTP request.
struct RequestTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    private var http: HTTPBinding { plan.operation.http }
    private var texts: TextTemplateTranslator { TextTemplateTranslator(scope: scope, plan: plan) }

    func function() -> Declaration {
        var body: Code = ["try input.validate()"]
        body.append(target())
        body.append(content())
        body.append(headers())
        let target = hasFixedTarget ? "\(runtime.requestTarget)(\(fixedTarget))" : "target"
        var arguments = ["method: \(StringLiteral.of(http.method))", "target: \(target)"]
        if !http.headers.isEmpty { arguments.append("headers: headers") }
        switch http.body {
        case .none: break
        case .json(.object([]), let type):
            arguments += ["contentType: \(StringLiteral.of(type))", "body: [UInt8](\"{}\".utf8)"]
        case .json(_, let type): arguments += ["contentType: \(StringLiteral.of(type))", "body: json.bytes"]
        case .form(_, let type): arguments += ["contentType: \(StringLiteral.of(type))", "body: form.bytes"]
        }
        body.append(.list("return try \(runtime.preparedRequest)(", arguments, closing: ")"))
        return .function(
            "prepare",
            [.init(label: "_", "input", "Input")]
                + (plan.operation.read?.pages == nil ? [] : [.init(ReadTranslator.page, "\(runtime.string)?")]),
            access: scope.access, isStatic: true, throws: runtime.invalidInput, returns: runtime.preparedRequest,
            documentation: "The request for an input that keeps to the documented constraints.", body: body)
    }

    // MARK: Target

    /// Whether path and query hold no parameter.
    private var hasFixedTarget: Bool { http.path.allSatisfy(\.isLiteral) && http.query.isEmpty }
    /// The target without parameters, as a literal.
    private var fixedTarget: String { StringLiteral.of(http.path.map(\.fixedText).joined()) }

    /// Statements that build path and query.
    private func target() -> Code {
        guard !hasFixedTarget else { return Code() }
        let start = http.path.first?.fixedText ?? ""
        var code: Code = ["var target = \(runtime.requestTarget)(\(start.isEmpty ? "" : StringLiteral.of(start)))"]
        for part in start.isEmpty ? http.path[...] : http.path.dropFirst() {
            switch part {
            case .literal(let text): code.line("target.literal(\(StringLiteral.of(text)))")
            case .parameter: code.line("target.segment(\(texts.expression([part]).text))")
            }
        }
        for item in http.query { code.append(field(item, of: "target", call: "query")) }
        return code
    }

    /// Statements that add a field of a query or form.
    private func field(_ item: QueryItem, of variable: String, call: String) -> Code {
        let name = StringLiteral.of(item.name)
        if case .parameter(let parameter)? = item.value.first, item.value.count == 1,
            let member = plan.member(parameter), case .list(let element) = member.wire
        {
            let list = texts.texts(of: member, element)
            let label = item.explode ? "repeated" : "joined"
            return ["\(variable).\(call)(\(name), \(label): \(list)\(member.isOptional ? " ?? []" : ""))"]
        }
        let (value, isOptional) = texts.expression(item.value)
        return ["\(variable).\(call)(\(name), \(isOptional ? "ifPresent: " : "")\(value))"]
    }

    // MARK: Headers

    private func headers() -> Code {
        guard !http.headers.isEmpty else { return Code() }
        var code: Code = ["var headers = \(runtime.headerFields)()"]
        for header in http.headers {
            let (value, isOptional) = texts.expression(header.value)
            let label = isOptional ? "ifPresent" : "value"
            code.line("headers.append(name: \(StringLiteral.of(header.name)), \(label): \(value))")
        }
        return code
    }

    // MARK: Body

    private func content() -> Code {
        switch http.body {
        case .none, .json(.object([]), _): return Code()
        case .json(let template, _):
            var code: Code = ["var json = \(runtime.jsonWriter)()"]
            var translator = JSONTemplateTranslator(scope: scope, plan: plan)
            code.append(translator.write(template))
            return code
        case .form(let fields, _):
            var code: Code = [fields.isEmpty ? "let form = \(runtime.formBody)()" : "var form = \(runtime.formBody)()"]
            for item in fields { code.append(field(item, of: "form", call: "append")) }
            return code
        }
    }
}
