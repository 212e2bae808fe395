internal import CommandArguments
internal import SourceText
internal import VenueSpec

/// `fmt`: the canonical layout of the specs.
struct FmtVerb: Verb {
    static let description = CommandDescription(
        "venuegen fmt", summary: "Lay specs out in the one canonical way.",
        discussion: """
            Puts the keys of the language in its order, quotes only what needs quotes, indents by two, breaks what is longer \
            than 120 columns, and keeps every comment beside what it is about. Whether a mapping that fits on a line stands on \
            one stays its author's choice. What a spec says does not change; one that is no YAML, or not of the language's \
            grammar, is reported and left alone.
            """,
        operands: [.specs],
        options: [
            .init(
                name: "check", value: nil,
                help: "Write nothing; show what would change as a unified diff, and exit with 1 if anything would."),
            .color,
        ])

    /// The operands, as given.
    private let operands: [String]
    /// Whether to write nothing.
    private let isCheck: Bool
    /// When to colour.
    private let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) {
        operands = arguments.operands
        isCheck = arguments.options["check"] != nil
        color = arguments.choice("color", default: .auto)
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        let specs = SpecFiles(operands: operands)
        var canonical: [(file: SourceFile, text: String)] = []
        var refusals: [Diagnostic] = []
        for file in specs.files {
            let (text, diagnostics) = SpecFormatter.format(file)
            refusals += diagnostics
            if let text { canonical.append((file, text)) }
        }
        let report = TextReport(console: console, color: color)
        report.show(specs.unreadable)
        report.show(refusals.inReadingOrder(), files: specs.files)
        let findings = canonical.compactMap { SpecFormatter.finding($0.file, canonical: $0.text) }
        if isCheck {
            try show(canonical, findings, console)
        } else {
            let changed = Set(findings.map(\.path))
            try SpecRewriter.write(canonical.filter { changed.contains($0.file.path) })
            for (file, _) in canonical {
                try console.writeResult("\(changed.contains(file.path) ? "formatted" : "unchanged") \(file.path)\n")
            }
        }
        if !specs.unreadable.isEmpty { return .unreadable }
        return refusals.isEmpty && (!isCheck || findings.isEmpty) ? .clean : .findings
    }

    /// Shows what would change.
    private func show(
        _ canonical: [(file: SourceFile, text: String)], _ findings: [Diagnostic], _ console: Console
    ) throws(FileError) {
        guard !findings.isEmpty else {
            let count = canonical.count
            if count > 0 {
                try console.writeResult("\(count) \(count == 1 ? "spec is" : "specs are") in canonical layout\n")
            }
            return
        }
        let isColoured = console.usesColor(color, on: .output)
        for (file, text) in canonical {
            let diff = UnifiedDiff(path: file.path, old: file.bytes, new: Array(text.utf8))
            try console.writeResult(diff.render(colour: isColoured))
        }
        TextReport(console: console, color: color).show(findings, files: canonical.map(\.file))
        console.writeDiagnostic("help: run 'venuegen fmt' with the same arguments and commit what it changes\n")
    }
}
