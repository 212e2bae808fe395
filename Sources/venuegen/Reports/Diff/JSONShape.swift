internal import SourceText

/// An object of a report: each member with what the schema says of it and how it is written.
struct JSONShape<Subject>: Sendable {
    struct Member: Sendable {
        let name: String
        let description: String
        let schema: JSONSchema
        let value: @Sendable (Subject) -> JSONTree

        init(
            _ name: String, _ description: String, _ schema: JSONSchema,
            value: @escaping @Sendable (Subject) -> JSONTree
        ) {
            (self.name, self.description, self.schema, self.value) = (name, description, schema, value)
        }
    }

    /// Its name among the schema's definitions.
    private let name: String
    private let members: [Member]

    init(_ name: String, _ members: [Member]) { (self.name, self.members) = (name, members) }

    func json(_ subject: Subject) -> JSONTree { .object(members.map { ($0.name, $0.value(subject)) }) }

    func json(_ subject: Subject?) -> JSONTree { subject.map { (subject: Subject) in json(subject) } ?? .null }

    var schema: JSONSchema { .object(members.map { ($0.name, $0.description, $0.schema) }) }
    var definition: JSONTree.Member { .init(name: name, value: .object(schema.members)) }
    var reference: JSONSchema { .reference(name) }
    var orNull: JSONSchema { JSONSchema("anyOf", .array([reference, .type("null")].map { .object($0.members) })) }
}

/// The JSON Schema (draft-07) of a value.
struct JSONSchema: Sendable {
    private(set) var members: [JSONTree.Member]

    init(_ name: String, _ value: JSONTree) { members = [.init(name: name, value: value)] }

    private func with(_ name: String, _ value: JSONTree) -> JSONSchema {
        var schema = self
        schema.members.append(.init(name: name, value: value))
        return schema
    }

    static let text = type("string")
    static let textOrNull = type("string", "null")
    static let name = pattern("^[a-z0-9]+(-[a-z0-9]+)*$")

    /// A value of a type, or of one of several.
    static func type(_ names: String...) -> JSONSchema {
        JSONSchema("type", names.count == 1 ? .string(names.joined()) : .array(names.map(JSONTree.string)))
    }

    static func number(atLeast minimum: Int) -> JSONSchema { type("integer").with("minimum", .integer(minimum)) }

    static func pattern(_ pattern: String) -> JSONSchema { text.with("pattern", .string(pattern)) }

    static func values<Value: CaseIterable & RawRepresentable>(
        _ type: Value.Type, or others: [JSONTree] = []
    ) -> JSONSchema where Value.RawValue == String {
        JSONSchema("enum", .array(type.allCases.map { .string($0.rawValue) } + others))
    }

    static func list(_ element: JSONSchema) -> JSONSchema { type("array").with("items", .object(element.members)) }

    static func reference(_ name: String) -> JSONSchema { JSONSchema("$ref", .string("#/definitions/\(name)")) }

    /// An object that has exactly these members.
    static func object(_ members: [(name: String, description: String, schema: JSONSchema)]) -> JSONSchema {
        let properties = members.map { member in
            // Draft-07 ignores what stands beside a reference.
            let isReference = member.schema.members.contains { $0.name == "$ref" }
            let schema = isReference ? JSONSchema("allOf", .array([.object(member.schema.members)])) : member.schema
            return JSONTree.Member(
                name: member.name,
                value: .object([.init(name: "description", value: .string(member.description))] + schema.members))
        }
        return type("object").with("required", .array(members.map { .string($0.name) }))
            .with("properties", .object(properties))
    }
}
