/// The JSON Schema (draft-07) of the spec language, for editors; made from the grammar the structure check uses.
public enum LanguageSchema {
    /// The schema as indented JSON with a final line break.
    public static func json() -> String {
        var members: [(String, SchemaValue)] = [
            ("$schema", .text("http://json-schema.org/draft-07/schema#")),
            ("title", .text("Venue spec, format \(Grammar.version)")),
            (
                "description",
                .text("One venue's cancel call: what it takes, where it goes, what comes back, what it means.")
            ),
        ]
        members += object(Grammar.record(.spec))
        let definitions = RecordName.allCases.filter { $0 != .spec }.map { name in
            (name.rawValue, SchemaValue.object(object(Grammar.record(name))))
        }
        members.append(("definitions", .object(definitions)))
        return SchemaValue.object(members).rendered() + "\n"
    }

    /// The schema of a mapping with fixed keys.
    private static func object(_ record: Record) -> [(String, SchemaValue)] {
        let properties = record.keys.map { key in
            (key.name, SchemaValue.object([("description", .text(key.summary))] + schema(key.form, besideOthers: true)))
        }
        let required = record.keys.filter(\.isRequired).map { SchemaValue.text($0.name) }
        return [("type", .text("object")), ("additionalProperties", .boolean(false))]
            + (required.isEmpty ? [] : [("required", .array(required))]) + [("properties", .object(properties))]
    }

    /// The members of a form's schema. Draft-07 ignores what stands beside `$ref`, so there it is wrapped.
    private static func schema(_ form: Form, besideOthers: Bool = false) -> [(String, SchemaValue)] {
        switch form {
        case .text(let text): return schema(text)
        case .words(let words): return [("enum", .array(words.map { .text($0) }))]
        case .boolean: return [("type", .text("boolean"))]
        case .integer(let range):
            return [("type", .text("integer"))]
                + (range.lowerBound == .min ? [] : [("minimum", .number(range.lowerBound))])
                + (range.upperBound == .max ? [] : [("maximum", .number(range.upperBound))])
        case .empty: return [("type", .text("null"))]
        case .list(let element): return [("type", .text("array")), ("items", .object(schema(element)))]
        case .map(let keys, let value):
            let names = keys.schemaPattern.map { [("propertyNames", SchemaValue.object([("pattern", .text($0))]))] }
            return [("type", .text("object"))] + (names ?? [])
                + [("additionalProperties", .object(schema(value)))]
        case .record(let name):
            let reference: [(String, SchemaValue)] = [("$ref", .text("#/definitions/\(name.rawValue)"))]
            return besideOthers ? [("allOf", .array([.object(reference)]))] : reference
        case .oneOf(let forms): return [("anyOf", .array(forms.map { .object(schema($0)) }))]
        case .template: return []
        }
    }

    /// The schema of text. An unquoted number or boolean is text to the language, but not to a JSON Schema.
    private static func schema(_ text: TextForm) -> [(String, SchemaValue)] {
        switch text {
        case .any, .content, .wireName, .constant, .outcome, .fieldPath, .pattern:
            let kinds = ["string", "number", "boolean"] + (text.admitsNull ? ["null"] : [])
            return [("type", .array(kinds.map { .text($0) }))] + pattern(text)
        case .status:
            return [("type", .array([.text("string"), .text("integer")]))] + pattern(text)
                + [("minimum", .number(200)), ("maximum", .number(599))]
        default: return [("type", .text("string"))] + pattern(text)
        }
    }

    private static func pattern(_ text: TextForm) -> [(String, SchemaValue)] {
        text.schemaPattern.map { [("pattern", .text($0))] } ?? []
    }
}

extension TextForm {
    /// Whether the plain word `null`, which is text to the language, may stand there.
    fileprivate var admitsNull: Bool {
        switch self {
        case .constant, .content: true
        default: false
        }
    }
}
