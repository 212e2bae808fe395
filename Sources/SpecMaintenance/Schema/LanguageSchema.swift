internal import SourceText
internal import VenueSpec

/// The JSON Schema (draft-07) of the spec language, for editors; made from the grammar specs are decoded with.
package enum LanguageSchema {
    /// The schema as indented JSON with a final line break.
    package static func json() -> String {
        JSONSchema.document(
            title: "Venue spec, format \(Grammar.version)",
            description: "One venue's cancel call: what it takes, where it goes, what comes back, what it means.",
            Grammar.records.first.map(object) ?? JSONSchema(),
            definitions: Grammar.records.dropFirst().map { ($0.name, object($0)) }, isFlat: true)
    }

    /// The schema of a mapping with fixed keys.
    private static func object(_ record: Record) -> JSONSchema {
        let properties = record.keys.map { (name: $0.name, value: schema($0.form).described($0.summary).json) }
        let required = record.keys.filter(\.isRequired).map { JSONTree.string($0.name) }
        return .type("object").with("additionalProperties", .boolean(false))
            .with("required", required.isEmpty ? nil : .array(required)).with("properties", .object(properties))
    }

    private static func schema(_ form: Form) -> JSONSchema {
        switch form {
        case .text(let text): schema(text)
        case .words(let vocabulary): .values(vocabulary.words)
        case .boolean: .type("boolean")
        case .integer(let range):
            .type("integer")
                .with("minimum", range.lowerBound == .min ? nil : .number(String(range.lowerBound)))
                .with("maximum", range.upperBound == .max ? nil : .number(String(range.upperBound)))
        case .empty: .type("null")
        case .list(let element): .list(schema(element))
        case .map(let keys, let value):
            .type("object")
                .with("propertyNames", keys.schemaPattern.map { JSONSchema("pattern", .string($0)).json })
                .with("additionalProperties", schema(value).json)
        case .record(let record): .reference(record.name)
        case .oneOf(let forms): listOrText(forms) ?? .anyOf(forms.map(schema))
        case .template: JSONSchema()
        }
    }

    /// The schema of a list or a text, told apart by their types, so that each fault in the list is found by itself; `nil`
    /// for other alternatives.
    private static func listOrText(_ forms: [Form]) -> JSONSchema? {
        guard forms.count == 2, case .list(let element) = forms[0], case .text(let text) = forms[1] else { return nil }
        return .type("array", "string").with("items", schema(element).json)
            .with("pattern", text.schemaPattern.map(JSONTree.string))
    }

    /// The schema of text.
    ///
    /// An unquoted number or boolean is text to the language, but not to a JSON Schema.
    private static func schema(_ text: TextForm) -> JSONSchema {
        let pattern = text.schemaPattern.map(JSONTree.string)
        return switch text {
        case .outcome: .values(Outcome.words(of: .cancel))
        case .scopeOutcome: .values(Outcome.words(of: .cancelAll))
        case .state: .values(Outcome.words(of: .read))
        case .grant: .values(Outcome.words(of: .login))
        case .recordedOutcome: .values(Outcome.replyWords)
        case .any, .content, .wireName, .enumValue, .constant, .textTemplate, .fieldPath, .pattern, .patternTemplate:
            .type(["string", "number", "boolean"] + (text.admitsEmpty ? ["null"] : [])).with("pattern", pattern)
        case .status:
            .type("string", "integer").with("pattern", pattern).with("minimum", .number("200"))
                .with("maximum", .number("599"))
        case .number: .type("string", "number").with("pattern", pattern)
        default: .type("string").with("pattern", pattern)
        }
    }
}

extension TextForm {
    /// The pattern the JSON Schema states, where a pattern says it.
    package var schemaPattern: String? {
        switch self {
        case .typeName: "^[A-Z][A-Za-z0-9]*$"
        case .memberName, .swiftName: "^[a-z][A-Za-z0-9]*$"
        case .parameterName: "^(?!\\$)[^{}]*[^{}*]$"
        case .kebabName: "^[a-z0-9]+(-[a-z0-9]+)*$"
        case .date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        case .digest: "^sha256:[0-9a-f]{64}$"
        case .url: "^https://[^/ ]+"
        case .serverURL: "^(https|wss)://[^/ ]+"
        case .duration: "^[1-9][0-9]*(ms|s|m|h)$"
        case .number: "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"
        case .requestLine: "^[A-Z]+ /"
        case .status: "^([2-5]([0-9][0-9]|XX)|default)$"
        case .headerName: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
        case .any, .content, .constant, .textTemplate, .wireName, .enumValue, .fieldPath, .outcome, .scopeOutcome,
            .state, .grant, .recordedOutcome,
            .pattern, .patternTemplate:
            nil
        }
    }
}
