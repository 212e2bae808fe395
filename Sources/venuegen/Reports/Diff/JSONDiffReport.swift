internal import ClientGeneration
internal import SourceText
internal import SpecDiff
internal import SpecMaintenance
internal import VenueSpec

/// What changed, as JSON in a shape of our own, for scripts; the schema of the report follows from the same declarations.
///
/// Members are always present and keep their order; new ones may be added under the same `version`.
struct JSONDiffReport {
    let comparison: DiffComparison

    func render() -> String { Self.report.json(comparison).indentedText() }

    /// The JSON Schema (draft-07) of the report, as indented JSON with a final line break.
    static func schema() -> String {
        JSONSchema.document(
            title: "Report of 'venuegen diff', version 1",
            description: "What changes for callers between two versions of specs.", report.schema,
            definitions: [
                version.definition, venue.definition, finding.definition, side.definition, position.definition,
                acceptedChange.definition, ("diagnostic", diagnostic),
            ])
    }

    private static let report = ReportObject<DiffComparison>(
        "report",
        [
            .init("version", "The version of this shape.", .number(exactly: 1)) { _ in .integer(1) },
            .init("old", "The specs as they were.", version.reference) { version.json($0.old) },
            .init("new", "The specs as they are.", version.reference) { version.json($0.new) },
            .init("unchanged", "How many venues are the same in both.", .number(atLeast: 0)) {
                .integer($0.difference.unchangedCount)
            },
            .init("errors", "How many errors nobody accepted.", .number(atLeast: 0)) { .integer($0.counts[.error]) },
            .init("warnings", "How many warnings nobody accepted.", .number(atLeast: 0)) {
                .integer($0.counts[.warning])
            },
            .init("infos", "How many changes worth knowing nobody accepted.", .number(atLeast: 0)) {
                .integer($0.counts[.info])
            },
            .init("accepted", "How many changes were accepted.", .number(atLeast: 0)) { .integer($0.counts.accepted) },
            .init("fails", "Whether the exit status is 1.", .type("boolean")) { .boolean($0.status != .clean) },
            .init("venues", "The venues that differ, by name.", .list(venue.reference)) { comparison in
                .array(comparison.difference.venues.map { venue.json(($0, comparison)) })
            },
            .init("acceptance", "What is wrong with the acceptance file.", .list(.reference("diagnostic"))) {
                .array($0.acceptance.diagnostics.map(JSONTree.init))
            },
        ])

    private static let version = ReportObject<SpecVersion>(
        "version",
        [
            .init("name", "As the command line named it.", .text) { .string($0.name) },
            .init("commit", "The full id of the commit it was read from.", .textOrNull) { .optional($0.commit) },
        ])

    private static let venue = ReportObject<(venue: VenueDifference, comparison: DiffComparison)>(
        "venue",
        [
            .init("name", "The venue's name, the new one if it changed.", .text) { .string($0.venue.name) },
            .init("findings", "What changed, errors first.", .list(finding.reference)) { subject in
                .array(subject.venue.findings.map { finding.json(($0, subject.comparison)) })
            },
        ])

    private static let finding = ReportObject<(finding: Finding, comparison: DiffComparison)>(
        "finding",
        [
            .init("rule", "The rule that found it; 'venuegen explain' knows it.", .name) { .string($0.finding.rule) },
            .init("category", "What it touches.", .words(Finding.Category.self)) {
                .string($0.finding.category.rawValue)
            },
            .init("level", "How much it matters.", .words(Finding.Level.self)) { .string($0.finding.level.rawValue) },
            .init(
                "risk", "What may become of orders; null where the change leaves them what they were.",
                .words(Finding.Risk.self, orNull: true)
            ) { .optional($0.finding.risk?.rawValue) },
            .init("message", "What changed and what that does to the caller.", .text) { .string($0.finding.message) },
            .init("subject", "What changed, by its keys in the spec.", .text) { .string($0.finding.subject) },
            .init("old", "What the old version says.", side.orNull) { subject in
                side.json(subject.finding.old.map { ($0, subject.comparison.old) })
            },
            .init("new", "What the new version says.", side.orNull) { subject in
                side.json(subject.finding.new.map { ($0, subject.comparison.new) })
            },
            .init("symbols", "The Swift declarations it touches.", .list(.text)) {
                .array($0.finding.symbols.map(JSONTree.string))
            },
            .init("outcomes", "The rows of the outcome table it touches.", .list(.text)) {
                .array($0.finding.outcomes.map(JSONTree.string))
            },
            .init("fingerprint", "The change's name wherever its lines stand.", .pattern("^[0-9a-f]{12}$")) {
                .string($0.finding.fingerprint)
            },
            .init("accepted", "Who accepted it.", acceptedChange.orNull) {
                acceptedChange.json($0.comparison.acceptance.acceptance(of: $0.finding))
            },
        ])

    /// What one version says, with the path as it is in the work tree.
    private static let side = ReportObject<(side: Finding.Side, version: SpecVersion)>(
        "side",
        [
            .init("path", "The file's path.", .text) { .string($0.version.plainPath($0.side.path)) },
            .init("start", "The first position.", position.reference) { position.json($0.side.range.start) },
            .init("end", "The position after the last character.", position.reference) {
                position.json($0.side.range.end)
            },
            .init("text", "The fact; null where this version does not have it.", .textOrNull) {
                .optional($0.side.text)
            },
        ])

    private static let position = ReportObject<SourcePosition>(
        "position",
        [
            .init("line", "The line, from 1.", .number(atLeast: 1)) { .integer($0.line) },
            .init("column", "The column, from 1, in Unicode scalars.", .number(atLeast: 1)) { .integer($0.column) },
        ])

    private static let acceptedChange = ReportObject<AcceptedChange>(
        "acceptedChange",
        [
            .init("by", "Who accepted it.", .text) { .string($0.by) },
            .init("reason", "Why it is right.", .text) { .string($0.reason) },
            .init("until", "The last day on which that counts.", .pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")) {
                .string($0.until.text)
            },
        ])

    private static let diagnostic = JSONSchema.object([
        ("rule", JSONSchema.name.described("The rule that found it.")),
        ("severity", JSONSchema.words(Diagnostic.Severity.self).described("How bad it is.")),
        ("message", JSONSchema.text.described("What was found.")),
        ("path", JSONSchema.text.described("The file's path.")),
        ("start", position.reference.described("The first position.")),
        ("end", position.reference.described("The position after the last character.")),
        ("notes", JSONSchema.list(.type("object")).described("Further places.")),
        ("fixes", JSONSchema.list(.type("object")).described("Edits that cure it.")),
    ])
}
