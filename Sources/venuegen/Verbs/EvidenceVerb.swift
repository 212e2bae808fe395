internal import ClientGeneration
internal import CommandArguments
internal import SourceText
internal import SpecMaintenance
internal import VenueSpec

/// `evidence`: specs held against saved copies of their pages.
struct EvidenceVerb: Verb {
    static let description = CommandDescription(
        "evidence", summary: "Hold specs against saved copies of the vendors' pages.",
        discussion: """
            Reports whether the page is the one the spec was read from, by 'docs.digest'; which documented names, values, \
            codes, statuses and matched texts of the spec are not on it; and what looks like a name, a status or a code on it \
            and is nowhere in the spec. The page is UTF-8, text or HTML; markup, white space, kinds of quotes and invisible \
            characters do not count. Facts whose basis is inferred or external are not looked for.

            It also looks for hints beside the names of parameters: limits, such as '1 - 20', 'max 20 characters' or \
            'maxLength: 20', that are not the spec's, and words such as 'required' and 'optional' that say something else. \
            Pages are read by rule of thumb, so these are warnings that tell where to look, and silence proves nothing.

            A read, a login or a cancel of all orders that has a page of its own, under 'docs', is held against it as SPEC#NAME.

            With '--since' and an earlier copy of the page it tells what changed: findings the earlier copy does not have, and \
            lines that hold facts of the spec or stand beside one, in both versions.

            '--accept' says that the page was read: it writes the new digest and day into the spec and not a byte elsewhere. \
            The digest is computed by the system's sha256sum, shasum or openssl.

            EXAMPLES:
              # two specs, each with its page
              venuegen evidence a.venue.yaml a.html b.venue.yaml b.html
              # a read with a page of its own
              venuegen evidence a.venue.yaml#getOrder b.html
              # what changed on a page since the spec was read from it
              venuegen evidence a.venue.yaml a.html --since old/a.html
            """,
        operands: [
            .init(
                name: "spec", help: "A spec, or SPEC#NAME for a read or login with a page of its own.", isRequired: true
            ),
            .init(
                name: "page", help: "Its saved page, and after it further specs and reads, each with its page.",
                isRepeating: true,
                isRequired: true),
        ],
        options: [
            .init(
                name: "since", value: "old-page",
                help: """
                    The page as it was, to tell what changed; or a directory with earlier copies, each named like the page.
                    """),
            .init(name: "accept", value: nil, help: "Write the page's digest and the day it was read into the spec."),
            .init(
                name: "read", value: "day",
                help: "With --accept, the day the page was read, as YYYY-MM-DD. (default: today, UTC)"),
            ReportFormat.option,
            .color,
        ],
        usage: """
            venuegen evidence <spec> <page> [<spec> <page> ...] [--since <old-page>] [--accept] [--read <day>] \
            [--format <format>] [--color <when>]
            """)

    private static let pageLimit = 16 << 20

    /// The paths of specs, each with its page's, and with the read whose page that is, if it is not the spec's.
    private let pairs: [(spec: String, read: String?, page: String)]
    /// The earlier page's path, or that of a directory with earlier pages.
    private let earlier: String?
    /// The day to write with the digest, if both are to be written.
    private let acceptedDay: CalendarDate?
    private let format: ReportFormat
    private let color: Console.ColorMode

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        let paths = arguments.operands
        guard !paths.isEmpty, paths.count.isMultiple(of: 2) else {
            throw UsageError("expected a spec and a saved page, or several such pairs", command: Self.description)
        }
        pairs = stride(from: 0, to: paths.count, by: 2).map { Self.pair(paths[$0], paths[$0 + 1]) }
        earlier = arguments.options["since"]
        let isAccepting = arguments.options["accept"] != nil
        if isAccepting, Set(pairs.map { [$0.spec, $0.read] }).count < pairs.count {
            throw UsageError(
                "a spec, or a read of it, has one page whose digest '--accept' can write", command: Self.description)
        }
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

    /// A spec, which may stand before a read and `#`, with its page.
    private static func pair(_ operand: String, _ page: String) -> (spec: String, read: String?, page: String) {
        guard let end = operand.firstRange(of: SpecPaths.suffix + "#")?.upperBound else { return (operand, nil, page) }
        return (String(operand[..<operand.index(before: end)]), String(operand[end...]), page)
    }

    private struct Review {
        /// The spec, its page, and the earlier page.
        var files: [SourceFile]
        var pages: [SourceFile]
        var diagnostics: [Diagnostic] = []
        /// What changed and is not reported: findings the earlier page has as well, and lines the spec has no part in.
        var rest: [String] = []
        /// Whether a digest was written; `nil` where none was to be.
        var isAccepted: Bool?
    }

    func run(_ console: Console) throws(FileError) -> ExitStatus {
        var reviews: [Review] = []
        var lines: [String] = []
        var unreadable: [FileError] = []
        for pair in pairs {
            do throws(FileError) {
                let review = try review(pair)
                reviews.append(review)
                let spec = VisibleText.of(pair.spec + (pair.read.map { "#\($0)" } ?? ""))
                if let isAccepted = review.isAccepted {
                    lines.append("\(isAccepted ? "accepted" : "unchanged") \(spec)")
                }
                let tally = SpecSet(files: [], diagnostics: review.diagnostics).tally
                lines.append("\(spec): \(([tally] + review.rest).joined(separator: "; "))")
            } catch  where !unreadable.contains(where: { $0.message == error.message }) {
                unreadable.append(error)
            } catch {}
        }
        let set = SpecSet(
            files: reviews.flatMap(\.files), pages: reviews.flatMap(\.pages),
            diagnostics: reviews.flatMap(\.diagnostics),
            unreadable: unreadable)
        format.report(set, on: console, color: color)
        if format == .text { console.writeResult(lines.map { $0 + "\n" }.joined()) }
        return set.status
    }

    /// Holds one spec against its page, and writes its digest if it is to be.
    private func review(_ pair: (spec: String, read: String?, page: String)) throws(FileError) -> Review {
        var file = SourceFile(path: pair.spec, bytes: try FileSystem.read(pair.spec, limit: SpecFiles.sizeLimit))
        let page = try Self.page(pair.page)
        let old = try earlierPath(of: pair.page).map { (path) throws(FileError) in try Self.page(path) }
        var (evidence, diagnostics) = try Self.evidence(of: file, pair.read)
        var review = Review(files: [file], pages: [page.file] + (old.map { [$0.file] } ?? []), diagnostics: diagnostics)
        if let spec = evidence {
            let digest = try SHA256Tool.digest(of: page.foldedText)
            if let day = acceptedDay, let accepted = spec.accepting(digest: digest, read: day) {
                let isChange = Array(accepted.utf8) != file.bytes
                if isChange { try SpecRewriter.write([(file.path, file.bytes, accepted)]) }
                file = SourceFile(path: pair.spec, text: accepted)
                evidence = try Self.evidence(of: file, pair.read).evidence
                review.isAccepted = isChange
                review.files = [file]
            }
            if let old, let changes = evidence?.findings(on: page, digest: digest, since: old) {
                diagnostics = changes.findings
                if changes.knownCount > 0 { review.rest.append("\(changes.knownCount) more on both pages") }
                if changes.otherCount > 0 {
                    let times = changes.otherCount == 1 ? "one place" : "\(changes.otherCount) places"
                    review.rest.append("the pages differ in \(times) where the spec has no part")
                }
            } else {
                diagnostics = evidence?.findings(on: page, digest: digest) ?? []
            }
            review.diagnostics = diagnostics
            let others = spec.readsApart.filter { read in
                pair.read == nil && !pairs.contains { $0.spec == pair.spec && $0.read == read }
            }
            if !others.isEmpty {
                review.rest.append("read from pages of their own: \(others.joined(separator: ", "))")
            }
        }
        review.files += review.pages
        return review
    }

    /// A spec to be held against its page, or against that of a read.
    private static func evidence(
        of file: SourceFile, _ read: String?
    ) throws(FileError) -> (evidence: SpecEvidence?, diagnostics: [Diagnostic]) {
        let (evidence, diagnostics) = SpecEvidence.read(file)
        guard let read, let evidence else { return (evidence, diagnostics) }
        if let apart = evidence.heldAgainstPage(of: read) { return (apart, diagnostics) }
        let known = evidence.readsApart.map { "'\($0)'" }.joined(separator: ", ")
        throw FileError(
            "'\(file.path)' has no read or login '\(read)' with a page of its own, under 'docs'; "
                + (known.isEmpty ? "none of its reads has one" : "those that have one: \(known)"))
    }

    private static func page(_ path: String) throws(FileError) -> PageText {
        let copy = SourceFile(path: path, bytes: try FileSystem.read(path, limit: pageLimit))
        guard let text = PageText(copy) else { throw FileError("cannot read '\(path)': it is not UTF-8") }
        return text
    }

    /// Where the earlier copy of a page is, if there is to be one.
    private func earlierPath(of page: String) throws(FileError) -> String? {
        guard let earlier else { return nil }
        guard try FileSystem.info(earlier)?.kind == .directory else { return earlier }
        return earlier.appending(name: SourceFile(path: page, bytes: []).name)
    }
}

/// SHA-256 by a program of the system.
///
/// The tool links libyaml and nothing else, because everyone who uses the plugin compiles it; and a hash of our own would
/// be one more thing to trust. The programs asked are those that come with Linux, macOS and OpenSSL.
enum SHA256Tool {
    /// The command lines, best first.
    private static let commands: [(program: String, arguments: [String])] = [
        ("sha256sum", []), ("shasum", ["-a", "256"]), ("openssl", ["dgst", "-sha256", "-r"]),
    ]

    /// `sha256:` and the 64 hex digits of a text's digest.
    static func digest(of text: String) throws(FileError) -> String {
        for (program, arguments) in commands {
            // One that cannot be run is as good as one that is not there.
            guard let run = try? Subprocess.run(program, arguments, input: Array(text.utf8)) else { continue }
            let digits = run.output.prefix { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            guard run.status == 0, digits.count == 64 else {
                throw FileError(
                    "'\(program)' computed no SHA-256 digest: \(run.error.isEmpty ? "no reason given" : run.error)")
            }
            return "sha256:" + String(decoding: digits, as: UTF8.self)
        }
        let names = commands.map { "'\($0.program)'" }.joined(separator: ", ")
        throw FileError("cannot compute the page's digest: none of \(names) is in PATH; install one of them")
    }
}
