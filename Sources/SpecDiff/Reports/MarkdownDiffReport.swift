internal import SourceText
internal import VenueSpec

/// What changed, as a comment on a pull request.
///
/// Errors and warnings stand in a table per venue; everything else about them, and all that is only worth knowing, is
/// folded. A comment takes 65,536 characters: what does not fit is left out from the least important on, and counted.
package struct MarkdownDiffReport: Sendable {
    let review: DiffReview
    /// The most bytes the report may have; characters are never more than those.
    private let limit = 65_000

    package init(review: DiffReview) { self.review = review }

    /// A part of the report that may be left out.
    private struct Part {
        /// What it is part of: the index of a venue.
        let venue: Int
        /// What to leave out first: the greater.
        let rank: Int
        /// Whether it is a row of the table, and not a fold's content.
        let isRow: Bool
        let text: String
    }

    package func render() -> String {
        let parts = review.difference.venues.enumerated().flatMap { index, venue in
            venue.findings.flatMap { self.parts(of: $0, venue: index) }
        }
        // Room for the note about what is left out.
        var room = limit - heading.utf8.count - 600
        var kept: Set<Int> = []
        var shown: Set<Int> = []
        for (index, part) in parts.enumerated().sorted(by: {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }) {
            let frame = shown.contains(part.venue) ? 0 : venueFrame(part.venue).utf8.count
            guard part.text.utf8.count + frame <= room else { continue }
            room -= part.text.utf8.count + frame
            kept.insert(index)
            shown.insert(part.venue)
        }
        let keptByVenue = Dictionary(grouping: parts.indices.filter(kept.contains).map { parts[$0] }, by: \.venue)
        var text = heading
        for index in review.difference.venues.indices {
            guard let own = keptByVenue[index] else { continue }
            text += section(index, rows: own.filter(\.isRow).map(\.text), details: own.filter { !$0.isRow }.map(\.text))
        }
        let leftOut = parts.indices.filter { !kept.contains($0) }.map { parts[$0] }
        return text
            + note(rows: leftOut.count(where: \.isRow), details: leftOut.count { !$0.isRow }, shown: shown.count)
    }

    /// The first lines.
    private var heading: String {
        let findings = review.difference.findings
        let title = findings.isEmpty ? "no findings" : review.counted(findings)
        return """
            ## Cancel calls: \(title)

            \(Self.name(review.old)) → \(Self.name(review.new)): \(review.venueCounts).

            """ + faults
    }

    /// What is wrong with acceptances; of very many the first.
    private var faults: String {
        guard !review.acceptance.diagnostics.isEmpty else { return "" }
        let lines = review.acceptance.diagnostics.prefix(20).map { fault in
            "- \(fault.severity.rawValue): \(MarkdownText.inline(fault.message.clipped(to: 300))) "
                + "(\(MarkdownText.codeOutsideTables(fault.place.clipped(to: 300))))\n"
        }
        let more =
            review.acceptance.diagnostics.count > 20 ? "- and \(review.acceptance.diagnostics.count - 20) more\n" : ""
        return "\n**Accepted changes need care:**\n\n" + lines.joined() + more
    }

    private static func name(_ version: DiffReview.Version) -> String {
        let commit = version.commit.map { " (\(MarkdownText.codeOutsideTables(String($0.prefix(12)))))" } ?? ""
        return MarkdownText.codeOutsideTables(version.name.clipped(to: 300)) + commit
    }

    /// What a venue's section has whatever is in it, for its size.
    private func venueFrame(_ index: Int) -> String { section(index, rows: [""], details: [""]) }

    private func section(_ index: Int, rows: [String], details: [String]) -> String {
        let venue = review.difference.venues[index]
        var text = "\n### \(MarkdownText.inline(venue.name.clipped(to: 300))): \(review.counted(venue.findings))\n"
        if !rows.isEmpty {
            text += "\n| Level | What changes for the caller | Where |\n|---|---|---|\n" + rows.joined()
        }
        if !details.isEmpty {
            let infoCount = venue.findings.count { $0.level == .info }
            let title =
                switch infoCount {
                case 0: "Details"
                case venue.findings.count: "Worth knowing"
                default: "Details, and what is worth knowing"
                }
            text += "\n<details><summary>\(title) (\(details.count))</summary>\n\n" + details.joined() + "</details>\n"
        }
        return text
    }

    /// The row and the details of a finding; one that is worth knowing only has no row.
    private func parts(of finding: Finding, venue: Int) -> [Part] {
        let level = finding.level.rank
        let acceptance = review.acceptance.acceptance(of: finding)
        let details = Part(venue: venue, rank: 10 + level, isRow: false, text: details(of: finding, acceptance))
        guard finding.level != .info else { return [details] }
        let mark = acceptance == nil ? finding.level.mark : "☑️&nbsp;accepted \(finding.level.rawValue)"
        let cells = [
            mark, MarkdownText.inline(finding.headline.clipped(to: 1_000)),
            MarkdownText.code(finding.place.clipped(to: 300)),
        ]
        let row = Part(venue: venue, rank: level, isRow: true, text: "| \(cells.joined(separator: " | ")) |\n")
        return [row, details]
    }

    private func details(of finding: Finding, _ acceptance: AcceptedChange?) -> String {
        var lines = ["**\(finding.level.mark): \(MarkdownText.inline(finding.headline.clipped(to: 1_000)))**", ""]
        let places = [finding.old, finding.new].map { side in
            side.map { MarkdownText.codeOutsideTables($0.place.clipped(to: 300)) } ?? "nothing"
        }
        lines.append(
            "- \(finding.category.rawValue), \(MarkdownText.codeOutsideTables(finding.subject.clipped(to: 300))): ")
        lines[lines.count - 1] += places.joined(separator: " → ")
        if !finding.symbols.isEmpty { lines.append("- Swift: " + Self.list(finding.symbols)) }
        if !finding.outcomes.isEmpty { lines.append("- Outcome rows: " + Self.list(finding.outcomes)) }
        if let acceptance {
            lines.append(
                "- Accepted by \(MarkdownText.inline(acceptance.by)) until \(MarkdownText.inline(acceptance.until.text)): "
                    + MarkdownText.inline(acceptance.reason.clipped(to: 1_000)))
        }
        lines.append(
            "- Why: `venuegen explain \(finding.rule)`; fingerprint \(MarkdownText.code(finding.fingerprint))")
        let texts = Self.lines(finding.old?.text, "- ") + Self.lines(finding.new?.text, "+ ")
        if !texts.isEmpty { lines += ["", MarkdownText.block(texts, language: "diff")] }
        return (lines + ["", ""]).joined(separator: "\n")
    }

    /// Names in code spans; of very many the first.
    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(12).map { MarkdownText.codeOutsideTables($0.clipped(to: 300)) }
        return shown.joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }

    /// What one version says, each line after a mark.
    private static func lines(_ text: String?, _ mark: String) -> [String] {
        guard let text else { return [] }
        return text.clipped(to: 2_000).split(separator: "\n", omittingEmptySubsequences: false).map { mark + $0 }
    }

    /// The last lines: what is not here, and how to see it.
    private func note(rows: Int, details: Int, shown: Int) -> String {
        guard rows + details > 0 else { return "" }
        var parts: [String] = []
        if rows > 0 { parts.append("\(rows) \(rows == 1 ? "row" : "rows")") }
        if details > 0 { parts.append("\(details) \(details == 1 ? "detail" : "details")") }
        let venues = review.difference.venues.count - shown
        if venues > 0 { parts.append("\(venues) \(venues == 1 ? "whole venue" : "whole venues")") }
        return """

            > **Not everything fits into a comment.** Left out, the least severe first: \(parts.joined(separator: ", ")). \
            The counts above are of everything; `venuegen diff` with `--format html` or `text` shows all of it.

            """
    }
}

extension Finding.Level {
    /// The level with a sign, so that it is seen at a glance.
    fileprivate var mark: String {
        switch self {
        case .error: "⛔&nbsp;error"
        case .warning: "⚠️&nbsp;warning"
        case .info: "ℹ️&nbsp;info"
        }
    }
}

extension String {
    /// The text, or its beginning and how much of it is missing.
    func clipped(to limit: Int) -> String {
        // Of code points, as any number of them may combine into one character.
        guard utf8.count > limit, unicodeScalars.count > limit else { return self }
        return String(unicodeScalars.prefix(limit)) + "… (\(unicodeScalars.count - limit) more characters)"
    }
}
