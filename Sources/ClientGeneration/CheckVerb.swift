package import CommandArguments
internal import SourceText

/// `check`: proves that committed clients are what the specs give.
package struct CheckVerb: Verb {
    package static let description = CommandDescription(
        "check", summary: "Prove that the generated files are what the specs give.",
        discussion: """
            Compares the output directory with a fresh generation in memory and writes nothing. For every file that is \
            stale, edited, missing, orphaned or hand-written in a generated one's place, a unified diff shows the difference, \
            in text only. How lines end makes no difference.
            """,
        operands: [.specs], options: GenerationRequest.options)

    private let request: GenerationRequest

    package init(_ arguments: ParsedCommandLine.Arguments) { request = GenerationRequest(arguments) }

    package func run(_ console: Console) throws(FileError) -> ExitStatus {
        let report = TextReport(console: console, color: request.color)
        let specs = request.specs()
        report.show(specs)
        guard specs.status == .clean else { return specs.status }
        let (plan, findings) = try compare(specs)
        guard !findings.isEmpty else {
            console.writeResult("\(VisibleText.of(request.output)): \(plan.steps.count) files are up to date\n")
            return .clean
        }
        let isColoured = console.usesColor(request.color, on: .output)
        let diffs = plan.steps.map(diff) + plan.obstacles.compactMap(diff)
        console.writeResult(diffs.flatMap { $0.render(colour: isColoured) })
        report.show(findings)
        console.writeDiagnostic("help: run 'venuegen generate' with the same arguments and commit what it changes\n")
        return .findings
    }

    /// The specs with everything wrong with them, or else with the files that are not what they give.
    package func findings() throws(FileError) -> SpecSet {
        let specs = request.specs()
        return specs.status == .clean ? specs.adding(try compare(specs).findings) : specs
    }

    private func compare(_ specs: SpecSet) throws(FileError) -> (plan: OutputPlan, findings: [Diagnostic]) {
        let existing = try OutputDirectory(path: request.output)
        let plan = OutputPlan(generated: request.files(for: specs), existing: existing.files)
        let findings = plan.steps.compactMap { OutputRule.finding($0, in: request.output) }
        return (plan, findings + plan.obstacles.map { OutputRule.finding($0, in: request.output) })
    }

    /// What the specs give in place of a file that stays; its header may merely be damaged.
    private func diff(of obstacle: OutputPlan.Obstacle) -> UnifiedDiff? {
        obstacle.contents.map {
            UnifiedDiff(path: request.output.appending(name: obstacle.name), old: $0.old, new: $0.new)
        }
    }

    /// What would change in a file.
    private func diff(of step: OutputPlan.Step) -> UnifiedDiff {
        let path = request.output.appending(name: step.name)
        return switch step.action {
        case .keep: UnifiedDiff(path: path, old: [], new: [])
        case .write(let old, let new): UnifiedDiff(path: path, old: old, new: new)
        case .remove(let old): UnifiedDiff(path: path, old: old, new: nil)
        }
    }
}
