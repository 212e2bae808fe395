internal import CommandArguments
internal import SourceText
internal import SpecMaintenance
internal import VenueSpec

/// `evidence`: a spec held against a saved copy of its page.
struct EvidenceVerb: Verb {
    static let description = CommandDescription(
        "venuegen evidence", summary: "Hold a spec against a saved copy of the vendor's page.",
        discussion: """
            Reports whether the page is the one the spec was read from, by 'docs.digest'; which documented names, values, \
            codes, statuses and matched texts of the spec are not on it; and what looks like a name, a status or a code on it \
            and is nowhere in the spec. The page is UTF-8, text or HTML; markup, white space, kinds of quotes and invisible \
            characters do not count. Facts whose basis is inferred or external are not looked for.

            '--accept' says that the page was read: it writes the new digest and day into the spec and not a byte elsewhere. \
            The digest is computed by the system's sha256sum, shasum or openssl.
            """,
        operands: [
            .init(name: "spec", help: "The spec.", isRequired: true),
            .init(name: "page", help: "The saved page.", isRequired: true),
        ],
        options: [
            .init(name: "accept", value: nil, help: "Write the page's digest and the day it was read into the spec."),
            .init(
                name: "read", value: "day",
                help: "With --accept, the day the page was read, as YYYY-MM-DD. (default: today, UTC)"),
            ReportFormat.option,
            .color,
        ])

    /// More than any page has.
    private static let pageLimit = 16 << 20

    /// The spec's path.
    private let spec: String
    /// The page's path.
    private let page: String
    /// The day to write with the digest, if both are to be written.
    private let acceptedDay: CalendarDate?
    /// Who the findings are for.
    private let format: ReportFormat
    /// When to colour.
    private let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        guard let spec = arguments.operands.first, let page = arguments.operands.dropFirst().first else {
            throw UsageError("expected a spec and a saved page", command: Self.description)
        }
        (self.spec, self.page) = (spec, page)
        let isAccepting = arguments.options["accept"] != nil
        if let text = arguments.options["read"] {
            guard let day = CalendarDate(text) else {
                throw UsageError(
                    "expected a day such as 2026-11-20 for '--read', found '\(text)'", command: Self.description)
            }
            guard isAccepting else { throw UsageError("'--read' goes with '--accept'", command: Self.description) }
            acceptedDay = day
        } else {
            acceptedDay = isAccepting ? Clock.today : nil
        }
        format = arguments.choice("format", default: .text)
        color = arguments.choice("color", default: .auto)
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        var file = SourceFile(path: spec, bytes: try FileSystem.read(spec, limit: SpecFiles.sizeLimit))
        let copy = SourceFile(path: page, bytes: try FileSystem.read(page, limit: Self.pageLimit))
        guard let text = PageText(copy) else { throw FileError("cannot read '\(page)': it is not UTF-8") }
        var (evidence, diagnostics) = SpecEvidence.read(file)
        if let read = evidence {
            let digest = try SHA256Tool.digest(of: text.foldedText)
            if let day = acceptedDay, let accepted = read.accepting(digest: digest, read: day) {
                let changes = Array(accepted.utf8) != file.bytes
                if changes { try SpecRewriter.write([(file, accepted)]) }
                file = SourceFile(path: spec, text: accepted)
                evidence = SpecEvidence.read(file).evidence
                if format == .text {
                    console.writeResult("\(changes ? "accepted" : "unchanged") \(VisibleText.of(spec))\n")
                }
            }
            diagnostics = evidence?.findings(on: text, digest: digest) ?? []
        }
        let set = SpecSet(files: [file, copy], page: copy, diagnostics: diagnostics)
        format.report(set, on: console, color: color)
        if format == .text { console.writeResult("\(VisibleText.of(spec)): \(set.tally)\n") }
        return set.status
    }
}
