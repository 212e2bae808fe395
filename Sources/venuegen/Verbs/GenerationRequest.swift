internal import CommandArguments
internal import SourceText
internal import VenueCodegen

/// What `generate` and `check` have in common: which specs, where their clients are, and how they are to be.
struct GenerationRequest {
    /// The options both verbs have.
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

    /// The operands, as given.
    let operands: [String]
    /// The output directory, as given.
    let output: String
    /// The generator, set up.
    let generator: ClientGenerator
    /// When to colour.
    let color: Console.ColorMode

    /// Reads the request off the arguments.
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
    /// The specs a verb works on.
    static let specs = Self(
        name: "spec",
        help: """
            A spec, or a directory whose '*\(SpecPaths.suffix)' are meant, not those in its subdirectories. \
            (default: Specs)
            """,
        isRepeating: true)
}

extension CommandDescription.Option {
    /// When diagnostics and diffs are coloured.
    static let color = Self(
        name: "color", value: "when", choices: Console.ColorMode.allCases.map(\.rawValue),
        help: "When to colour: auto, which is on a terminal unless NO_COLOR is set; always; never. (default: auto)")
}
