internal import CommandArguments
package import SourceText
internal import VenueCodegen
internal import VenueSpec

/// What all SARIF 2.1.0 reports of this tool have in common: the log around the results, and the pieces results are
/// made of.
package struct SARIFLog {
    /// A rule as SARIF describes it.
    package struct Rule {
        /// The stable id.
        let id: String
        /// One line that says what it reports.
        let summary: String
        /// Why it exists; paragraphs.
        let explanation: String
        /// More about it, such as examples; paragraphs after the explanation.
        let details: String
        /// The level of its findings unless they say otherwise: `error`, `warning` or `note`.
        let level: String

        /// Describes a rule.
        package init(id: String, summary: String, explanation: String, details: String, level: String) {
            (self.id, self.summary, self.explanation) = (id, summary, explanation)
            (self.details, self.level) = (details, level)
        }
    }

    /// Every rule the report can name.
    let rules: [Rule]
    /// The findings.
    package var results: [JSONText] = []
    /// What could not be read.
    var unreadable: [FileError] = []

    /// A log without results.
    package init(rules: [Rule], unreadable: [FileError] = []) { (self.rules, self.unreadable) = (rules, unreadable) }

    /// The log as indented JSON.
    package func render() -> String {
        let driver = JSONText.object([
            ("name", .string("venuegen")),
            ("semanticVersion", .string(ClientGenerator.version)),
            ("rules", .array(rules.map(Self.json))),
        ])
        let notifications = unreadable.map { error in
            JSONText.object([("level", .string("error")), ("message", Self.text(error.message))])
        }
        let invocation = JSONText.object([
            ("executionSuccessful", .boolean(notifications.isEmpty)),
            ("toolExecutionNotifications", .array(notifications)),
        ])
        let run = JSONText.object([
            ("tool", .object([("driver", driver)])),
            ("invocations", .array([invocation])),
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(results)),
        ])
        return JSONText.object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")),
            ("runs", .array([run])),
        ]).render()
    }

    /// The members of a result that name its rule.
    package func members(ofRule id: String) -> [(name: String, value: JSONText)] {
        let index = rules.firstIndex { $0.id == id }
        return [("ruleId", .string(id))] + (index.map { [("ruleIndex", .integer($0))] } ?? [])
    }

    /// The members of a result that say what a diagnostic says.
    package func members(of diagnostic: Diagnostic) -> [(name: String, value: JSONText)] {
        var members = members(ofRule: diagnostic.rule)
        members += [
            ("level", .string(diagnostic.severity.rawValue)),
            ("message", Self.text(diagnostic.message)),
            ("locations", .array([.object([Self.location(diagnostic.path, diagnostic.range)])])),
        ]
        if !diagnostic.notes.isEmpty {
            let places = diagnostic.notes.map { note in
                JSONText.object([Self.location(note.path, note.range), ("message", Self.text(note.message))])
            }
            members.append(("relatedLocations", .array(places)))
        }
        return members
    }

    /// A rule's metadata.
    private static func json(_ rule: Rule) -> JSONText {
        .object([
            ("id", .string(rule.id)),
            ("shortDescription", text(rule.summary)),
            ("fullDescription", text(rule.explanation.unwrapped)),
            ("help", text("\(rule.explanation.unwrapped)\n\n\(rule.details)")),
            ("defaultConfiguration", .object([("level", .string(rule.level))])),
        ])
    }

    /// The member `physicalLocation`.
    package static func location(_ path: String, _ range: SourceRange) -> (name: String, value: JSONText) {
        ("physicalLocation", .object([("artifactLocation", artifact(path)), ("region", region(range))]))
    }

    /// A stretch of a file; SARIF's end column, too, is the one after the last character.
    static func region(_ range: SourceRange) -> JSONText {
        .object([
            ("startLine", .integer(range.start.line)), ("startColumn", .integer(range.start.column)),
            ("endLine", .integer(range.end.line)), ("endColumn", .integer(range.end.column)),
        ])
    }

    /// A file: paths that are not absolute are relative to the root of the checkout, as services assume.
    static func artifact(_ path: String) -> JSONText {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        let segments = path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        let uri = segments.map { PercentEncoding.uri(String($0)) }.joined(separator: "/")
        return .object([("uri", .string((isAbsolute ? "file://" : "") + uri))])
    }

    /// A text in SARIF's wrapping.
    package static func text(_ text: String) -> JSONText { .object([("text", .string(text))]) }
}

extension SARIFLog.Rule {
    /// A rule of diagnostics.
    package init(_ rule: RuleDescription) {
        self.init(
            id: rule.id, summary: rule.summary, explanation: rule.explanation,
            details: "This breaks it:\n\n\(rule.badExample)\n\nThis satisfies it:\n\n\(rule.goodExample)",
            level: rule.severity.rawValue)
    }
}
