public import SourceText
public import VenueSpec
internal import YAMLDocument

/// A spec held against a saved copy of the page it was read from.
public struct SpecEvidence: Sendable {
    /// Documentation of the rules of evidence, sorted by id.
    public static let rules = [
        EvidenceRules.factNotOnPage, EvidenceRules.nameNotInSpec, EvidenceRules.pageChanged,
    ]

    /// The spec.
    private let file: SourceFile
    /// Its document.
    private let document: Node

    /// A spec that can be read, or what keeps it from it: it is no YAML, or not of the language's grammar.
    public static func read(_ file: SourceFile) -> (evidence: SpecEvidence?, diagnostics: [Diagnostic]) {
        let (node, findings) = SpecText.wellFormed(file)
        return (node.map { SpecEvidence(file: file, document: $0) }, findings)
    }

    /// Everything in which page and spec differ; the digest is that of the page's folded text.
    public func findings(on page: PageText, digest: String) -> [Diagnostic] {
        var report = Report(file)
        if let stated = DocumentedPage(of: document).digest, stated.text != digest {
            report.add(
                EvidenceRules.pageChanged,
                "'\(page.file.path)' is not the page this spec was read from, its digest is '\(digest)'; read it, then "
                    + "use '--accept'", at: stated.range)
        }
        let claims = ClaimReader.claims(of: document)
        let search = PageSearch(page)
        addMissing(claims.filter { !search.holds($0) }, to: &report)
        return report.diagnostics.inReadingOrder() + unknownNames(on: page)
    }

    /// Reports claims the page does not hold, those of one group together.
    private func addMissing(_ claims: [Claim], to report: inout Report) {
        for (group, claims) in Dictionary(grouping: claims, by: \.group).sorted(by: { $0.key < $1.key }) {
            guard let first = claims.first else { continue }
            let names = claims.map { "'\($0.text)'" }.joined(separator: ", ")
            report.add(
                EvidenceRules.factNotOnPage,
                "\(names) \(claims.count == 1 ? "is" : "are") not on the page, though documented among the \(group); "
                    + "change the spec, or state another basis", at: first.range,
                notes: claims.dropFirst().map { ("'\($0.text)' is here", $0.range) })
        }
    }

    /// Reports what looks like a name on the page and is not in the spec.
    private func unknownNames(on page: PageText) -> [Diagnostic] {
        let values = DocumentedPage(of: document).values
        var report = Report(page.file)
        for finding in PageNames(page, spec: SourceLines(file).scalars, values: values).unknown() {
            report.add(
                EvidenceRules.nameNotInSpec,
                "the \(finding.kind) '\(finding.word)' is not in '\(file.path)'; model it, or mention it",
                at: page.range(finding.range))
        }
        return report.diagnostics
    }

    /// The spec with another digest and day under `docs`, not a byte changed elsewhere; `nil` where they are not there.
    public func accepting(digest: String, read day: CalendarDate) -> String? {
        let page = DocumentedPage(of: document)
        guard let oldDigest = page.digest, let oldDay = page.read else { return nil }
        var edits: [Diagnostic.FixIt] = []
        for (node, text) in [(oldDigest, digest), (oldDay, day.text)] {
            let line = file.line(node.range.start.line)?.unicodeScalars.dropFirst(node.range.start.column - 1)
            let quote = line?.first.flatMap { $0 == "'" || $0 == "\"" ? String($0) : nil } ?? ""
            edits.append(Diagnostic.FixIt(message: text, range: node.range, replacement: quote + text + quote))
        }
        var result = file
        // The later one first, so that it does not move the other.
        for edit in edits.sorted(by: { $0.range.start > $1.range.start }) {
            guard let text = edit.apply(to: result) else { return nil }
            result = SourceFile(path: file.path, text: text)
        }
        return String(decoding: result.bytes, as: UTF8.self)
    }
}
