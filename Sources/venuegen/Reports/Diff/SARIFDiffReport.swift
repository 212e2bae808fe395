internal import ClientGeneration
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// What changed, as SARIF 2.1.0, the format code-scanning services take.
struct SARIFDiffReport {
    let comparison: DiffComparison

    func render() -> String {
        var log = SARIFLog(
            rules: DiffRuleCatalog.all.map(SARIFLog.Rule.init) + AcceptanceReview.rules.map(SARIFLog.Rule.init))
        log.results = comparison.difference.findings.map { result($0, in: log) }
        log.results += comparison.faultsInCheckout.map { .object(log.members(of: $0)) }
        return log.render()
    }

    private func result(_ finding: Finding, in log: SARIFLog) -> JSONTree {
        var members = log.members(ofRule: finding.rule)
        members += [("level", .string(finding.level.sarif)), ("message", SARIFLog.text(finding.headline))]
        if let side = comparison.shownSide(of: finding) {
            members.append(("locations", .array([.object([SARIFLog.location(side.path, side.range)])])))
        }
        if let old = finding.old, finding.new != nil {
            let message = "before, in \(comparison.old.name): \(old.text ?? "nothing")"
            let place = SARIFLog.location(
                comparison.old.checkoutPath(old.path, comparison.paths), old.range)
            members.append(
                ("relatedLocations", .array([.object([place, ("message", SARIFLog.text(message))])])))
        }
        members.append(("partialFingerprints", .object([("venuegenChange/v1", .string(finding.fingerprint))])))
        if let change = comparison.acceptance.acceptance(of: finding) {
            let justification = "\(change.reason) (\(change.by), until \(change.until.text))"
            members.append(
                (
                    "suppressions",
                    .array([
                        .object([
                            ("kind", .string("external")), ("status", .string("accepted")),
                            ("justification", .string(justification)),
                        ])
                    ])
                ))
        }
        members.append(
            (
                "properties",
                .object([
                    ("category", .string(finding.category.rawValue)),
                    ("venue", .string(finding.venue)),
                    ("subject", .string(finding.subject)),
                    ("oldText", .optional(finding.old?.text)),
                    ("newText", .optional(finding.new?.text)),
                    ("symbols", .array(finding.symbols.map(JSONTree.string))),
                    ("outcomes", .array(finding.outcomes.map(JSONTree.string))),
                ])
            ))
        return .object(members)
    }
}

extension SARIFLog.Rule {
    fileprivate init(_ rule: DiffRuleDescription) {
        self.init(
            id: rule.id, summary: rule.summary, explanation: rule.explanation,
            details: "Before:\n\n\(rule.before)\n\nAfter:\n\n\(rule.after)",
            level: (rule.levels.first ?? .error).sarif)
    }
}

extension Finding.Level {
    fileprivate var sarif: String { self == .info ? "note" : rawValue }
}
