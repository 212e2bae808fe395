internal import ClientGeneration
internal import CommandArguments
internal import SourceText
internal import VenueCodegen
internal import VenueSpec

/// Findings as SARIF 2.1.0, the format code-scanning services take.
struct SARIFReport {
    let specs: SpecSet
    /// Every rule the tool has; results refer to them by index.
    let rules: [RuleDescription]

    func render() -> String {
        var fingerprints = Fingerprints(specs: specs)
        var log = SARIFLog(rules: rules.map(SARIFLog.Rule.init), unreadable: specs.unreadable)
        log.results = specs.diagnostics.map { diagnostic in
            Self.result(diagnostic, fingerprint: fingerprints.next(for: diagnostic), in: log)
        }
        return log.render()
    }

    private static func result(_ diagnostic: Diagnostic, fingerprint: String, in log: SARIFLog) -> JSONTree {
        var members = log.members(of: diagnostic)
        members.append(("partialFingerprints", .object([("venuegenLine/v1", .string(fingerprint))])))
        if !diagnostic.fixIts.isEmpty {
            members.append(("fixes", .array(diagnostic.fixIts.map { fix($0, path: diagnostic.path) })))
        }
        return .object(members)
    }

    /// An edit that cures a finding.
    private static func fix(_ fix: Diagnostic.FixIt, path: String) -> JSONTree {
        let replacement = JSONTree.object([
            ("deletedRegion", SARIFLog.region(fix.range)), ("insertedContent", SARIFLog.text(fix.replacement)),
        ])
        let change = JSONTree.object([
            ("artifactLocation", SARIFLog.artifact(path)), ("replacements", .array([replacement])),
        ])
        return .object([("description", SARIFLog.text(fix.message)), ("artifactChanges", .array([change]))])
    }
}

/// Names for findings that stay the same when lines move, so that services can tell old findings from new.
struct Fingerprints {
    /// What is the same about two findings that only their order tells apart.
    private struct Key: Hashable {
        let rule: String
        let path: String
        let line: String
    }

    private let specs: SpecSet
    /// How many findings of a key there were so far.
    private var counts: [Key: Int] = [:]

    /// Fingerprints for findings about these specs.
    init(specs: SpecSet) {
        self.specs = specs
    }

    /// The fingerprint of the next finding in report order: a hash of its rule, path, line and count.
    mutating func next(for diagnostic: Diagnostic) -> String {
        let line = specs.file(at: diagnostic.path)?.line(diagnostic.range.start.line) ?? ""
        let key = Key(rule: diagnostic.rule, path: diagnostic.path, line: line)
        let count = counts[key, default: 0]
        counts[key] = count + 1
        return FNV1a.hexDigits(of: [key.rule, key.path, key.line, String(count)].joined(separator: "\0").utf8)
    }
}

/// What all SARIF 2.1.0 reports of this tool have in common: the log around the results, and the pieces results are
/// made of.
struct SARIFLog {
    struct Rule {
        let id: String
        let summary: String
        /// Why it exists; paragraphs.
        let explanation: String
        /// More about it, such as examples; paragraphs after the explanation.
        let details: String
        /// The level of its findings unless they say otherwise: `error`, `warning` or `note`.
        let level: String
    }

    let rules: [Rule]
    var results: [JSONTree] = []
    /// What could not be read.
    var unreadable: [FileError] = []

    /// A log without results.
    init(rules: [Rule], unreadable: [FileError] = []) { (self.rules, self.unreadable) = (rules, unreadable) }

    func render() -> String {
        let driver = JSONTree.object([
            ("name", .string("venuegen")),
            ("semanticVersion", .string(ClientGenerator.version)),
            ("rules", .array(rules.map(Self.json))),
        ])
        let notifications = unreadable.map { error in
            JSONTree.object([("level", .string("error")), ("message", Self.text(error.message))])
        }
        let invocation = JSONTree.object([
            ("executionSuccessful", .boolean(notifications.isEmpty)),
            ("toolExecutionNotifications", .array(notifications)),
        ])
        let run = JSONTree.object([
            ("tool", .object([("driver", driver)])),
            ("invocations", .array([invocation])),
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(results)),
        ])
        return JSONTree.object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")),
            ("runs", .array([run])),
        ]).indentedText()
    }

    func members(ofRule id: String) -> [(name: String, value: JSONTree)] {
        let index = rules.firstIndex { $0.id == id }
        return [("ruleId", .string(id))] + (index.map { [("ruleIndex", .integer($0))] } ?? [])
    }

    /// The members of a result that say what a diagnostic says.
    func members(of diagnostic: Diagnostic) -> [(name: String, value: JSONTree)] {
        var members = members(ofRule: diagnostic.rule)
        members += [
            ("level", .string(diagnostic.severity.rawValue)),
            ("message", Self.text(diagnostic.message)),
            ("locations", .array([.object([Self.location(diagnostic.path, diagnostic.range)])])),
        ]
        if !diagnostic.notes.isEmpty {
            let places = diagnostic.notes.map { note in
                JSONTree.object([Self.location(note.path, note.range), ("message", Self.text(note.message))])
            }
            members.append(("relatedLocations", .array(places)))
        }
        return members
    }

    private static func json(_ rule: Rule) -> JSONTree {
        .object([
            ("id", .string(rule.id)),
            ("shortDescription", text(rule.summary)),
            ("fullDescription", text(rule.explanation.unwrapped)),
            ("help", text("\(rule.explanation.unwrapped)\n\n\(rule.details)")),
            ("defaultConfiguration", .object([("level", .string(rule.level))])),
        ])
    }

    /// The member `physicalLocation`.
    static func location(_ path: String, _ range: SourceRange) -> (name: String, value: JSONTree) {
        ("physicalLocation", .object([("artifactLocation", artifact(path)), ("region", region(range))]))
    }

    /// A stretch of a file; SARIF's end column, too, is the one after the last character.
    static func region(_ range: SourceRange) -> JSONTree {
        .object([
            ("startLine", .integer(range.start.line)), ("startColumn", .integer(range.start.column)),
            ("endLine", .integer(range.end.line)), ("endColumn", .integer(range.end.column)),
        ])
    }

    /// A file: paths that are not absolute are relative to the root of the checkout, as services assume.
    static func artifact(_ path: String) -> JSONTree {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        let segments = path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        let uri = segments.map { PercentCoding.uri(String($0)) }.joined(separator: "/")
        return .object([("uri", .string((isAbsolute ? "file://" : "") + uri))])
    }

    static func text(_ text: String) -> JSONTree { .object([("text", .string(text))]) }
}

extension SARIFLog.Rule {
    init(_ rule: RuleDescription) {
        self.init(
            id: rule.id, summary: rule.summary, explanation: rule.explanation,
            details: "This breaks it:\n\n\(rule.badExample)\n\nThis satisfies it:\n\n\(rule.goodExample)",
            level: rule.severity.rawValue)
    }
}
