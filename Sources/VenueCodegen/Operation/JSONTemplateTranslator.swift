internal import SwiftSource
internal import VenueSpec

/// Turns a JSON template into statements that write it.
struct JSONTemplateTranslator {
    /// The place.
    let scope: Scope
    let plan: InputPlan
    /// The variable that is the writer.
    private var writer = "json"
    /// How many writers of encoded JSON have been named.
    private var encodedCount = 0

    /// A translator whose writer is the variable `json`.
    init(scope: Scope, plan: InputPlan) {
        self.scope = scope
        self.plan = plan
    }

    /// Turns templates into text.
    private var texts: TextTemplateTranslator { TextTemplateTranslator(scope: scope, plan: plan) }

    /// Statements that write the template as the next value.
    mutating func write(_ template: JSONTemplate) -> Code {
        switch template {
        case .object(let members):
            var code: Code = ["\(writer).beginObject()"]
            for member in members { code.append(write(member.value, under: member.name)) }
            code.line("\(writer).endObject()")
            return code
        case .array(let elements):
            var code: Code = ["\(writer).beginArray()"]
            for element in elements { code.append(write(element)) }
            code.line("\(writer).endArray()")
            return code
        case .parameter(let name):
            let (value, isOptional) = parameter(name)
            return isOptional
                ? ["if let value = \(value) { \(writer).write(value) }"] : ["\(writer).write(\(value))"]
        case .encoded(let inner):
            let (code, inner) = encoded(inner)
            return code + ["\(writer).write(\(inner).text)"]
        case .text(let parts): return ["\(writer).write(\(texts.expression(parts).text))"]
        case .string(let text): return ["\(writer).write(\(StringLiteral.of(text)))"]
        case .number(let text): return ["\(writer).literal(\"\(text)\")"]
        case .boolean(let flag): return ["\(writer).literal(\"\(flag)\")"]
        case .null: return ["\(writer).null()"]
        }
    }

    /// Statements that write a member.
    private mutating func write(_ template: JSONTemplate, under name: String) -> Code {
        let key = StringLiteral.of(name)
        switch template {
        case .object(let members):
            var code: Code = ["\(writer).beginObject(\(key))"]
            for member in members { code.append(write(member.value, under: member.name)) }
            code.line("\(writer).endObject()")
            return code
        case .array(let elements):
            var code: Code = ["\(writer).beginArray(\(key))"]
            for element in elements { code.append(write(element)) }
            code.line("\(writer).endArray()")
            return code
        case .parameter(let name):
            let (value, isOptional) = parameter(name)
            return ["\(writer).member(\(key), \(isOptional ? "ifPresent: " : "")\(value))"]
        case .encoded(let inner):
            let (code, inner) = encoded(inner)
            return code + ["\(writer).member(\(key), \(inner).text)"]
        case .text(let parts): return ["\(writer).member(\(key), \(texts.expression(parts).text))"]
        case .string(let text): return ["\(writer).member(\(key), \(StringLiteral.of(text)))"]
        case .number(let text): return ["\(writer).member(\(key), literal: \"\(text)\")"]
        case .boolean(let flag): return ["\(writer).member(\(key), literal: \"\(flag)\")"]
        case .null: return ["\(writer).member(\(key), literal: \"null\")"]
        }
    }

    /// A parameter's value, or the correlation id of a frame.
    private func parameter(_ name: String) -> (value: String, isOptional: Bool) {
        guard let member = plan.member(name) else { return ("id", false) }
        return (plan.writable(member, in: scope.runtime, of: "input"), member.isOptional)
    }

    /// Statements that write the inner template with a writer of its own, and that writer's name.
    private mutating func encoded(_ inner: JSONTemplate) -> (code: Code, writer: String) {
        encodedCount += 1
        var nested = self
        nested.writer = encodedCount == 1 ? "inner" : "inner\(encodedCount)"
        let code: Code = ["var \(nested.writer) = \(scope.runtime.jsonWriter)()"]
        let statements = nested.write(inner)
        encodedCount = nested.encodedCount
        return (code + statements, nested.writer)
    }
}
