internal import SourceText
internal import SpecMaintenance

/// An object of a report: each member with what the schema says of it and how it is written.
struct ReportObject<Subject>: Sendable {
    struct Member: Sendable {
        let name: String
        let schema: JSONSchema
        let value: @Sendable (Subject) -> JSONTree

        init(
            _ name: String, _ description: String, _ schema: JSONSchema,
            value: @escaping @Sendable (Subject) -> JSONTree
        ) {
            (self.name, self.schema, self.value) = (name, schema.described(description), value)
        }
    }

    /// Its name among the schema's definitions.
    private let name: String
    private let members: [Member]

    init(_ name: String, _ members: [Member]) { (self.name, self.members) = (name, members) }

    func json(_ subject: Subject) -> JSONTree { .object(members.map { ($0.name, $0.value(subject)) }) }

    func json(_ subject: Subject?) -> JSONTree { subject.map { (subject: Subject) in json(subject) } ?? .null }

    var schema: JSONSchema { .object(members.map { ($0.name, $0.schema) }) }
    var definition: (name: String, schema: JSONSchema) { (name, schema) }
    var reference: JSONSchema { .reference(name) }
    var orNull: JSONSchema { .anyOf([reference, .type("null")]) }
}

extension JSONSchema {
    static let text = type("string")
    static let textOrNull = type("string", "null")
    static let name = pattern("^[a-z0-9]+(-[a-z0-9]+)*$")

    static func number(exactly number: Int) -> JSONSchema { JSONSchema("enum", .array([.integer(number)])) }

    static func number(atLeast minimum: Int) -> JSONSchema { type("integer").with("minimum", .integer(minimum)) }

    static func pattern(_ pattern: String) -> JSONSchema { text.with("pattern", .string(pattern)) }

    static func words<Word: CaseIterable & RawRepresentable>(
        _ type: Word.Type, orNull: Bool = false
    ) -> JSONSchema where Word.RawValue == String {
        let words = type.allCases.map { JSONTree.string($0.rawValue) }
        return JSONSchema("enum", .array(words + (orNull ? [.null] : [])))
    }

    /// An object that has exactly these members.
    static func object(_ members: [(name: String, schema: JSONSchema)]) -> JSONSchema {
        type("object").with("required", .array(members.map { .string($0.name) }))
            .with("properties", .object(members.map { ($0.name, $0.schema.json) }))
    }
}
