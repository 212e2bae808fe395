package import CommandArguments
internal import SourceText
internal import VenueCodegen

/// `generate`: writes the clients of the specs.
package struct GenerateVerb: Verb {
    package static let description = CommandDescription(
        "generate", summary: "Write the Swift clients the specs describe.",
        discussion: """
            Afterwards the output directory holds the clients of exactly these specs: files that are right already are left \
            alone, and generated files whose spec is gone are removed. Files without the generated header are never touched. \
            If any spec has an error, or any file cannot be written, nothing changes.
            """,
        operands: [.specs],
        options: GenerationRequest.options + [
            .init(name: "quiet", value: nil, help: "Do not say which files were written, unchanged or removed.")
        ])

    private let request: GenerationRequest
    /// Whether to keep what was done to oneself.
    private let isQuiet: Bool

    package init(_ arguments: ParsedCommandLine.Arguments) {
        request = GenerationRequest(arguments)
        isQuiet = arguments.options["quiet"] != nil
    }

    package func run(_ console: Console) throws(FileError) -> ExitStatus {
        let specs = request.specs()
        TextReport(console: console, color: request.color).show(specs)
        guard specs.status == .clean else { return specs.status }
        let generated = request.files(for: specs)
        return try OutputWriter.withLock(on: request.output) { (writer) throws(FileError) in
            let existing = try OutputDirectory(path: request.output)
            let plan = OutputPlan(generated: generated, existing: existing.files)
            guard plan.obstacles.isEmpty else {
                let findings = plan.obstacles.map { OutputRule.finding($0, in: request.output) }
                TextReport(console: console, color: request.color).show(findings)
                return .findings
            }
            try writer.carryOut(plan)
            if !isQuiet { console.writeResult(plan.steps.map(describe).joined()) }
            return .clean
        }
    }

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

/// What `generate` and `check` have in common: which specs, where their clients are, and how they are to be.
struct GenerationRequest {
    static let options: [CommandDescription.Option] = [
        .init(
            name: "output", value: "dir",
            help: "The directory of the generated files. (default: \(defaultOutput))"),
        .init(
            name: "access", value: "level", choices: AccessLevel.allCases.map(\.rawValue),
            help: "The access level of what is generated: public, package or internal. (default: public)"),
        .color,
    ]

    /// Where generated files are unless the command line says otherwise.
    private static let defaultOutput = "Generated/VenueClients"

    let operands: [String]
    let output: String
    let generator: ClientGenerator
    let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) {
        operands = arguments.operands
        output = arguments.options["output"] ?? Self.defaultOutput
        generator = ClientGenerator(access: arguments.choice("access", default: .public))
        color = arguments.choice("color", default: .auto)
    }

    /// The specs with everything that keeps them from being generated.
    func specs() -> SpecSet { SpecSet(operands: operands, needsNames: true) }

    /// The files that specs without errors give.
    func files(for specs: SpecSet) -> [GeneratedFile] { generator.files(for: specs.venues) }
}

extension CommandDescription.Operand {
    package static let specs = Self(
        name: "spec",
        help: """
            A spec, or a directory whose '*\(SpecPaths.suffix)' are meant, not those in its subdirectories. \
            (default: Specs)
            """,
        isRepeating: true)
}

extension CommandDescription.Option {
    package static let color = Self(
        name: "color", value: "when", choices: Console.ColorMode.allCases.map(\.rawValue),
        help: "When to colour: auto, which is on a terminal unless NO_COLOR is set; always; never. (default: auto)")
}
