internal import ClientGeneration
internal import SourceText

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
    let specs: SpecSet

    func render() -> String {
        JSONTree.object([
            ("version", .integer(1)),
            ("files", .array(specs.files.map { .string($0.path) })),
            ("errors", .integer(specs.count(of: .error))),
            ("warnings", .integer(specs.count(of: .warning))),
            ("diagnostics", .array(specs.diagnostics.map(JSONTree.init))),
        ]).indentedText()
    }
}

extension JSONTree {
    /// A diagnostic, in the shape ``JSONReport`` shows.
    init(_ diagnostic: Diagnostic) {
        let notes = diagnostic.notes.map { note in
            JSONTree.object(
                [("message", .string(note.message)), ("path", .string(note.path))] + Self.places(note.range))
        }
        let fixes = diagnostic.fixIts.map { fix in
            JSONTree.object(
                [("message", .string(fix.message))] + Self.places(fix.range)
                    + [("replacement", .string(fix.replacement))])
        }
        self = .object(
            [
                ("rule", .string(diagnostic.rule)), ("severity", .string(diagnostic.severity.rawValue)),
                ("message", .string(diagnostic.message)), ("path", .string(diagnostic.path)),
            ] + Self.places(diagnostic.range) + [("notes", .array(notes)), ("fixes", .array(fixes))])
    }

    /// The members `start` and `end`.
    static func places(_ range: SourceRange) -> [(name: String, value: JSONTree)] {
        [("start", range.start), ("end", range.end)].map { name, position in
            (name, .object([("line", .integer(position.line)), ("column", .integer(position.column))]))
        }
    }
}
