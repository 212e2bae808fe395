internal import ClientGeneration
internal import CommandArguments
internal import SourceText

/// `lint`: every diagnostic of the specs.
struct LintVerb: Verb {
    static let description = CommandDescription(
        "lint", summary: "Report everything wrong with specs.",
        discussion: """
            Text goes to standard error, the other formats to standard output. 'json' is for scripts and keeps its shape, \
            'github' annotates the lines of a pull request from a workflow, 'sarif' is version 2.1.0 with fingerprints that \
            survive moved lines. Warnings alone do not change the exit status. A spec of '-' is read from standard input.
            """,
        operands: [.specs],
        options: [ReportFormat.option, .color])

    private let operands: [String]
    private let format: ReportFormat
    private let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) {
        operands = arguments.operands
        format = arguments.choice("format", default: .text)
        color = arguments.choice("color", default: .auto)
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let specs = SpecSet(operands: operands, needsNames: false)
        format.report(specs, on: console, color: color)
        if format == .text, !specs.files.isEmpty { console.writeResult(specs.summary + "\n") }
        return specs.status
    }
}

extension SpecSet {
    /// The findings in one line, such as `5 specs: 2 errors, 1 warning`.
    fileprivate var summary: String {
        "\(files.count) \(files.count == 1 ? "spec" : "specs"): \(tally)"
    }
}

/// `check`, whose findings can also leave as a report for programs.
struct ReportedCheckVerb: Verb {
    static let description = CheckVerb.description.adding(ReportFormat.option)

    private let check: CheckVerb
    private let format: ReportFormat
    private let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) {
        check = CheckVerb(arguments)
        format = arguments.choice("format", default: .text)
        color = arguments.choice("color", default: .auto)
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        guard format != .text else { return try check.run(console) }
        let findings = try check.findings()
        format.report(findings, on: console, color: color)
        return findings.status
    }
}
