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
