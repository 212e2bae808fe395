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
        operands: [.specs], options: GenerationRequest.options + [ReportFormat.option])

    private let request: GenerationRequest
    private let format: ReportFormat

    package init(_ arguments: ParsedCommandLine.Arguments) {
        request = GenerationRequest(arguments)
        format = arguments.choice("format", default: .text)
    }

    package func run(_ console: Console) throws(FileError) -> ExitStatus {
        let specs = request.specs()
        guard specs.status == .clean else {
            format.report(specs, on: console, color: request.color)
            return specs.status
        }
        let existing = try OutputDirectory(path: request.output)
        let plan = OutputPlan(generated: request.files(for: specs), existing: existing.files)
        let findings =
            plan.steps.compactMap { OutputRules.finding($0, in: request.output) }
            + plan.obstacles.map { OutputRules.finding($0, in: request.output) }
        guard format == .text else {
            format.report(specs.adding(findings), on: console, color: request.color)
            return findings.isEmpty ? .clean : .findings
        }
        format.report(specs, on: console, color: request.color)
        guard !findings.isEmpty else {
            console.writeResult("\(VisibleText.of(request.output)): \(plan.steps.count) files are up to date\n")
            return .clean
        }
        let isColoured = console.usesColor(request.color, on: .output)
        let diffs = plan.steps.map(diff) + plan.obstacles.compactMap(diff)
        console.writeResult(diffs.flatMap { $0.render(colour: isColoured) })
        TextReport(console: console, color: request.color).show(findings)
        console.writeDiagnostic("help: run 'venuegen generate' with the same arguments and commit what it changes\n")
        return .findings
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
