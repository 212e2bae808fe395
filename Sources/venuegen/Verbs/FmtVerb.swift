internal import ClientGeneration
internal import CommandArguments
internal import SourceText
internal import SpecMaintenance
internal import VenueSpec

/// `fmt`: the canonical layout of the specs.
struct FmtVerb: Verb {
    static let description = CommandDescription(
        "fmt", summary: "Lay specs out in the one canonical way.",
        discussion: """
            Puts the keys of the language in its order, quotes only what needs quotes, indents by two, breaks what is longer \
            than 120 columns, and keeps every comment beside what it is about. Whether a mapping that fits on a line stands on \
            one stays its author's choice. What a spec says does not change; one that is no YAML, or not of the language's \
            grammar, is reported and left alone. Of '-', standard input, the layout goes to standard output.
            """,
        operands: [.specs],
        options: [
            .init(
                name: "check", value: nil,
                help: "Write nothing; show what would change as a unified diff, and exit with 1 if anything would."),
            ReportFormat.option,
            .color,
        ])

    private let operands: [String]
    private let isCheck: Bool
    private let format: ReportFormat
    private let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        operands = arguments.operands
        isCheck = arguments.options["check"] != nil
        format = arguments.choice("format", default: .text)
        if format != .text, !isCheck {
            throw UsageError("'--format' goes with '--check'", command: Self.description)
        }
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
        let findings = canonical.compactMap { SpecFormatter.finding($0.file, canonical: $0.text) }
        let set = SpecSet(files: specs.files, diagnostics: refusals.inReadingOrder(), unreadable: specs.unreadable)
        format.report(format == .text ? set : set.adding(findings), on: console, color: color)
        guard format == .text else { return set.adding(findings).status }
        if isCheck {
            show(canonical, findings, console)
        } else {
            let changed = Set(findings.map(\.path))
            /// The text as the file ends its lines.
            func written(_ file: SourceFile, _ text: String) -> String {
                file.endsLinesWithReturns ? Self.returning(text) : text
            }
            let isInput = { (file: SourceFile) in file.path == SpecPaths.standardInput.name }
            let rewrites = canonical.filter { changed.contains($0.file.path) && !isInput($0.file) }
            try SpecRewriter.write(rewrites.map { ($0.file.path, $0.file.bytes, written($0.file, $0.text)) })
            for (file, text) in canonical {
                if isInput(file) {
                    console.writeResult(written(file, text))
                    continue
                }
                let word = changed.contains(file.path) ? "formatted" : "unchanged"
                console.writeResult("\(word) \(VisibleText.of(file.path))\n")
            }
        }
        if !specs.unreadable.isEmpty { return .unreadable }
        return refusals.isEmpty && (!isCheck || findings.isEmpty) ? .clean : .findings
    }

    /// Text whose lines end as a checkout with carriage returns has them.
    private static func returning(_ text: String) -> String {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            .joined(separator: "\r\n")
    }

    private func show(
        _ canonical: [(file: SourceFile, text: String)], _ findings: [Diagnostic], _ console: Console
    ) {
        guard !findings.isEmpty else {
            let count = canonical.count
            if count > 0 {
                console.writeResult("\(count) \(count == 1 ? "spec is" : "specs are") in canonical layout\n")
            }
            return
        }
        let isColoured = console.usesColor(color, on: .output)
        for (file, text) in canonical {
            let diff = UnifiedDiff(path: file.path, old: file.foldedBytes, new: Array(text.utf8))
            console.writeResult(diff.render(colour: isColoured))
        }
        TextReport(console: console, color: color).show(findings, files: canonical.map(\.file))
        console.writeDiagnostic("help: run 'venuegen fmt' with the same arguments and commit what it changes\n")
    }
}

/// Gives files a new text in place: each of them has the old text or the new one at any moment.
enum SpecRewriter {
    /// A file, its text as it was read, and the new one; the old one is `nil` for a file that is not there.
    typealias Rewrite = (path: String, old: [UInt8]?, new: String)

    /// Writes the new texts.
    ///
    /// A symbolic link stays one; the file it leads to is written. Of the files in one directory all are written or none.
    static func write(_ rewrites: [Rewrite]) throws(FileError) {
        var steps: [String: [OutputPlan.Step]] = [:]
        for rewrite in rewrites {
            let path = rewrite.old == nil ? rewrite.path : try FileSystem.resolve(rewrite.path)
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
            let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
            let action = OutputPlan.Step.Action.write(old: rewrite.old, new: Array(rewrite.new.utf8))
            let name = SourceFile(path: path, bytes: []).name
            steps[directory, default: []].append(OutputPlan.Step(name: name, action: action))
        }
        for (directory, steps) in steps.sorted(by: { $0.key < $1.key }) {
            try OutputWriter.withLock(on: directory) { (writer) throws(FileError) in
                for case (let name, .write(let old, _)) in steps.map({ ($0.name, $0.action) }) {
                    let path = directory == "." ? name : directory.appending(name: name)
                    let isThere = try FileSystem.info(path) != nil
                    guard try (isThere ? FileSystem.read(path, limit: SpecFiles.sizeLimit) : nil) == old else {
                        throw FileError("cannot write '\(path)': it was changed in the meantime; run this again")
                    }
                }
                try writer.carryOut(OutputPlan(steps: steps))
            }
        }
    }
}
