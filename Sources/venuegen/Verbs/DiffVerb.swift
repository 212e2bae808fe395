internal import ClientGeneration
internal import CommandArguments
internal import SourceText
internal import SpecDiff
internal import VenueSpec

/// `diff`: what changes for the caller between two versions of specs.
struct DiffVerb: Verb {
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
            accepted and does not fail the run. '--accept' writes such an entry:

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
              # a change was reviewed
              venuegen diff git:main Specs --accept 0c4ba73cd42a \\
                --by Mara --reason Announced
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
                name: "accept", value: "fingerprint", isRepeating: true,
                help: "Accept this change: write an entry to the file of accepted changes. Takes '--by' and '--reason'."
            ),
            .init(name: "by", value: "name", help: "Who accepts."),
            .init(name: "reason", value: "text", help: "Why the change is right."),
            .init(
                name: "until", value: "date",
                help: "The last day on which that counts, as YYYY-MM-DD. (default: three months after today)"),
            .init(
                name: "today", value: "date",
                help: "The day on which acceptances must count, as YYYY-MM-DD. (default: today, in UTC)"),
            .color,
        ])

    private let operands: (old: VersionOperand, new: VersionOperand)
    private let format: Format
    /// Whether sections for a changelog are written instead.
    private let isChangelog: Bool
    /// From which level on findings fail the run.
    private let threshold: FailureThreshold
    private let acceptance: AcceptanceSource
    private let accepting: [AcceptedChange]
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
        accepting = try Self.accepting(arguments, on: acceptance.today)
    }

    private static func accepting(
        _ arguments: ParsedCommandLine.Arguments, on today: CalendarDate?
    ) throws(UsageError) -> [AcceptedChange] {
        let fingerprints = arguments.values("accept")
        guard !fingerprints.isEmpty else {
            for name in ["by", "reason", "until"] where arguments.options[name] != nil {
                throw UsageError("'--\(name)' is said of a change; name it with '--accept'", command: description)
            }
            return []
        }
        var texts: [String] = []
        for name in ["by", "reason"] {
            guard let text = arguments.options[name], !text.allSatisfy(\.isWhitespace) else {
                throw UsageError("'--accept' needs '--\(name)'", command: description)
            }
            guard text == VisibleText.of(text), !text.contains(where: \.isNewline) else {
                throw UsageError("'--\(name)' is one line without hidden characters", command: description)
            }
            texts.append(text)
        }
        guard let today else {
            throw UsageError("cannot read the clock; say which day it is with '--today'", command: description)
        }
        let until = try arguments.options["until"].map { (text) throws(UsageError) in try date(text) }
        guard let last = until ?? today.adding(months: 3), last >= today else {
            throw UsageError("'--until' has passed; an acceptance counts up to its last day", command: description)
        }
        var seen: Set<String> = []
        return fingerprints.filter { seen.insert($0).inserted }.map {
            AcceptedChange(fingerprint: $0, reason: texts[1], by: texts[0], until: last)
        }
    }

    /// The day the command line names, or the clock's.
    private static func today(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) -> CalendarDate? {
        guard let text = arguments.options["today"] else { return Clock.today }
        return try date(text)
    }

    private static func date(_ text: String) throws(UsageError) -> CalendarDate {
        guard let date = CalendarDate(text) else {
            throw UsageError("'\(text)' is no date", help: "expected YYYY-MM-DD", command: description)
        }
        return date
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let text = TextReport(console: console, color: color)
        var accepted = try acceptance.file(isToBeWritten: !accepting.isEmpty)
        let versions = VersionPair(old: operands.old, new: operands.new)
        if versions.showProblems(text) { return .unreadable }
        let difference = versions.difference()
        if !accepting.isEmpty {
            let unknown = accepting.compactMap { Self.missing($0.fingerprint, among: difference.findings) }
            guard unknown.isEmpty else {
                text.show(unknown)
                return .usage
            }
            let file = try acceptance.add(accepting, to: accepted)
            accepted = file
            let count = "\(accepting.count) \(accepting.count == 1 ? "change" : "changes")"
            console.writeDiagnostic("note: accepted \(count) in \(VisibleText.of(file.path))\n")
        }
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

    /// What to say of a fingerprint that no change has; `nil` if one has it.
    private static func missing(_ fingerprint: String, among findings: [Finding]) -> FileError? {
        guard !findings.contains(where: { $0.fingerprint == fingerprint }) else { return nil }
        let message = "no change has the fingerprint '\(fingerprint)'"
        guard let nearest = NearestName.nearest(to: fingerprint, in: findings.map(\.fingerprint)),
            let finding = findings.first(where: { $0.fingerprint == nearest })
        else { return FileError("\(message); the report names each change's") }
        return FileError("\(message); did you mean '\(nearest)' (\(finding.headline))?")
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

extension CalendarDate {
    /// The same day some months later, or the last of that month if it is shorter; `nil` beyond the year 9999.
    fileprivate func adding(months: Int) -> CalendarDate? {
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        let month = numbers[0] * 12 + numbers[1] - 1 + months
        return stride(from: numbers[2], to: numbers[2] - 4, by: -1).lazy.compactMap { day in
            CalendarDate(year: month / 12, month: month % 12 + 1, day: day)
        }.first
    }
}
