internal import ClientGeneration
internal import CommandArguments
internal import DiffReports
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// `diff`: what changes for the caller between two versions of specs.
struct DiffVerb: Verb {
    /// Who the report is for.
    private enum Format: String, CaseIterable {
        case text, markdown, html, json, github, sarif, junit
    }

    static let description = CommandDescription(
        "diff", summary: "Tell what changes for callers between two versions of specs.",
        discussion: """
            Compares two specs, two directories of them, or what they were in commits, which are read without touching the \
            work tree. Every change is reported with what it does to whoever cancels orders: an error may leave an order \
            open, cancel the wrong one or send credentials elsewhere; a warning needs attention in code or operations; the \
            rest is worth knowing. 'venuegen explain' has all rules.

            A change that was reviewed is accepted by its fingerprint in a file, with reason, name and last day; it is shown as \
            accepted and does not fail the run:

              accepted:
                - fingerprint: 0c4ba73cd42a
                  reason: The host moved, as announced.
                  by: Mara
                  until: 2027-01-31

            'markdown' is a comment on a pull request, 'html' one page with both versions side by side. 'json' is for scripts \
            ('venuegen schema diff' describes it), 'github' annotates the lines of a pull request and puts what GitHub would \
            drop into the step's summary, 'sarif' is version 2.1.0 with fingerprints, 'junit' shows changes as tests.

            EXAMPLES:
              # the work tree against a branch
              venuegen diff git:main Specs
              # two commits, the directory Specs of both
              venuegen diff git:HEAD~3 git:HEAD
              # a tag against another directory, only to tell
              venuegen diff git:v1.2:Specs new --fail-on none
            """,
        operands: [
            .init(
                name: "old",
                help: """
                    The specs as they were: a file, a directory, or 'git:<ref>' or 'git:<ref>:<path>' for those of a \
                    commit. As to git, a path counts from the top of the repository, and from here where it begins with \
                    './' or '../'. Without a path, the other argument's is meant, or else Specs. An old version with errors \
                    is compared as far as it can be read.
                    """,
                isRequired: true),
            .init(name: "new", help: "The specs as they are, in the same way.", isRequired: true),
        ],
        options: [
            .init(
                name: "format", value: "format", choices: Format.allCases.map(\.rawValue),
                help: "The form of the report: text, markdown, html, json, github, sarif or junit. (default: text)"),
            .init(
                name: "changelog", value: nil,
                help: """
                    Instead of a report, write sections for a changelog and which part of the generated library's version \
                    to raise.
                    """),
            .init(
                name: "fail-on", value: "level", choices: FailureThreshold.allCases.map(\.rawValue),
                help: """
                    The least level of a finding that makes the exit status 1: error, warning, info or none. \
                    (default: error)
                    """),
            .init(
                name: "accepted", value: "file",
                help: "The file of accepted changes. (default: \(AcceptanceSource.defaultPath), if it is there)"),
            .init(
                name: "today", value: "date",
                help: "The day on which acceptances must count, as YYYY-MM-DD. (default: today, in UTC)"),
            .color,
        ])

    /// What is compared.
    private let operands: (old: VersionOperand, new: VersionOperand)
    /// Who the report is for.
    private let format: Format
    /// Whether sections for a changelog are written instead.
    private let isChangelog: Bool
    /// From which level on findings fail the run.
    private let threshold: FailureThreshold
    /// Where accepted changes are.
    private let acceptance: AcceptanceSource
    /// When to colour.
    private let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        guard let old = arguments.operands.first, let new = arguments.operands.dropFirst().first else {
            throw UsageError("expected two versions to compare", command: Self.description)
        }
        operands = (
            try VersionOperand(old, of: Self.description), try VersionOperand(new, of: Self.description)
        )
        isChangelog = arguments.options["changelog"] != nil
        if isChangelog, arguments.options["format"] != nil {
            throw UsageError("'--changelog' has one form and takes no '--format'", command: Self.description)
        }
        format = arguments.choice("format", default: .text)
        threshold = arguments.choice("fail-on", default: .error)
        color = arguments.choice("color", default: .auto)
        acceptance = AcceptanceSource(path: arguments.options["accepted"], today: try Self.today(arguments))
    }

    /// The day the command line names, or the clock's.
    private static func today(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) -> CalendarDate? {
        guard let text = arguments.options["today"] else { return Clock.today }
        guard let date = CalendarDate(text) else {
            throw UsageError("'\(text)' is no date", help: "expected YYYY-MM-DD", command: description)
        }
        return date
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let text = TextReport(console: console, color: color)
        let accepted = try acceptance.file()
        let versions = VersionPair(old: operands.old, new: operands.new)
        if versions.showProblems(text) { return .unreadable }
        let difference = versions.difference()
        let comparison = DiffComparison(
            old: versions.old, new: versions.new, difference: difference,
            acceptance: try acceptance.review(accepted, of: difference.findings), threshold: threshold,
            paths: CheckoutPaths(console))
        if format == .text || format == .markdown || format == .html {
            text.show(comparison.acceptance.diagnostics, files: (accepted.map { [$0] } ?? []) + versions.new.files)
        }
        switch format {
        case _ where isChangelog: console.writeResult(ChangelogReport(review: comparison.review).render())
        case .markdown: console.writeResult(MarkdownDiffReport(review: comparison.review).render())
        case .html: console.writeResult(HTMLDiffReport(review: comparison.review).render())
        case .text:
            let isColoured = console.usesColor(color, on: .output)
            console.writeResult(
                TextDiffReport(comparison: comparison, isColoured: isColoured, width: console.width).render())
        case .json: console.writeResult(JSONDiffReport(comparison: comparison).render())
        case .github: try writeAnnotations(GitHubDiffReport(comparison: comparison), console)
        case .sarif: console.writeResult(SARIFDiffReport(comparison: comparison).render())
        case .junit: console.writeResult(JUnitDiffReport(comparison: comparison).render())
        }
        return comparison.status
    }

    /// Writes annotations, and what GitHub would drop of them where the step's summary is.
    private func writeAnnotations(_ report: GitHubDiffReport, _ console: Console) throws(FileError) {
        console.writeResult(report.render())
        guard report.restCount > 0 else { return }
        if let summary = console.environment("GITHUB_STEP_SUMMARY"), !summary.isEmpty {
            try FileSystem.append(Array(report.renderRest().utf8), to: summary)
        } else {
            console.writeDiagnostic(
                """
                note: \(report.restCount) more findings than GitHub shows for one step; \
                they go to the file named by GITHUB_STEP_SUMMARY where it is set

                """)
        }
    }
}
