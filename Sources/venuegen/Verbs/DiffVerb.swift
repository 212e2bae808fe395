internal import CommandArguments
internal import SourceText
internal import SpecDiff
internal import VenueCodegen
internal import VenueSpec

/// `diff`: what changes for the caller between two versions of specs.
struct DiffVerb: Verb {
    /// Who the report is for.
    private enum Format: String, CaseIterable {
        case text
    }

    static let description = CommandDescription(
        "venuegen diff", summary: "Tell what changes for callers between two versions of specs.",
        discussion: """
            Compares two specs, two directories of them, or what they were in commits, which are read without touching the \
            work tree. Every change is reported with what it does to whoever cancels orders: an error may leave an order \
            open, cancel the wrong one or send credentials elsewhere; a warning needs attention in code or operations; the \
            rest is worth knowing. 'venuegen explain' has all rules.

            EXAMPLES:
              venuegen diff git:main Specs
                  the work tree against a branch
              venuegen diff git:HEAD~3 git:HEAD
                  two commits, the directory Specs of both
              venuegen diff git:v1.2:Specs new/Specs
                  a tag against another directory
              venuegen diff git:main Specs --fail-on none
                  only tell
            """,
        operands: [
            .init(
                name: "old",
                help: """
                    The specs as they were: a file, a directory, or 'git:<ref>' or 'git:<ref>:<path>' for those of a \
                    commit. Without a path, the other argument's is meant, or else Specs.
                    """,
                isRequired: true),
            .init(name: "new", help: "The specs as they are, in the same way.", isRequired: true),
        ],
        options: [
            .init(
                name: "format", value: "format", choices: Format.allCases.map(\.rawValue),
                help: "The form of the report: text. (default: text)"),
            .init(
                name: "fail-on", value: "level", choices: FailureThreshold.allCases.map(\.rawValue),
                help: """
                    The least level of a finding that makes the exit status 1: error, warning, info or none. \
                    (default: error)
                    """),
            .color,
        ])

    /// What is compared.
    private let operands: (old: VersionOperand, new: VersionOperand)
    /// Who the report is for.
    private let format: Format
    /// From which level on findings fail the run.
    private let threshold: FailureThreshold
    /// When to colour.
    private let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        guard let old = arguments.operands.first, let new = arguments.operands.dropFirst().first else {
            throw UsageError("expected two versions to compare", command: Self.description)
        }
        operands = (
            try VersionOperand(old, of: Self.description), try VersionOperand(new, of: Self.description)
        )
        format = arguments.choice("format", default: .text)
        threshold = arguments.choice("fail-on", default: .error)
        color = arguments.choice("color", default: .auto)
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let (old, new) = (
            SpecVersion(operands.old, beside: operands.new), SpecVersion(operands.new, beside: operands.old)
        )
        let files = ChangedFiles(old: old.files, new: new.files)
        let analyses = [files.old, files.new].map { SpecAnalysis($0, executesExamples: false) }
        let report = TextReport(console: console, color: color)
        report.show(old.unreadable + new.unreadable)
        for (analysis, files) in zip(analyses, [files.old, files.new]) {
            report.show(analysis.diagnostics.filter { $0.severity == .error }.inReadingOrder(), files: files)
        }
        guard old.unreadable.isEmpty, new.unreadable.isEmpty, !analyses.contains(where: \.hasErrors) else {
            return .unreadable
        }
        var difference = SpecDiff.compare(
            old: analyses[0].venues, new: analyses[1].venues, declarations: ClientGenerator().declarations)
        difference.unchangedCount += files.unchangedCount
        let comparison = DiffComparison(old: old, new: new, difference: difference, threshold: threshold)
        switch format {
        case .text:
            let isColoured = console.usesColor(color, on: .output)
            try console.writeResult(
                TextDiffReport(comparison: comparison, isColoured: isColoured, width: console.width).render())
        }
        return comparison.status
    }
}
