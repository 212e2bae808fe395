internal import SourceText
internal import VenueSpec

/// A venue's part of the page: its findings, then both versions side by side.
struct HTMLVenueSection {
    let review: DiffReview
    let venue: VenueDifference
    let id: String
    let findings: [(finding: Finding, id: String)]
    private let tables: [HTMLComparisonTable]

    init(review: DiffReview, venue: VenueDifference, id: String) {
        self.review = review
        self.venue = venue
        self.id = id
        var counts: [String: Int] = [:]
        let findings = venue.findings.map { finding in
            let count = counts[finding.fingerprint, default: 0] + 1
            counts[finding.fingerprint] = count
            return (finding, "finding-\(finding.fingerprint)" + (count == 1 ? "" : "-\(count)"))
        }
        self.findings = findings
        let hasSeveralCalls = Set((venue.new ?? venue.old)?.operations.map(\.name) ?? []).count > 1
        tables = VenueComparison(venue).tables.enumerated().map { index, table in
            HTMLComparisonTable(
                table: table, id: "\(id)-\(index + 1)", isTitledByCall: hasSeveralCalls,
                sides: venue.old == nil ? .new : venue.new == nil ? .old : .both, findings: findings)
        }
    }

    /// Whether only one version has it, in a word.
    var kind: String? { venue.old == nil ? "new" : venue.new == nil ? "gone" : nil }

    var contents: [(id: String, title: String)] {
        [("\(id)-findings", "Findings")] + tables.map { ($0.id, $0.title) }
    }

    func render() -> String {
        var explained: Set<String> = []
        let articles = findings.map { entry in
            let isFirst = explained.insert(entry.finding.rule).inserted
            return article(entry.finding, id: entry.id, isExplained: isFirst)
        }
        let places = [venue.old?.file.path, venue.new?.file.path].compactMap { $0 }.map(HTMLText.code)
        let tag = kind.map { " <span class=\"tag\">\($0)</span>" } ?? ""
        return """
            <section class="venue" aria-labelledby="\(id)">
            <h2 id="\(id)">\(HTMLText.escaped(venue.name))\(tag)\
            <small>\(HTMLText.escaped(review.counted(venue.findings)))</small></h2>
            <p class="quiet">\(places.joined(separator: " → ")) <a class="up" href="#top">to the top</a></p>
            <h3 id="\(id)-findings">Findings</h3>
            \(articles.joined(separator: "\n"))
            \(tables.map { $0.render() }.joined(separator: "\n"))
            </section>
            """
    }

    private func article(_ finding: Finding, id: String, isExplained: Bool) -> String {
        let acceptance = review.acceptance.acceptance(of: finding)
        let style = acceptance == nil ? finding.level.rawValue : "accepted"
        let label = acceptance == nil ? finding.level.rawValue : "accepted \(finding.level.rawValue)"
        let places = [finding.old, finding.new].compactMap { $0?.place }.map(HTMLText.code).joined(separator: " → ")
        let explanation = isExplained ? review.rules.first { $0.id == finding.rule }?.explanation : nil
        return """
            <article class="finding \(style)" id="\(id)">
            <h4><span class="level \(style)">\(label)</span> \(HTMLText.escaped(finding.headline))</h4>
            \(texts(of: finding))\
            \(explanation.map { "<p class=\"why\">\(HTMLText.prose($0))</p>\n" } ?? "")\
            <dl class="facts">
            \(facts(of: finding, acceptance))<div><dt>Where</dt><dd>\(HTMLText.code(finding.subject))<br>\(places)</dd></div>
            <div><dt>Rule</dt><dd><code>\(HTMLText.escaped(finding.rule))</code>, \(finding.category.rawValue); \
            fingerprint <code>\(finding.fingerprint)</code></dd></div>
            </dl>
            </article>
            """
    }

    /// What both versions say, with the differing words marked.
    private func texts(of finding: Finding) -> String {
        guard finding.old?.text != nil || finding.new?.text != nil else { return "" }
        let words = WordDiff(old: finding.old?.text ?? "", new: finding.new?.text ?? "")
        func side(_ title: String, _ text: String?, _ pieces: [WordDiff.Piece], _ tag: String) -> String {
            let content = text == nil ? "<span class=\"quiet\">not there</span>" : HTMLText.marked(pieces, as: tag)
            return "<div><h5>\(title)</h5><p class=\"text\">\(content)</p></div>"
        }
        return "<div class=\"sides\">\(side("Old", finding.old?.text, words.old, "del"))"
            + "\(side("New", finding.new?.text, words.new, "ins"))</div>\n"
    }

    /// What a finding touches, each kind on a line.
    private func facts(of finding: Finding, _ acceptance: AcceptedChange?) -> String {
        var facts: [(String, String)] = []
        if let acceptance {
            facts.append(
                (
                    "Accepted",
                    HTMLText.escaped("by \(acceptance.by) until \(acceptance.until.text): \(acceptance.reason)")
                ))
        }
        if !finding.symbols.isEmpty {
            facts.append(("Swift", finding.symbols.map(HTMLText.code).joined(separator: ", ")))
        }
        if !finding.outcomes.isEmpty {
            facts.append(("Outcomes", finding.outcomes.map(HTMLText.escaped).joined(separator: "<br>")))
        }
        let rows = tables.flatMap { $0.links(about: finding) }
        if !rows.isEmpty { facts.append(("In tables", rows.joined(separator: ", "))) }
        return facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" }.joined()
    }
}
