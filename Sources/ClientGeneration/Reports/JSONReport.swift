package import SourceText

/// Findings as JSON in a shape of our own, for scripts.
///
/// ```json
/// {
///   "version": 1,
///   "files": ["Specs/example.venue.yaml"],
///   "errors": 1,
///   "warnings": 0,
///   "diagnostics": [
///     {
///       "rule": "unknown-key",
///       "severity": "error",
///       "message": "…",
///       "path": "Specs/example.venue.yaml",
///       "start": { "line": 3, "column": 1 },
///       "end": { "line": 3, "column": 7 },
///       "notes": [{ "message": "…", "path": "…", "start": { … }, "end": { … } }],
///       "fixes": [{ "message": "…", "start": { … }, "end": { … }, "replacement": "…" }]
///     }
///   ]
/// }
/// ```
///
/// Lines and columns count from 1, columns in Unicode scalars; `end` is the position after the last character. Members are
/// always present and keep this order; new ones may be added at the end under the same `version`.
struct JSONReport {
    /// The specs reported on.
    let specs: SpecSet

    /// The report.
    func render() -> String {
        JSONText.object([
            ("version", .integer(1)),
            ("files", .array(specs.files.map { .string($0.path) })),
            ("errors", .integer(specs.count(of: .error))),
            ("warnings", .integer(specs.count(of: .warning))),
            ("diagnostics", .array(specs.diagnostics.map(JSONText.init))),
        ]).render()
    }
}

extension JSONText {
    /// A diagnostic, in the shape ``JSONReport`` shows.
    package init(_ diagnostic: Diagnostic) {
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
    package static func places(_ range: SourceRange) -> [(name: String, value: JSONText)] {
        [("start", range.start), ("end", range.end)].map { name, position in
            (name, .object([("line", .integer(position.line)), ("column", .integer(position.column))]))
        }
    }

    /// A text, or `null` for none.
    package static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }
}
