internal import SourceText

/// What changed, as one page that needs nothing else: no script, no font, no picture, no network.
///
/// First the errors of all venues and a table of contents; then, by venue, the findings and both versions side by side.
/// It can be printed, follows the reader's light or dark scheme, and tells nothing by colour alone.
package struct HTMLDiffReport: Sendable {
    let review: DiffReview

    package init(review: DiffReview) { self.review = review }

    package func render() -> String {
        let sections = review.difference.venues.enumerated().map { index, venue in
            HTMLVenueSection(review: review, venue: venue, id: "venue-\(index + 1)")
        }
        let body = [header, errors(sections), faults, contents(sections)] + sections.map { $0.render() } + [legend]
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(HTMLText.escaped(title))</title>
            <style>
            \(HTMLStyle.sheet)
            </style>
            </head>
            <body>
            \(body.filter { !$0.isEmpty }.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    private var title: String {
        "\(review.old.name) → \(review.new.name): \(review.counted(review.difference.findings))"
    }

    private var header: String {
        let numbers = Finding.Level.allCases.map { level in
            let count = review.open(review.difference.findings).count { $0.level == level }
            let label = level.counted(count).drop { $0.isNumber }.dropFirst()
            return "<li class=\"\(count == 0 ? "none" : level.rawValue)\"><b>\(count)</b> \(label)</li>"
        }
        let accepted = review.difference.findings.count - review.open(review.difference.findings).count
        let more = accepted == 0 ? "" : "<li class=\"accepted\"><b>\(accepted)</b> accepted</li>"
        return """
            <header id="top">
            <h1>What changes for callers</h1>
            <dl class="versions">
            <div><dt>Old</dt><dd>\(Self.version(review.old))</dd></div>
            <div><dt>New</dt><dd>\(Self.version(review.new))</dd></div>
            </dl>
            <ul class="numbers">\(numbers.joined())\(more)</ul>
            <p>\(HTMLText.escaped(review.venueCounts)).</p>
            </header>
            """
    }

    private static func version(_ version: DiffReview.Version) -> String {
        HTMLText.code(version.name)
            + (version.commit.map { " <span class=\"quiet\">\(HTMLText.escaped($0))</span>" } ?? "")
    }

    private func errors(_ sections: [HTMLVenueSection]) -> String {
        let items = sections.flatMap { section in
            section.findings.filter {
                $0.finding.level == .error && review.acceptance.acceptance(of: $0.finding) == nil
            }.map {
                entry in
                let link = HTMLText.element(
                    "a", [("href", "#\(entry.id)")], HTMLText.escaped(entry.finding.headline))
                return "<li><b>\(HTMLText.escaped(section.venue.name))</b> \(link)</li>\n"
            }
        }
        guard !items.isEmpty else { return "" }
        return """
            <section class="first" aria-labelledby="errors">
            <h2 id="errors">Look at these first</h2>
            <p>Each may leave an order open, cancel the wrong one, or send credentials elsewhere.</p>
            <ul>
            \(items.joined())</ul>
            </section>
            """
    }

    private var faults: String {
        guard !review.acceptance.diagnostics.isEmpty else { return "" }
        let items = review.acceptance.diagnostics.map { fault in
            "<li><b>\(fault.severity.rawValue)</b> \(HTMLText.escaped(fault.message)) \(HTMLText.code(fault.place))</li>\n"
        }
        return """
            <section aria-labelledby="faults">
            <h2 id="faults">Accepted changes need care</h2>
            <ul>
            \(items.joined())</ul>
            </section>
            """
    }

    private func contents(_ sections: [HTMLVenueSection]) -> String {
        guard !sections.isEmpty else { return "" }
        let rows = sections.map { section in
            let counts = Finding.Level.allCases.map { level in
                let count = review.open(section.venue.findings).count { $0.level == level }
                return "<td class=\"number\">\(count == 0 ? "<span class=\"quiet\">0</span>" : "<b>\(count)</b>")</td>"
            }
            let links = section.contents.map {
                HTMLText.element("a", [("href", "#\($0.id)")], HTMLText.escaped($0.title))
            }
            return """
                <tr><th scope="row"><a href="#\(section.id)">\(HTMLText.escaped(section.venue.name))</a>\
                \(section.kind.map { " <span class=\"tag\">\($0)</span>" } ?? "")</th>\(counts.joined())\
                <td>\(links.joined(separator: " · "))</td></tr>

                """
        }
        return """
            <nav aria-label="Contents">
            <h2>Venues</h2>
            <table class="contents">
            <thead><tr><th scope="col">Venue</th><th scope="col">Errors</th><th scope="col">Warnings</th>\
            <th scope="col">Info</th><th scope="col">Parts</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            </nav>
            """
    }

    private var legend: String {
        """
        <footer>
        <h2>How to read this</h2>
        <dl class="legend">
        <div><dt><span class="level error">error</span></dt><dd>An order may stay open, the wrong order may be cancelled, \
        or credentials may go elsewhere.</dd></div>
        <div><dt><span class="level warning">warning</span></dt><dd>Code or operations need attention.</dd></div>
        <div><dt><span class="level info">info</span></dt><dd>Worth knowing.</dd></div>
        <div><dt><del>text</del> <ins>text</ins></dt><dd>What the old version says and the new one does not, and the \
        reverse.</dd></div>
        <div><dt>basis</dt><dd>How a fact is known; where none is shown, the venue's page states it.</dd></div>
        <div><dt>Outcomes</dt><dd>The first line that fits a reply decides what it means.</dd></div>
        </dl>
        <p class="quiet"><code>venuegen explain RULE</code> shows each rule with an example.</p>
        </footer>
        """
    }
}

enum HTMLText {
    /// Text for content and for quoted attributes, with a visible stand-in for control and text direction characters.
    static func escaped(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.map { VisibleText.of(String($0)) }.joined(separator: "\n").unicodeScalars.map { scalar in
            scalar == "'" ? "&#39;" : VisibleText.entities[scalar] ?? String(scalar)
        }.joined()
    }

    static func element(_ name: String, _ attributes: [(String, String)] = [], _ content: String) -> String {
        "<\(name)\(attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined())>\(content)</\(name)>"
    }

    static func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

    /// Prose with what stands between back-ticks as code.
    static func prose(_ text: String) -> String {
        let parts = text.unicodeScalars.split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            let isCode = index % 2 == 1 && index + 1 < parts.count
            let text = String(part)
            return isCode ? code(text) : (index % 2 == 1 ? "`" : "") + escaped(text)
        }.joined()
    }

    /// The pieces of a text, with those the other version lacks in `del` or `ins`.
    static func marked(_ pieces: [WordDiff.Piece], as tag: String) -> String {
        pieces.map { $0.isChanged ? "<\(tag)>\(escaped($0.text))</\(tag)>" : escaped($0.text) }.joined()
    }
}
