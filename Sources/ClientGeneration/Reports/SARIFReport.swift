internal import SourceText

/// Findings as SARIF 2.1.0, the format code-scanning services take.
struct SARIFReport {
    /// The specs reported on.
    let specs: SpecSet
    /// Every rule the tool has; results refer to them by index.
    let rules: [RuleDescription]

    /// The report.
    func render() -> String {
        var fingerprints = Fingerprints(specs: specs)
        var log = SARIFLog(rules: rules.map(SARIFLog.Rule.init), unreadable: specs.unreadable)
        log.results = specs.diagnostics.map { diagnostic in
            Self.result(diagnostic, fingerprint: fingerprints.next(for: diagnostic), in: log)
        }
        return log.render()
    }

    /// One finding.
    private static func result(_ diagnostic: Diagnostic, fingerprint: String, in log: SARIFLog) -> JSONText {
        var members = log.members(of: diagnostic)
        members.append(("partialFingerprints", .object([("venuegenLine/v1", .string(fingerprint))])))
        if !diagnostic.fixIts.isEmpty {
            members.append(("fixes", .array(diagnostic.fixIts.map { fix($0, path: diagnostic.path) })))
        }
        return .object(members)
    }

    /// An edit that cures a finding.
    private static func fix(_ fix: Diagnostic.FixIt, path: String) -> JSONText {
        let replacement = JSONText.object([
            ("deletedRegion", SARIFLog.region(fix.range)), ("insertedContent", SARIFLog.text(fix.replacement)),
        ])
        let change = JSONText.object([
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

    /// The specs the findings are about.
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
