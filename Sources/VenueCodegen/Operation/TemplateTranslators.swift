internal import SwiftSource
internal import VenueSpec

/// Turns text templates into expressions of the type `String`, or `String?` where the value may be left out.
struct TextTemplateTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    private var computed: ComputedNames { ComputedNames(http: plan.operation.http) }

    /// What a page is asked for with; `nil` for any other name.
    private func page(_ name: String) -> (text: String, isOptional: Bool)? {
        guard name == PageDescription.placeholder else { return nil }
        let first = plan.operation.read?.pages?.first
        return (ReadTranslator.page + (first.map { " ?? \(StringLiteral.of($0))" } ?? ""), first == nil)
    }

    func expression(_ parts: [TemplatePart]) -> (text: String, isOptional: Bool) {
        if case .parameter(let name)? = parts.first, parts.count == 1 {
            if let page = page(name) { return page }
            if let computed = computed.expression(name) { return (computed, false) }
        }
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
                guard let member = plan.member(name) else {
                    if RequestPart(placeholder: name) == .method {
                        literal += StringLiteral.interior(of: plan.operation.http.method)
                        continue
                    }
                    if let computed = computed.expression(name) { literal += "\\(\(computed))" }
                    if let page = page(name) { literal += "\\(\(page.text))" }
                    continue
                }
                literal += "\\(\(text(of: member)))"
            }
        }
        return (literal + "\"", false)
    }

    func text(of member: InputPlan.Member, _ expression: String? = nil) -> String {
        let expression = expression ?? member.expression(of: "input")
        let chain = expression + (member.isOptional ? "?" : "")
        if case .enumeration = member.wire { return "\(chain).rawValue" }
        return runtime.text(expression, chain: chain, member.wire) ?? expression
    }

    /// The values that the orders of a call have of a parameter as an array of texts.
    func texts(ofEachOrder member: InputPlan.Member) -> String {
        "inputs.map({ \(text(of: member, "$0.\(member.name)")) })"
    }

    /// The elements of a list parameter as an array of texts.
    func texts(of member: InputPlan.Member, _ element: WireType) -> String {
        let list = member.expression(of: "input")
        let text: String? =
            if case .enumeration = element { "$0.rawValue" } else {
                runtime.text("$0", chain: "$0", element)
            }
        guard element != .string, let text else { return list }
        return "\(list)\(member.isOptional ? "?" : "").map({ \(text) })"
    }
}

/// Turns a JSON template into statements that write it.
struct JSONTemplateTranslator: Translator {
    let scope: Scope
    let plan: InputPlan
    private var writer: String
    /// What writers of encoded JSON are named after.
    private let inner: String
    /// Whether it writes a frame, which is about one order.
    private let isFrame: Bool
    /// How many writers of encoded JSON have been named.
    private var encodedCount = 0

    /// A translator whose writer is the variable of the name.
    init(scope: Scope, plan: InputPlan, writer: String = "json", isFrame: Bool = false) {
        self.scope = scope
        self.isFrame = isFrame
        self.plan = plan
        self.writer = writer
        inner = writer == "json" ? "inner" : writer + "Inner"
    }

    private var texts: TextTemplateTranslator { TextTemplateTranslator(scope: scope, plan: plan) }

    /// Statements that write the template as the next value, or as a member of the object that is open.
    mutating func write(_ template: JSONTemplate, under name: String? = nil) -> Code {
        let key = name.map(StringLiteral.of)
        func value(_ value: String) -> Code {
            [key.map { "\(writer).member(\($0), \(value))" } ?? "\(writer).write(\(value))"]
        }
        func literal(_ text: String) -> Code {
            [key.map { "\(writer).member(\($0), literal: \"\(text)\")" } ?? "\(writer).literal(\"\(text)\")"]
        }
        switch template {
        case .object(let members):
            var code: Code = ["\(writer).beginObject(\(key ?? ""))"]
            for member in members { code.append(write(member.value, under: member.name)) }
            code.line("\(writer).endObject()")
            return code
        case .array(let elements):
            var code: Code = ["\(writer).beginArray(\(key ?? ""))"]
            if !isFrame, let element = plan.operation.elementOfEachOrder(elements) {
                code.append(.block("for input in inputs {", write(element)))
            } else {
                for element in elements { code.append(write(element)) }
            }
            code.line("\(writer).endArray()")
            return code
        case .parameter(let parameter):
            let (text, isOptional) = self.parameter(parameter)
            guard isOptional else { return value(text) }
            return [
                key.map { "\(writer).member(\($0), ifPresent: \(text))" }
                    ?? "if let value = \(text) { \(writer).write(value) }"
            ]
        case .parameterOrNull(let parameter):
            let (text, isOptional) = self.parameter(parameter)
            guard isOptional else { return value(text) }
            return [
                key.map { "\(writer).member(\($0), orNull: \(text))" } ?? "\(writer).write(orNull: \(text))"
            ]
        case .encoded(let inner):
            let (code, inner) = encoded(inner)
            return code + value("\(inner).text")
        case .text(let parts): return value(texts.expression(parts).text)
        case .string(let text): return value(StringLiteral.of(text))
        case .number(let text): return literal(text)
        case .boolean(let flag): return literal(String(flag))
        case .null: return key == nil ? ["\(writer).null()"] : literal("null")
        }
    }

    /// A parameter's value, or the correlation id of a frame.
    private func parameter(_ name: String) -> (value: String, isOptional: Bool) {
        guard let member = plan.member(name) else {
            let http = plan.operation.http
            if let computed = ComputedNames(http: http).expression(name) {
                let isNumber = http.computedValue(placeholder: name)?.isInteger ?? false
                return (isNumber ? "\(runtime.computedNumber)(\(computed))" : computed, false)
            }
            return name == PageDescription.placeholder ? texts.expression([.parameter(name)]) : ("id", false)
        }
        return (plan.writable(member, in: runtime, of: "input"), member.isOptional)
    }

    /// Statements that write the inner template with a writer of its own, and that writer's name.
    private mutating func encoded(_ inner: JSONTemplate) -> (code: Code, writer: String) {
        encodedCount += 1
        var nested = self
        nested.writer = encodedCount == 1 ? self.inner : "\(self.inner)\(encodedCount)"
        let code: Code = ["var \(nested.writer) = \(runtime.jsonWriter)()"]
        let statements = nested.write(inner)
        encodedCount = nested.encodedCount
        return (code + statements, nested.writer)
    }
}

/// Makes the function that turns an input into a WebSocket request frame.
struct FrameTranslator: Translator {
    let scope: Scope
    let plan: InputPlan

    /// The function, or where a frame has computed values the ones for a frame that is shown and for one that is sent; none
    /// where the venue does not take the call over WebSocket.
    func functions() -> [Declaration] {
        guard let webSocket = plan.operation.webSocket else { return [] }
        var statements = RequestStatements(scope: scope, plan: plan)
        statements.addFrameValues()
        var body: Code = ["try input.validate()"] + statements.code + ["var json = \(runtime.jsonWriter)()"]
        var translator = JSONTemplateTranslator(scope: scope, plan: plan, isFrame: true)
        body.append(translator.write(webSocket.frame))
        body.line("return json.text")
        var documentation = scope.documentation(
            webSocket.description, fallback: "The text frame that asks for the same over WebSocket.",
            facts: webSocket.server.map { ["Sent to the server \(Scope.code($0))."] } ?? [], webSocket.provenance)
        documentation.append("- Parameter id: The correlation id the connection chose for the request.")
        guard !plan.operation.frameNames.isEmpty else { return [function(webSocket, [], documentation, body)] }
        return [
            function(
                webSocket, [], "The frame as it is shown, with the names of computed values in their places.",
                .block(
                    "try \(runtime.requestValues).shown { values throws(\(runtime.invalidInput)) in",
                    ["try frame(for: input, id: id, with: &values)"])),
            function(
                webSocket, [.init(label: "with", "values", "inout \(runtime.requestValues)")], documentation, body),
        ]
    }

    private func function(
        _ webSocket: WebSocketBinding, _ more: [FunctionDeclaration.Parameter], _ documentation: Documentation,
        _ body: Code
    ) -> Declaration {
        .function(
            "frame",
            [
                .init(label: "for", "input", "Input"),
                .init("id", webSocket.idKind == .string ? runtime.string : runtime.int64),
            ] + more, access: scope.access, isStatic: true, throws: runtime.invalidInput, returns: runtime.string,
            documentation: documentation, body: body)
    }
}
