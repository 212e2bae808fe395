internal import ClientGeneration
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// What changed, as JSON in a shape of our own, for scripts; ``DiffSchema`` describes it.
///
/// Members are always present and keep their order; new ones may be added under the same `version`.
struct JSONDiffReport {
    let comparison: DiffComparison

    func render() -> String {
        let counts = FindingCounts(comparison.difference.findings, comparison)
        return JSONText.object([
            ("version", .integer(1)),
            ("old", Self.json(comparison.old)),
            ("new", Self.json(comparison.new)),
            ("unchanged", .integer(comparison.difference.unchangedCount)),
            ("errors", .integer(counts[.error])),
            ("warnings", .integer(counts[.warning])),
            ("infos", .integer(counts[.info])),
            ("accepted", .integer(counts.accepted)),
            ("fails", .boolean(comparison.status != .clean)),
            ("venues", .array(comparison.difference.venues.map(json))),
            ("acceptance", .array(comparison.acceptance.diagnostics.map(JSONText.init))),
        ]).render()
    }

    private static func json(_ version: SpecVersion) -> JSONText {
        .object([("name", .string(version.name)), ("commit", .optional(version.commit))])
    }

    private func json(_ venue: VenueDifference) -> JSONText {
        .object([("name", .string(venue.name)), ("findings", .array(venue.findings.map(json)))])
    }

    private func json(_ finding: Finding) -> JSONText {
        let acceptance = comparison.acceptance.acceptance(of: finding).map { change in
            JSONText.object([
                ("by", .string(change.by)), ("reason", .string(change.reason)), ("until", .string(change.until.text)),
            ])
        }
        return .object([
            ("rule", .string(finding.rule)),
            ("category", .string(finding.category.rawValue)),
            ("level", .string(finding.level.rawValue)),
            ("risk", .optional(finding.risk?.rawValue)),
            ("message", .string(finding.message)),
            ("subject", .string(finding.subject)),
            ("old", finding.old.map { Self.json($0, in: comparison.old) } ?? .null),
            ("new", finding.new.map { Self.json($0, in: comparison.new) } ?? .null),
            ("symbols", .array(finding.symbols.map(JSONText.string))),
            ("outcomes", .array(finding.outcomes.map(JSONText.string))),
            ("fingerprint", .string(finding.fingerprint)),
            ("accepted", acceptance ?? .null),
        ])
    }

    /// What one version says, with the path as it is in the work tree.
    private static func json(_ side: Finding.Side, in version: SpecVersion) -> JSONText {
        .object(
            [("path", .string(version.plainPath(side.path)))] + JSONText.places(side.range)
                + [("text", .optional(side.text))])
    }
}
