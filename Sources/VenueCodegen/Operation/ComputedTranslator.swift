internal import SwiftSource
internal import VenueSpec

/// The Swift names of what templates name with a `$`.
struct ComputedNames {
    /// Variables of the functions that make requests.
    static let reserved = ["input", "inputs", "values", "target", "json", "form", "headers", "page", "id", "value"]

    let http: HTTPBinding

    /// The variable of a computed value, or of a credential without a header field.
    func variable(_ placeholder: String) -> String {
        let credential = Credential.name(inPlaceholder: placeholder)
        let wish = credential ?? String(placeholder.dropFirst())
        // A credential's name and a value's may be one.
        let taken = Self.reserved + (credential == nil ? [] : http.computed.map(\.name.text))
        return Scope.fresh(wish, avoiding: taken)
    }

    /// The value as an expression of the type `String`; `nil` for a name that is none of the language's own.
    func expression(_ placeholder: String) -> String? {
        guard let part = RequestPart(placeholder: placeholder) else {
            let isKnown = http.computedValue(placeholder: placeholder) != nil
            guard isKnown || Credential.name(inPlaceholder: placeholder) != nil else { return nil }
            return ReservedWords.quoted(variable(placeholder))
        }
        switch part {
        case .method: return StringLiteral.of(http.method)
        case .host: return "values.host()"
        case .path: return "values.path(of: target)"
        case .query: return "values.query(of: target)"
        case .target: return "values.target(target)"
        case .body:
            switch http.body {
            case .none: return "\"\""
            case .json(.object([]), _): return "\"{}\""
            case .json: return "json.text"
            case .form: return "form.text"
            }
        }
    }
}

/// Makes the statements of a request in the order in which what is computed depends on what.
struct RequestStatements: Translator {
    let scope: Scope
    let plan: InputPlan
    private(set) var code = Code()
    /// The computed values and the parts that stand in the code.
    private var done: Set<String> = []

    init(scope: Scope, plan: InputPlan) {
        self.scope = scope
        self.plan = plan
    }

    private var http: HTTPBinding { plan.operation.http }
    private var names: ComputedNames { ComputedNames(http: http) }
    private var texts: TextTemplateTranslator { TextTemplateTranslator(scope: scope, plan: plan) }

    /// Adds everything that the request is made of: target, body, header fields.
    mutating func add() {
        addTarget()
        addBody()
        finish()
        addHeaders()
    }

    /// Adds what a frame is computed from, which depends on no part of the HTTP request.
    mutating func addFrameValues() { ensure(plan.operation.frameNames) }

    // MARK: Target

    /// Whether path and query hold no parameter.
    private var hasFixedTarget: Bool { http.path.allSatisfy(\.isLiteral) && http.query.isEmpty }

    /// The target as an expression, once it is there.
    var target: String {
        let fixed = StringLiteral.of(http.path.map(\.fixedText).joined())
        return hasFixedTarget && !http.isComputed ? "\(runtime.requestTarget)(\(fixed))" : "target"
    }

    private mutating func addPath() {
        guard done.insert(RequestPart.path.placeholder).inserted, target == "target" else { return }
        let start = http.path.prefix { $0.isLiteral }.map(\.fixedText).joined()
        let keyword = hasFixedTarget ? "let" : "var"
        code.line("\(keyword) target = \(runtime.requestTarget)(\(start.isEmpty ? "" : StringLiteral.of(start)))")
        for part in http.path.drop(while: { $0.isLiteral }) {
            switch part {
            case .literal(let text): code.line("target.literal(\(StringLiteral.of(text)))")
            case .parameter(let name):
                if let member = plan.member(name), case .list(let element) = member.wire {
                    code.line("target.segment(joined: \(texts.texts(of: member, element)))")
                } else {
                    code.line("target.segment(\(texts.expression([part]).text))")
                }
            }
        }
    }

    private mutating func addTarget() {
        addPath()
        guard done.insert(RequestPart.query.placeholder).inserted else { return }
        for item in http.query where !http.isLast(item, in: .query) { add(item, to: "target", "query") }
    }

    /// Adds a field of a query or form.
    private mutating func add(_ item: QueryItem, to variable: String, _ call: String) {
        ensure(item.value.parameters)
        let name = StringLiteral.of(item.name)
        if case .parameter(let parameter)? = item.value.first, item.value.count == 1,
            let member = plan.member(parameter), plan.operation.isOfEachOrder(parameter)
        {
            let label = item.explode ? "repeated" : "joined"
            return code.line("\(variable).\(call)(\(name), \(label): \(texts.texts(ofEachOrder: member)))")
        }
        if case .parameter(let parameter)? = item.value.first, item.value.count == 1,
            let member = plan.member(parameter), case .list(let element) = member.wire
        {
            let list = texts.texts(of: member, element)
            let label = item.explode ? "repeated" : "joined"
            return code.line("\(variable).\(call)(\(name), \(label): \(list)\(member.isOptional ? " ?? []" : ""))")
        }
        let (value, isOptional) = texts.expression(item.value)
        code.line("\(variable).\(call)(\(name), \(isOptional ? "ifPresent: " : "")\(value))")
    }

    // MARK: Body

    private mutating func addBody() {
        guard done.insert(RequestPart.body.placeholder).inserted else { return }
        switch http.body {
        case .none, .json(.object([]), _): break
        case .json(let template, _):
            ensure(template.placeholders.map(\.name))
            code.line("var json = \(runtime.jsonWriter)()")
            var translator = JSONTemplateTranslator(scope: scope, plan: plan)
            code.append(translator.write(template))
        case .form(let fields, _):
            code.line("\(fields.isEmpty ? "let" : "var") form = \(runtime.formBody)()")
            for item in fields where !http.isLast(item, in: .body) { add(item, to: "form", "append") }
        }
    }

    /// Adds the fields that depend on the part they stand in.
    private mutating func finish() {
        for item in http.query where http.isLast(item, in: .query) { add(item, to: "target", "query") }
        guard case .form(let fields, _) = http.body else { return }
        for item in fields where http.isLast(item, in: .body) { add(item, to: "form", "append") }
    }

    // MARK: Header fields

    private mutating func addHeaders() {
        guard !http.headers.isEmpty else { return }
        for header in http.headers { ensure(header.value.parameters) }
        code.line("var headers = \(runtime.headerFields)()")
        for header in http.headers {
            let (value, isOptional) = texts.expression(header.value)
            let label = isOptional ? "ifPresent" : "value"
            code.line("headers.append(name: \(StringLiteral.of(header.name)), \(label): \(value))")
        }
    }

    // MARK: Computed values

    /// Sees to it that everything names depend on stands in the code.
    private mutating func ensure(_ placeholders: [String]) {
        for name in placeholders {
            if let part = RequestPart(placeholder: name) {
                switch part {
                case .method, .host: break
                case .path: addPath()
                case .query, .target: addTarget()
                case .body: addBody()
                }
            } else if let credential = Credential.name(inPlaceholder: name), done.insert(name).inserted {
                let variable = ReservedWords.quoted(names.variable(name))
                code.line("let \(variable) = values.credential(\(StringLiteral.of(credential)))")
            } else if let value = http.computedValue(placeholder: name), done.insert(name).inserted {
                ensure(value.placeholders)
                add(value)
            }
        }
    }

    private mutating func add(_ value: ComputedValue) {
        let variable = names.variable("$" + value.name.text)
        let name = StringLiteral.of(value.name.text)
        let start = "let \(ReservedWords.quoted(variable)) = "
        switch value.source {
        case .time(let form):
            var arguments = [name, ".\(form.rawValue)"]
            if let plus = value.plus { arguments.append("plus: \(plus.expression)") }
            if let digits = value.fractionDigits { arguments.append("fractionDigits: \(digits)") }
            code.append(.list(start + "values.time(", arguments, closing: ")"))
        case .nonce(let form): code.line(start + "values.nonce(\(name), .\(form.rawValue))")
        case .random(let form):
            let length = value.length.map { ", length: \($0)" } ?? ""
            code.line(start + "values.random(\(name), .\(form.rawValue)\(length))")
        case .text(let parts) where value.step == nil && value.encoding == nil && value.dropPrefix == nil:
            code.line(start + texts.expression(parts).text)
        case .text, .json, .sorted:
            let message = message(of: value, named: variable)
            let (call, arguments) = made(value, of: message)
            code.append(.list(start + call + "(", arguments, closing: ")"))
        }
    }

    /// Statements that build the message of a value, and the message.
    private mutating func message(of value: ComputedValue, named variable: String) -> String {
        switch value.source {
        case .json(let template):
            code.line("var \(variable)JSON = \(runtime.jsonWriter)()")
            var translator = JSONTemplateTranslator(scope: scope, plan: plan, writer: variable + "JSON")
            code.append(translator.write(template))
            return "\(runtime.requestMessage)(\(variable)JSON.bytes)"
        case .sorted(let items):
            let (pair, separator) = (StringLiteral.of(value.pair), StringLiteral.of(value.separator))
            let keyword = items.isEmpty ? "let" : "var"
            code.line("\(keyword) \(variable)Fields = \(runtime.sortedFields)(pair: \(pair), separator: \(separator))")
            for item in items {
                let (text, isOptional) = texts.expression(item.value)
                code.line(
                    "\(variable)Fields.append(\(StringLiteral.of(item.name)), \(isOptional ? "ifPresent: " : "")\(text))"
                )
            }
            return "\(variable)Fields.fields"
        case .text(let parts):
            code.line("\(parts.isEmpty ? "let" : "var") \(variable)Message = \(runtime.requestMessage)()")
            for part in parts {
                let text = part == .parameter(RequestPart.body.placeholder) ? bodyBytes : texts.expression([part]).text
                code.line("\(variable)Message.append(\(text))")
            }
            return variable + "Message"
        case .time, .nonce, .random: return ""
        }
    }

    /// The body as bytes or text, whichever costs less.
    private var bodyBytes: String {
        switch http.body {
        case .none: "\"\""
        case .json(.object([]), _): "\"{}\""
        case .json: "json.bytes"
        case .form: "form.bytes"
        }
    }

    /// What is made of a message, as a function and its arguments.
    private func made(_ value: ComputedValue, of message: String) -> (call: String, arguments: [String]) {
        let name = StringLiteral.of(value.name.text)
        let written = value.encoding.flatMap { $0 == .bytes ? nil : ["as: .\($0.rawValue)"] } ?? []
        switch value.step {
        case .hash(let hash): return ("values.digest", [name, "of: \(message)", ".\(hash.rawValue)"] + written)
        case .hmac(_, let key)?, .sign(_, let key)?:
            let step = ["key: \(StringLiteral.of(key))", value.step?.algorithm ?? ""]
            return ("values.signature", [name, "of: \(message)"] + step + written)
        case nil:
            let prefix = value.dropPrefix.map { ["dropping: \(StringLiteral.of($0))"] } ?? []
            return ("values.text", [message] + prefix + written)
        }
    }
}

extension ComputedValue.Step {
    /// The runtime's word for how it signs; `nil` for a digest.
    var algorithm: String? {
        switch self {
        case .hash: nil
        case .hmac(let hash, _): ".hmac(.\(hash.rawValue))"
        case .sign(.es256DER, _): ".es256DER"
        case .sign(let scheme, _): ".\(scheme.rawValue)"
        }
    }
}
