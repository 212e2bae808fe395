internal import CommandArguments
internal import SourceText

/// `generate`: writes the clients of the specs.
struct GenerateVerb: Verb {
    static let description = CommandDescription(
        "venuegen generate", summary: "Write the Swift clients the specs describe.",
        discussion: """
            Afterwards the output directory holds the clients of exactly these specs: files that are right already are left \
            alone, and generated files whose spec is gone are removed. Files without the generated header are never touched. \
            If any spec has an error, or any file cannot be written, nothing changes.
            """,
        operands: [.specs],
        options: GenerationRequest.options + [
            .init(name: "quiet", value: nil, help: "Do not say which files were written, unchanged or removed.")
        ])

    /// What to generate.
    private let request: GenerationRequest
    /// Whether to keep what was done to oneself.
    private let isQuiet: Bool

    init(_ arguments: ParsedCommandLine.Arguments) {
        request = GenerationRequest(arguments)
        isQuiet = arguments.options["quiet"] != nil
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let specs = request.specs()
        ReportFormat.text.report(specs, on: console, color: request.color)
        guard specs.status == .clean else { return specs.status }
        let generated = request.files(for: specs)
        return try OutputWriter.withLock(on: request.output) { (writer) throws(FileError) in
            let existing = try OutputDirectory(path: request.output)
            let plan = OutputPlan(generated: generated, existing: existing.files)
            guard plan.obstacles.isEmpty else {
                let findings = plan.obstacles.map { OutputRules.finding($0, in: request.output) }
                TextReport(console: console, color: request.color).show(findings)
                return .findings
            }
            try writer.carryOut(plan)
            if !isQuiet { console.writeResult(plan.steps.map(describe).joined()) }
            return .clean
        }
    }

    /// What was done to a file.
    private func describe(_ step: OutputPlan.Step) -> String {
        let word =
            switch step.action {
            case .keep: "unchanged"
            case .write: "wrote"
            case .remove: "removed"
            }
        return "\(word) \(VisibleText.of(request.output.appending(name: step.name)))\n"
    }
}
