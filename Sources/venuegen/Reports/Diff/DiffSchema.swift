internal import ClientGeneration
internal import SpecDiff

/// The JSON Schema (draft-07) of what `diff --format json` prints.
enum DiffSchema {
    /// The schema as indented JSON with a final line break.
    static func json() -> String {
        var members: [(name: String, value: JSONText)] = [
            ("$schema", .string("http://json-schema.org/draft-07/schema#")),
            ("title", .string("Report of 'venuegen diff', version 1")),
            ("description", .string("What changes for callers between two versions of specs.")),
        ]
        members += object([
            ("version", "The version of this shape.", values([.integer(1)])),
            ("old", "The specs as they were.", reference("version")),
            ("new", "The specs as they are.", reference("version")),
            ("unchanged", "How many venues are the same in both.", count),
            ("errors", "How many errors nobody accepted.", count),
            ("warnings", "How many warnings nobody accepted.", count),
            ("infos", "How many changes worth knowing nobody accepted.", count),
            ("accepted", "How many changes were accepted.", count),
            ("fails", "Whether the exit status is 1.", type("boolean")),
            ("venues", "The venues that differ, by name.", list(reference("venue"))),
            ("acceptance", "What is wrong with the acceptance file.", list(reference("diagnostic"))),
        ])
        members.append(("definitions", .object(definitions.map { ($0.name, .object($0.members)) })))
        return JSONText.object(members).render()
    }

    private typealias Schema = [(name: String, value: JSONText)]

    private static let definitions: [(name: String, members: Schema)] = [
        (
            "version",
            object([
                ("name", "As the command line named it.", text),
                ("commit", "The full id of the commit it was read from.", type("string", "null")),
            ])
        ),
        (
            "venue",
            object([
                ("name", "The venue's name, the new one if it changed.", text),
                ("findings", "What changed, errors first.", list(reference("finding"))),
            ])
        ),
        (
            "finding",
            object([
                ("rule", "The rule that found it; 'venuegen explain' knows it.", name),
                ("category", "What it touches.", values(Finding.Category.allCases.map { .string($0.rawValue) })),
                ("level", "How much it matters.", values(Finding.Level.allCases.map { .string($0.rawValue) })),
                (
                    "risk", "What may become of orders; null where the change leaves them what they were.",
                    values(Finding.Risk.allCases.map { .string($0.rawValue) } + [.null])
                ),
                ("message", "What changed and what that does to the caller.", text),
                ("subject", "What changed, by its keys in the spec.", text),
                ("old", "What the old version says.", orNull("side")),
                ("new", "What the new version says.", orNull("side")),
                ("symbols", "The Swift declarations it touches.", list(text)),
                ("outcomes", "The rows of the outcome table it touches.", list(text)),
                ("fingerprint", "The change's name wherever its lines stand.", pattern("^[0-9a-f]{12}$")),
                ("accepted", "Who accepted it.", orNull("acceptedChange")),
            ])
        ),
        (
            "side",
            object([
                ("path", "The file's path.", text),
                ("start", "The first position.", reference("position")),
                ("end", "The position after the last character.", reference("position")),
                ("text", "The fact; null where this version does not have it.", type("string", "null")),
            ])
        ),
        (
            "position",
            object([
                ("line", "The line, from 1.", number(atLeast: 1)),
                ("column", "The column, from 1, in Unicode scalars.", number(atLeast: 1)),
            ])
        ),
        (
            "acceptedChange",
            object([
                ("by", "Who accepted it.", text),
                ("reason", "Why it is right.", text),
                ("until", "The last day on which that counts.", pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
            ])
        ),
        (
            "diagnostic",
            object([
                ("rule", "The rule that found it.", name),
                ("severity", "How bad it is.", values([.string("error"), .string("warning"), .string("note")])),
                ("message", "What was found.", text),
                ("path", "The file's path.", text),
                ("start", "The first position.", reference("position")),
                ("end", "The position after the last character.", reference("position")),
                ("notes", "Further places.", list(type("object"))),
                ("fixes", "Edits that cure it.", list(type("object"))),
            ])
        ),
    ]

    /// An object that has exactly these members.
    private static func object(_ members: [(name: String, description: String, schema: Schema)]) -> Schema {
        let properties = members.map { member in
            // Draft-07 ignores what stands beside a reference.
            let isReference = member.schema.contains { $0.name == "$ref" }
            let schema: Schema = isReference ? [("allOf", .array([.object(member.schema)]))] : member.schema
            return (
                name: member.name, value: JSONText.object([("description", .string(member.description))] + schema)
            )
        }
        return [
            ("type", .string("object")),
            ("required", .array(members.map { .string($0.name) })),
            ("properties", .object(properties)),
        ]
    }

    /// A value of a type, or of one of several.
    private static func type(_ names: String...) -> Schema {
        [("type", names.count == 1 ? .string(names.joined()) : .array(names.map(JSONText.string)))]
    }

    private static let text = type("string")
    private static let name = pattern("^[a-z0-9]+(-[a-z0-9]+)*$")
    private static let count = number(atLeast: 0)

    private static func number(atLeast minimum: Int) -> Schema { type("integer") + [("minimum", .integer(minimum))] }

    private static func pattern(_ pattern: String) -> Schema { text + [("pattern", .string(pattern))] }

    private static func values(_ values: [JSONText]) -> Schema { [("enum", .array(values))] }

    private static func list(_ element: Schema) -> Schema { type("array") + [("items", .object(element))] }

    private static func reference(_ name: String) -> Schema { [("$ref", .string("#/definitions/\(name)"))] }

    /// A part described elsewhere, or nothing.
    private static func orNull(_ name: String) -> Schema {
        [("anyOf", .array([.object(reference(name)), .object(type("null"))]))]
    }
}
