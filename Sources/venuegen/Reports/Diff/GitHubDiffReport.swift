internal import ClientGeneration
internal import SourceText
internal import SpecDiff

/// What changed, as workflow commands, which GitHub shows beside the lines of a pull request.
///
/// GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word, so the rest goes
/// elsewhere. Accepted changes are not shown: somebody has seen them.
struct GitHubDiffReport {
    let comparison: DiffComparison

    /// The most commands of a kind that GitHub shows for one step.
    private static let limit = 10
    /// The most findings a summary lists; GitHub refuses one of more than a mebibyte.
    private static let summaryLimit = 2_000

    /// One finding of either kind as a command.
    private struct Annotation {
        let level: Finding.Level
        let command: WorkflowCommand
    }

    /// The commands GitHub shows, errors first.
    func render() -> String {
        split.shown.map { $0.command.render() + "\n" }.joined()
    }

    /// How many findings there are beyond what GitHub shows.
    var restCount: Int { split.rest.count }

    /// The findings beyond what GitHub shows, in Markdown for the step's summary; empty if there are none.
    func renderRest() -> String {
        let rest = split.rest
        guard !rest.isEmpty else { return "" }
        var lines = rest.prefix(Self.summaryLimit).map { annotation in
            let command = annotation.command
            let message = command.message.split(separator: "\n").first ?? ""
            return VisibleText.of(
                "\(command.path):\(command.range.start): \(annotation.level.rawValue): \(message) [\(command.title)]"
            )
        }
        if rest.count > Self.summaryLimit { lines.append("… and \(rest.count - Self.summaryLimit) more") }
        return """
            ### venuegen diff: \(rest.count) more \(rest.count == 1 ? "finding" : "findings")

            GitHub shows the first \(Self.limit) errors, warnings and notices of a step beside the lines they are about; \
            these are the others.

            \(MarkdownText.block(lines, language: "text"))

            """
    }

    /// The findings GitHub shows, and the others; errors first in both.
    private var split: (shown: [Annotation], rest: [Annotation]) {
        var (shown, rest): ([Annotation], [Annotation]) = ([], [])
        for level in Finding.Level.allCases {
            let annotations = annotations.filter { $0.level == level }
            shown += annotations.prefix(Self.limit)
            rest += annotations.dropFirst(Self.limit)
        }
        return (shown, rest)
    }

    /// All findings, in the order of the report.
    private var annotations: [Annotation] {
        let changes = comparison.difference.findings.filter { comparison.acceptance.acceptance(of: $0) == nil }
        return changes.compactMap(annotation)
            + comparison.faultsInCheckout.map { .init(level: $0.level, command: WorkflowCommand($0)) }
    }

    /// A change as a command at its place in the new version, or in the old one if the venue is gone.
    private func annotation(_ finding: Finding) -> Annotation? {
        guard let side = comparison.shownSide(of: finding) else { return nil }
        let texts = [(finding.old?.text, "-"), (finding.new?.text, "+")].compactMap { text, mark in
            text.map { "\n\(mark) \($0)" }
        }
        return Annotation(
            level: finding.level,
            command: WorkflowCommand(
                name: finding.level == .info ? "notice" : finding.level.rawValue, path: side.path, range: side.range,
                title: "\(finding.venue): \(finding.rule)",
                message: finding.headline + texts.joined() + "\nfingerprint \(finding.fingerprint)"))
    }
}
