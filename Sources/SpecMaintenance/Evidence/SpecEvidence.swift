package import SourceText
package import VenueSpec

/// A spec held against a saved copy of the page it, or one of its reads, was read from.
package struct SpecEvidence: Sendable {
    /// Documentation of the rules of evidence, sorted by id.
    package static let rules = [
        EvidenceRules.factNotOnPage, EvidenceRules.limitDiffers, EvidenceRules.nameNotInSpec, EvidenceRules.pageChanged,
        EvidenceRules.pageTextChanged, EvidenceRules.requiredDiffers,
    ]

    private let file: SourceFile
    private let document: SpecNode
    /// The pages it was read from, its own first.
    private let pages: [DocumentedPage]
    /// The one it is held against.
    private let expected: DocumentedPage
    /// What it means, as far as it does.
    private let whole: Venue?

    /// The reads with a page of their own.
    package var readsApart: [String] { pages.compactMap(\.read) }

    /// A spec that can be read, to be held against its own page, or what keeps it from it: it is no YAML, or not of the
    /// language's grammar.
    package static func read(_ file: SourceFile) -> (evidence: SpecEvidence?, diagnostics: [Diagnostic]) {
        let (wellFormed, findings) = SpecText.wellFormed(file)
        let document = wellFormed?.decoded
        let pages = document.map(DocumentedPage.all) ?? []
        guard let document, let page = pages.first else { return (nil, findings) }
        let analysis = SpecAnalysis([file], executesExamples: false, keepsFaulty: true)
        let evidence = SpecEvidence(
            file: file, document: document, pages: pages, expected: page, whole: analysis.venues.first)
        return (evidence, findings)
    }

    /// The same spec, to be held against the page of a read; `nil` where it has no such read.
    package func heldAgainstPage(of read: String) -> SpecEvidence? {
        pages.first { $0.read == read }.map {
            SpecEvidence(file: file, document: document, pages: pages, expected: $0, whole: whole)
        }
    }

    /// What of the spec is expected on the page, as calls and their types.
    private var venue: Venue? {
        guard var venue = whole else { return nil }
        venue.operations = venue.calls.filter { expected.callNames.contains($0.name.text) }
        (venue.cancelAlls, venue.reads, venue.logins) = ([], [], [])
        venue.types.removeAll { !expected.types.contains($0.name.text) }
        return venue
    }

    /// Everything in which page and spec differ; the digest is that of the page's folded text.
    package func findings(on page: PageText, digest: String) -> [Diagnostic] {
        let claims = ClaimReader.claims(of: document, on: expected)
        let search = PageSearch(page)
        var found = missing(claims.filter { !search.holds($0) })
        if let stated = expected.digest, stated.text != digest {
            let subject = expected.read.map { "'\($0)'" } ?? "this spec"
            found.append(
                EvidenceRules.pageChanged.finding(
                    "'\(page.file.path)' is not the page \(subject) was read from, its digest is '\(digest)'; read it, then "
                        + "use '--accept'", in: file.path, at: stated.range))
        }
        let beside = venue.map { ParameterEvidence($0, on: page).findings() } ?? []
        return found.inReadingOrder() + beside + unknownNames(on: page)
    }

    /// What changed on the page since an earlier copy, as far as this spec is concerned.
    ///
    /// That is: findings the earlier one does not have, and lines that hold facts of the spec, or stand beside one.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - digest: That of the page's folded text.
    ///   - old: The earlier copy.
    /// - Returns: The findings, how many more the earlier page has as well, and in how many stretches of lines that the
    ///   spec has no part in the pages differ.
    package func findings(
        on page: PageText, digest: String, since old: PageText
    ) -> (findings: [Diagnostic], knownCount: Int, otherCount: Int) {
        func isOfDigest(_ finding: Diagnostic) -> Bool { finding.rule == EvidenceRules.pageChanged.id }
        let before = Set(findings(on: old, digest: digest).map { [$0.rule, $0.message] })
        let now = findings(on: page, digest: digest)
        let new = now.filter { isOfDigest($0) || !before.contains([$0.rule, $0.message]) }
        let changes = PageChanges(
            from: old, to: page, claims: ClaimReader.claims(of: document, on: expected),
            statements: venue.map {
                (ParameterEvidence.statements(of: old, for: $0), ParameterEvidence.statements(of: page, for: $0))
            })
        return (new + changes.findings, now.count - new.count, changes.otherCount)
    }

    /// Findings about claims the page does not hold, those of one group together.
    private func missing(_ claims: [Claim]) -> [Diagnostic] {
        Dictionary(grouping: claims, by: \.group).sorted { $0.key < $1.key }.compactMap { group, claims in
            guard let first = claims.first else { return nil }
            let names = claims.map { "'\($0.text)'" }.joined(separator: ", ")
            return EvidenceRules.factNotOnPage.finding(
                "\(names) \(claims.count == 1 ? "is" : "are") not on the page, though documented among the \(group); "
                    + "change the spec, or state another basis", in: file.path, at: first.range,
                notes: claims.dropFirst().map {
                    .init(message: "'\($0.text)' is here", path: file.path, range: $0.range)
                })
        }
    }

    /// Findings about what looks like a name on the page and is not in the spec.
    private func unknownNames(on page: PageText) -> [Diagnostic] {
        PageNames(page, spec: SourceLines(file).scalars, values: expected.values).unknown().map { found in
            EvidenceRules.nameNotInSpec.finding(
                "the \(found.kind) '\(found.word)' is not in '\(file.path)'; model it, or mention it",
                in: page.file.path, at: page.range(found.range))
        }
    }

    /// The spec with another digest and day under `docs`, not a byte changed elsewhere; `nil` where they are not there.
    package func accepting(digest: String, read day: CalendarDate) -> String? {
        guard let oldDigest = expected.digest, let oldDay = expected.day else { return nil }
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
