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
