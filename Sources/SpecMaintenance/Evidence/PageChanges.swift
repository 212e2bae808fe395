internal import SourceText
internal import VenueSpec

/// What changed between two versions of a page, as far as a spec has a part in it.
struct PageChanges {
    /// The changes of lines that hold facts of the spec, or stand beside one.
    private(set) var findings: [Diagnostic] = []
    /// How many stretches of lines changed beside those.
    private(set) var otherCount = 0

    /// Lines that took the place of others.
    private struct Stretch {
        var old: Range<Int>
        var new: Range<Int>
    }

    private let pages: (old: PageText, new: PageText)
    private let lines: (old: [Range<Int>], new: [Range<Int>])

    /// Compares two pages.
    ///
    /// - Parameters:
    ///   - old: The page as it was.
    ///   - new: The page as it is.
    ///   - claims: What the spec says is documented.
    ///   - statements: What stands beside the names of the spec, on the old page and on the new one.
    init(from old: PageText, to new: PageText, claims: [Claim], statements: (old: PageStatements, new: PageStatements)?)
    {
        pages = (old, new)
        lines = (old.lines, new.lines)
        for stretch in stretches() {
            var subjects: [String] = []
            for (page, lines, statements) in [
                (old, lines.old[stretch.old], statements?.old), (new, lines.new[stretch.new], statements?.new),
            ] {
                guard let first = lines.first, let last = lines.last else { continue }
                let search = PageSearch(page, in: first.lowerBound..<last.upperBound)
                subjects += claims.filter { search.holds($0) }.map(\.text)
                subjects += lines.indices.compactMap { statements?.names[$0] }
                let limits =
                    statements?.limits.filter {
                        first.lowerBound <= $0.limit.range.lowerBound && $0.limit.range.upperBound <= last.upperBound
                    } ?? []
                subjects += limits.map { $0.name ?? page.excerpt($0.limit.range) }
            }
            var seen: Set<String> = []
            subjects = subjects.filter { seen.insert($0).inserted }
            if subjects.isEmpty {
                otherCount += 1
            } else {
                findings.append(finding(stretch, subjects))
            }
        }
    }

    /// The stretches of lines in which the pages differ; empty lines do not count.
    private func stretches() -> [Stretch] {
        func text(_ page: PageText, _ line: Range<Int>) -> ArraySlice<UInt8> {
            let trimmed = page.scalars[line].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            return Array(trimmed.text.utf8)[...]
        }
        let diff = LineDiff(
            old: lines.old.map { text(pages.old, $0) }, new: lines.new.map { text(pages.new, $0) })
        var stretches: [Stretch] = []
        var (old, new) = (0, 0)
        while old < lines.old.count || new < lines.new.count {
            let start = (old, new)
            while old < lines.old.count, diff.isRemoved[old] { old += 1 }
            while new < lines.new.count, diff.isInserted[new] { new += 1 }
            let hasText =
                lines.old[start.0..<old].contains { !text(pages.old, $0).isEmpty }
                || lines.new[start.1..<new].contains { !text(pages.new, $0).isEmpty }
            if hasText { stretches.append(Stretch(old: start.0..<old, new: start.1..<new)) }
            (old, new) = (old + 1, new + 1)
        }
        return stretches
    }

    private func finding(_ stretch: Stretch, _ subjects: [String]) -> Diagnostic {
        let rule = EvidenceRules.pageTextChanged
        func characters(_ lines: [Range<Int>], _ range: Range<Int>) -> Range<Int>? {
            guard let first = range.first, let last = range.last else { return nil }
            return lines[first].lowerBound..<lines[last].upperBound
        }
        let shown = subjects.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        let about = "it concerns \(shown)" + (subjects.count > 5 ? " and \(subjects.count - 5) more" : "")
        let was = characters(lines.old, stretch.old).map { ($0, "'\(pages.old.excerpt($0))'") }
        let now = characters(lines.new, stretch.new).map { ($0, "'\(pages.new.excerpt($0))'") }
        let notes = was.map {
            [Diagnostic.Note(message: "it stood here", path: pages.old.file.path, range: pages.old.range($0.0))]
        }
        switch (was, now) {
        case (let was?, let now?):
            return rule.finding(
                "\(was.1) is now \(now.1); \(about)", in: pages.new.file.path, at: pages.new.range(now.0),
                notes: notes ?? [])
        case (nil, let now?):
            return rule.finding("\(now.1) is new; \(about)", in: pages.new.file.path, at: pages.new.range(now.0))
        default:
            return rule.finding(
                "\(was?.1 ?? "") is gone; \(about)", in: pages.old.file.path,
                at: was.map { pages.old.range($0.0) } ?? .fileStart)
        }
    }
}
