internal import SwiftSource
internal import VenueSpec

/// Makes the function that turns an input into an HTTP request.
struct RequestTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan

    /// The names of the runtime.
    private var runtime: RuntimeSymbols { scope.runtime }
    /// Where the parameters go.
    private var http: HTTPBinding { plan.operation.http }
    /// Turns templates into text.
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
        body.list("return try \(runtime.preparedRequest)(", arguments, closing: ")")
        return .function(
            FunctionDeclaration(
                "prepare", [.init(label: "_", "input", "Input")], access: scope.access, isStatic: true,
                throws: runtime.invalidInput, returns: runtime.preparedRequest,
                documentation: Documentation("The request for an input that keeps to the documented constraints."),
                body: body))
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

    /// Statements that collect header fields.
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

    /// Statements that build the body.
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
