internal import SourceText

extension JSONText {
    /// A diagnostic, in the shape ``JSONReport`` shows.
    init(_ diagnostic: Diagnostic) {
        self = .object(
            [
                ("rule", .string(diagnostic.rule)),
                ("severity", .string(diagnostic.severity.rawValue)),
                ("message", .string(diagnostic.message)),
                ("path", .string(diagnostic.path)),
            ] + Self.places(diagnostic.range) + [
                ("notes", .array(diagnostic.notes.map(Self.note))),
                ("fixes", .array(diagnostic.fixIts.map(Self.fix))),
            ])
    }

    /// A further place.
    private static func note(_ note: Diagnostic.Note) -> JSONText {
        .object([("message", .string(note.message)), ("path", .string(note.path))] + places(note.range))
    }

    /// An edit that cures the finding.
    private static func fix(_ fix: Diagnostic.FixIt) -> JSONText {
        .object(
            [("message", .string(fix.message))] + places(fix.range) + [("replacement", .string(fix.replacement))])
    }

    /// The members `start` and `end`.
    static func places(_ range: SourceRange) -> [(name: String, value: JSONText)] {
        [("start", range.start), ("end", range.end)].map { name, position in
            (name, .object([("line", .integer(position.line)), ("column", .integer(position.column))]))
        }
    }

    /// A text, or `null` for none.
    static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }
}
