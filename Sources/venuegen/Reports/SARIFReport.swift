internal import CommandArguments
internal import SourceText
internal import VenueCodegen

/// Findings as SARIF 2.1.0, the format code-scanning services take.
struct SARIFReport {
    /// The specs reported on.
    let specs: SpecSet
    /// Every rule the tool has; results refer to them by index.
    let rules: [RuleDescription]

    /// The report.
    func render() -> String {
        var fingerprints = Fingerprints(specs: specs)
        let results = specs.diagnostics.map { result($0, fingerprint: fingerprints.next(for: $0)) }
        let driver = JSONText.object([
            ("name", .string("venuegen")),
            ("semanticVersion", .string(ClientGenerator.version)),
            ("rules", .array(rules.map(Self.rule))),
        ])
        let notifications = specs.unreadable.map { error in
            JSONText.object([("level", .string("error")), ("message", Self.text(error.message))])
        }
        let run = JSONText.object([
            ("tool", .object([("driver", driver)])),
            (
                "invocations",
                .array([
                    .object([
                        ("executionSuccessful", .boolean(notifications.isEmpty)),
                        ("toolExecutionNotifications", .array(notifications)),
                    ])
                ])
            ),
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(results)),
        ])
        return JSONText.object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")),
            ("runs", .array([run])),
        ]).render()
    }

    /// A rule's metadata.
    private static func rule(_ rule: RuleDescription) -> JSONText {
        let help = """
            \(rule.explanation.unwrapped)

            This breaks it:

            \(rule.badExample)

            This satisfies it:

            \(rule.goodExample)
            """
        return .object([
            ("id", .string(rule.id)),
            ("shortDescription", text(rule.summary)),
            ("fullDescription", text(rule.explanation.unwrapped)),
            ("help", text(help)),
            ("defaultConfiguration", .object([("level", .string(rule.severity.rawValue))])),
        ])
    }

    /// One finding.
    private func result(_ diagnostic: Diagnostic, fingerprint: String) -> JSONText {
        var members: [(name: String, value: JSONText)] = [("ruleId", .string(diagnostic.rule))]
        if let index = rules.firstIndex(where: { $0.id == diagnostic.rule }) {
            members.append(("ruleIndex", .integer(index)))
        }
        members += [
            ("level", .string(diagnostic.severity.rawValue)),
            ("message", Self.text(diagnostic.message)),
            ("locations", .array([.object([Self.location(diagnostic.path, diagnostic.range)])])),
            ("partialFingerprints", .object([("venuegenLine/v1", .string(fingerprint))])),
        ]
        if !diagnostic.notes.isEmpty {
            let places = diagnostic.notes.map { note in
                JSONText.object([Self.location(note.path, note.range), ("message", Self.text(note.message))])
            }
            members.append(("relatedLocations", .array(places)))
        }
        if !diagnostic.fixIts.isEmpty {
            members.append(("fixes", .array(diagnostic.fixIts.map { Self.fix($0, path: diagnostic.path) })))
        }
        return .object(members)
    }

    /// An edit that cures a finding.
    private static func fix(_ fix: Diagnostic.FixIt, path: String) -> JSONText {
        let replacement = JSONText.object([
            ("deletedRegion", region(fix.range)), ("insertedContent", text(fix.replacement)),
        ])
        let change = JSONText.object([
            ("artifactLocation", artifact(path)), ("replacements", .array([replacement])),
        ])
        return .object([("description", text(fix.message)), ("artifactChanges", .array([change]))])
    }

    /// The member `physicalLocation`.
    private static func location(_ path: String, _ range: SourceRange) -> (name: String, value: JSONText) {
        ("physicalLocation", .object([("artifactLocation", artifact(path)), ("region", region(range))]))
    }

    /// A stretch of a file; SARIF's end column, too, is the one after the last character.
    private static func region(_ range: SourceRange) -> JSONText {
        .object([
            ("startLine", .integer(range.start.line)), ("startColumn", .integer(range.start.column)),
            ("endLine", .integer(range.end.line)), ("endColumn", .integer(range.end.column)),
        ])
    }

    /// A file: relative paths stay relative, to the root of the checkout as services assume.
    private static func artifact(_ path: String) -> JSONText {
        let reference = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return .object([("uri", .string((path.hasPrefix("/") ? "file://" : "") + percentEncoded(reference)))])
    }

    /// A path with everything encoded but what RFC 3986 leaves unreserved, and slashes.
    private static func percentEncoded(_ path: String) -> String {
        path.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if isPlain || "-._~/".unicodeScalars.contains(scalar) { return String(scalar) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    /// A text in SARIF's wrapping.
    private static func text(_ text: String) -> JSONText {
        .object([("text", .string(text))])
    }
}
