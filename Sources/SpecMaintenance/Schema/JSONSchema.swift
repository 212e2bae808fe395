package import SourceText

/// The JSON Schema (draft-07) of a value.
package struct JSONSchema: Sendable {
    private var members: [JSONTree.Member] = []

    package init() {}

    package init(_ name: String, _ value: JSONTree) { members = [.init(name: name, value: value)] }

    /// The same with a further keyword, if there is a value for it.
    package func with(_ name: String, _ value: JSONTree?) -> JSONSchema {
        var schema = self
        if let value { schema.members.append(.init(name: name, value: value)) }
        return schema
    }

    package var json: JSONTree { .object(members) }

    /// A value of a type, or of one of several.
    package static func type(_ names: String...) -> JSONSchema { type(names) }

    package static func type(_ names: [String]) -> JSONSchema {
        JSONSchema("type", names.count == 1 ? .string(names.joined()) : .array(names.map(JSONTree.string)))
    }

    package static func values(_ values: [String]) -> JSONSchema {
        // A plain `null` is a word to the language, and nothing to a JSON Schema.
        JSONSchema("enum", .array(values.map(JSONTree.string) + (values.contains("null") ? [.null] : [])))
    }

    package static func list(_ element: JSONSchema) -> JSONSchema { type("array").with("items", element.json) }

    package static func anyOf(_ schemas: [JSONSchema]) -> JSONSchema {
        JSONSchema("anyOf", .array(schemas.map(\.json)))
    }

    /// A schema among the definitions of the document.
    package static func reference(_ name: String) -> JSONSchema {
        JSONSchema("$ref", .string("#/definitions/\(name)"))
    }

    /// The same with what it is in words.
    package func described(_ text: String) -> JSONSchema {
        // Draft-07 ignores what stands beside a reference.
        let isReference = members.contains { $0.name == "$ref" }
        var schema = JSONSchema("description", .string(text))
        schema.members += isReference ? JSONSchema("allOf", .array([json])).members : members
        return schema
    }

    /// A schema as a document of its own: indented JSON with a final line break.
    package static func document(
        title: String, description: String, _ root: JSONSchema, definitions: [(name: String, schema: JSONSchema)],
        isFlat: Bool = false
    ) -> String {
        var document = JSONSchema("$schema", .string("http://json-schema.org/draft-07/schema#"))
            .with("title", .string(title)).with("description", .string(description))
        document.members += root.members
        return document.with("definitions", .object(definitions.map { ($0.name, $0.schema.json) })).json
            .indentedText(isFlat: isFlat)
    }
}
