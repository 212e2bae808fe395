internal import SourceText

/// The JSON Schema (draft-07) of the spec language, for editors; made from the grammar the structure check uses.
public enum LanguageSchema {
    /// The schema as indented JSON with a final line break.
    public static func json() -> String {
        var members: [JSONTree.Member] = [
            member("$schema", .string("http://json-schema.org/draft-07/schema#")),
            member("title", .string("Venue spec, format \(Grammar.version)")),
            member(
                "description",
                .string("One venue's cancel call: what it takes, where it goes, what comes back, what it means.")
            ),
        ]
        members += object(SpecKeys.record)
        let definitions = Grammar.records.dropFirst().map { record in
            member(record.name, JSONTree.object(object(record)))
        }
        members.append(member("definitions", .object(definitions)))
        return JSONTree.object(members).indentedText(isFlat: true)
    }

    /// The schema of a mapping with fixed keys.
    private static func object(_ record: Record) -> [JSONTree.Member] {
        let properties = record.keys.map { key in
            member(
                key.name,
                JSONTree.object([member("description", .string(key.summary))] + schema(key.form, besideOthers: true)))
        }
        let required = record.keys.filter(\.isRequired).map { JSONTree.string($0.name) }
        return [member("type", .string("object")), member("additionalProperties", .boolean(false))]
            + (required.isEmpty ? [] : [member("required", .array(required))]) + [
                member("properties", .object(properties))
            ]
    }

    /// The members of a form's schema.
    ///
    /// Draft-07 ignores what stands beside `$ref`, so there it is wrapped.
    private static func schema(_ form: Form, besideOthers: Bool = false) -> [JSONTree.Member] {
        switch form {
        case .text(let text): return schema(text)
        case .words(let words): return [member("enum", .array(words.map { .string($0) }))]
        case .boolean: return [member("type", .string("boolean"))]
        case .integer(let range):
            return [member("type", .string("integer"))]
                + (range.lowerBound == .min ? [] : [member("minimum", .number(String(range.lowerBound)))])
                + (range.upperBound == .max ? [] : [member("maximum", .number(String(range.upperBound)))])
        case .empty: return [member("type", .string("null"))]
        case .list(let element): return [member("type", .string("array")), member("items", .object(schema(element)))]
        case .map(let keys, let value):
            let names = keys.schemaPattern.map {
                [member("propertyNames", JSONTree.object([member("pattern", .string($0))]))]
            }
            return [member("type", .string("object"))] + (names ?? [])
                + [member("additionalProperties", .object(schema(value)))]
        case .record(let record):
            let reference: [JSONTree.Member] = [member("$ref", .string("#/definitions/\(record.name)"))]
            return besideOthers ? [member("allOf", .array([.object(reference)]))] : reference
        case .oneOf(let forms): return [member("anyOf", .array(forms.map { .object(schema($0)) }))]
        case .template: return []
        }
    }

    /// The schema of text.
    ///
    /// An unquoted number or boolean is text to the language, but not to a JSON Schema.
    private static func schema(_ text: TextForm) -> [JSONTree.Member] {
        switch text {
        case .outcome: return [member("enum", .array(Outcome.ruleWords.map { .string($0) }))]
        case .recordedOutcome: return [member("enum", .array(Outcome.replyWords.map { .string($0) }))]
        case .any, .content, .wireName, .constant, .fieldPath, .pattern:
            let kinds = ["string", "number", "boolean"] + (text.admitsEmpty ? ["null"] : [])
            return [member("type", .array(kinds.map { .string($0) }))] + pattern(text)
        case .status:
            return [member("type", .array([.string("string"), .string("integer")]))] + pattern(text)
                + [member("minimum", .number("200")), member("maximum", .number("599"))]
        default: return [member("type", .string("string"))] + pattern(text)
        }
    }

    private static func member(_ name: String, _ value: JSONTree) -> JSONTree.Member {
        JSONTree.Member(name: name, value: value)
    }

    private static func pattern(_ text: TextForm) -> [JSONTree.Member] {
        text.schemaPattern.map { [member("pattern", .string($0))] } ?? []
    }
}
