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
    let specs: SpecSet

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

/// A JSON value that is written with its members in the given order, so that equal reports are equal bytes.
package enum JSONText: Sendable {
    case object([(name: String, value: JSONText)])
    case array([JSONText])
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case null

    /// The value as indented JSON with a final line break.
    package func render() -> String {
        var text = ""
        write(to: &text, margin: "\n")
        return text + "\n"
    }

    /// Appends the value; the margin is the line break and the indentation of the line it stands in.
    private func write(to text: inout String, margin: String) {
        switch self {
        case .string(let string): text += Self.quoted(string)
        case .integer(let number): text += String(number)
        case .boolean(let flag): text += flag ? "true" : "false"
        case .null: text += "null"
        case .array(let elements):
            Self.write(elements, in: ("[", "]"), to: &text, margin: margin) { element, text, margin in
                element.write(to: &text, margin: margin)
            }
        case .object(let members):
            Self.write(members, in: ("{", "}"), to: &text, margin: margin) { member, text, margin in
                text += Self.quoted(member.name) + ": "
                member.value.write(to: &text, margin: margin)
            }
        }
    }

    /// Appends a bracketed list, one item a line.
    private static func write<Item>(
        _ items: [Item], in brackets: (open: String, close: String), to text: inout String, margin: String,
        item write: (Item, inout String, String) -> Void
    ) {
        text += brackets.open
        for (index, item) in items.enumerated() {
            text += (index == 0 ? "" : ",") + margin + "  "
            write(item, &text, margin + "  ")
        }
        text += (items.isEmpty ? "" : margin) + brackets.close
    }

    /// A string with everything escaped that RFC 8259 demands, and what people would not see.
    private static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where VisibleText.isHidden(scalar): text += VisibleText.jsonEscape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
