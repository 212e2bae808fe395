import Foundation
import SourceText
import TestScheduling
import Testing

@testable import SpecDiff

/// Text of a spec stays where reports put it, in the eyes of a reader of Markdown that is none of ours.
///
/// Runs where `python3` finds the package `markdown-it-py`.
@Suite(
    .bounded,
    .enabled(
        if: Renderer.isPresent,
        "python3 has no markdown-it-py: 'python3 -m pip install --target DIR markdown-it-py', then PYTHONPATH=DIR"))
struct MarkdownRenderingTests {
    /// What makes a back-tick, a bar or a bracket part of another character in Swift's eyes, and in nobody else's.
    private static let joiners = [
        "", "\u{301}", "\u{200D}", "\u{FE0F}", "\u{20DD}", "\u{0903}", "\u{1F3FB}", "\u{E0061}",
    ]

    /// Texts that want to leave code, each with every joiner after its marks.
    private static let hostile: [String] = joiners.flatMap { joiner in
        [
            "a`J ![x](https://evil.example/p.png) `J b", "``J`J [x](https://evil.example) ``J", "`J", "`J`", "J`",
            "|J| x |",
            "\\|J `J <img src=x> \\`J", " ` J ", "*J*b*J* _J_b_J_ ~~J~~b~~", "<J!-- <b>x</b> <!J-- -->", "\\J`x`\\J",
            "```J", "~~~J", "</J/details></details>", "a\\", "\u{1FEF}J",
        ].map { $0.replacing("J", with: joiner) }
    }

    @Test("A code span is one code span with its text, in a paragraph and in a table's cell") func codeSpans() throws {
        let pages = Self.hostile.flatMap { text in
            [
                "before \(MarkdownText.codeOutsideTables(text)) after `x`",
                "| a | b | c |\n|---|---|---|\n| `x` | \(MarkdownText.code(text)) | d |",
            ]
        }
        let rendered = try Renderer.render(pages)
        for (index, text) in Self.hostile.enumerated() {
            let (paragraph, table) = (rendered[2 * index], rendered[2 * index + 1])
            #expect(paragraph.tags == ["p", "code", "code"], "\(text.debugDescription): \(paragraph)")
            #expect(paragraph.code.first.map(Self.visible) == Self.visible(VisibleText.of(text)))
            #expect(paragraph.other == "before  after ")
            #expect(table.tags.filter { $0 == "td" }.count == 3)
            #expect(table.tags.filter { !Self.tableTags.contains($0) } == ["code", "code"], "\(text.debugDescription)")
            #expect(table.code.dropFirst().first.map(Self.visible) == Self.visible(VisibleText.of(text)))
        }
    }

    @Test("Prose is prose with its text") func prose() throws {
        let rendered = try Renderer.render(Self.hostile.map { "so: " + MarkdownText.inline($0) })
        for (text, page) in zip(Self.hostile, rendered) {
            #expect(page.tags == ["p"], "\(text.debugDescription): \(page)")
            #expect(Self.visible(page.other) == Self.visible("so: " + VisibleText.of(text)))
        }
    }

    @Test("A block of code is one block with its lines") func blocks() throws {
        let rendered = try Renderer.render(
            Self.hostile.map { MarkdownText.block(["- " + $0, "+ x"], language: "diff") })
        for (text, page) in zip(Self.hostile, rendered) {
            #expect(page.tags == ["pre", "code"], "\(text.debugDescription): \(page)")
            #expect(page.code == ["- \(VisibleText.of(text))\n+ x\n"])
        }
    }

    @Test("Whatever every text of a comparison says, its reports have no picture, link or tag of it") func reports()
        throws
    {
        let rendered = try Renderer.render(Self.hostile.flatMap(Self.reports))
        let known = Self.tableTags.union([
            "h2", "h3", "p", "code", "pre", "ul", "li", "strong", "em", "details", "summary",
        ])
        for (index, page) in rendered.enumerated() {
            let text = Self.hostile[index / 2]
            #expect(page.tags.filter { !known.contains($0) } == [], "\(text.debugDescription)")
        }
    }

    /// The reports about a comparison whose every text is this one.
    private static func reports(of text: String) -> [String] {
        var review = Sample.review
        let hostile = text + "\n" + text
        review.difference.venues[1].name = text
        review.difference.venues[1].findings = Finding.Level.allCases.enumerated().map { index, level in
            Sample.finding(
                index, level, "some-rule", at: hostile, hostile, old: (1, hostile), new: (2, hostile + "x"),
                symbols: [text, hostile], outcomes: [hostile])
        }
        review.acceptance.accepted = [:]
        review.acceptance.accepted["aaaaaaaaaaa1"] = Sample.accepted("aaaaaaaaaaa1", reason: hostile, by: text)
        review.old.name = text
        return [MarkdownDiffReport(review: review).render(), ChangelogReport(review: review).render()]
    }

    /// What a table is made of.
    private static let tableTags: Set = ["table", "thead", "tbody", "tr", "th", "td"]

    /// A text without what people do not see of it: white space around it, and the dividers.
    private static func visible(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars.filter { $0 != "\u{200B}" })
        while scalars.last == " " { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars.drop { $0 == " " }))
    }
}

/// Python's port of markdown-it, with tables and raw HTML as on GitHub.
private enum Renderer {
    /// What a page shows.
    struct Page: Decodable {
        /// The elements, in order.
        let tags: [String]
        /// The texts in code, in order.
        let code: [String]
        /// All other text.
        let other: String
    }

    /// Whether it is there.
    static let isPresent = (try? run("import markdown_it", input: Data())) != nil

    /// Renders pages and reads the HTML.
    static func render(_ pages: [String]) throws -> [Page] {
        try JSONDecoder().decode([Page].self, from: run(script, input: try JSONEncoder().encode(pages)))
    }

    /// Reads a JSON list of pages and writes what each shows.
    private static let script = """
        import json, sys
        from html.parser import HTMLParser
        from markdown_it import MarkdownIt

        class Reader(HTMLParser):
            def __init__(self):
                super().__init__(convert_charrefs=True)
                self.tags, self.code, self.other, self.depth = [], [], '', 0
            def handle_starttag(self, tag, attributes):
                self.tags.append(tag)
                if tag == 'code':
                    self.depth += 1
                    self.code.append('')
            def handle_endtag(self, tag):
                if tag == 'code': self.depth -= 1
            def handle_data(self, data):
                if self.depth: self.code[-1] += data
                elif data != '\\n': self.other += data
            def handle_comment(self, data): self.tags.append('comment')
            def handle_decl(self, data): self.tags.append('declaration')
            def unknown_decl(self, data): self.tags.append('declaration')
            def handle_pi(self, data): self.tags.append('instruction')

        markdown = MarkdownIt('commonmark', {'html': True}).enable(['table', 'strikethrough'])
        pages = []
        for text in json.load(sys.stdin):
            reader = Reader()
            reader.feed(markdown.render(text))
            reader.close()
            pages.append({'tags': reader.tags, 'code': reader.code, 'other': reader.other.replace('\\n', '')})
        json.dump(pages, sys.stdout)
        """

    /// Runs a script and returns what it prints.
    private static func run(_ script: String, input: Data) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "venuegen-markdown-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (from, to) = (folder.appending(path: "in"), folder.appending(path: "out"))
        try input.write(to: from)
        try Data().write(to: to)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        process.standardInput = try FileHandle(forReadingFrom: from)
        process.standardOutput = try FileHandle(forWritingTo: to)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return try Data(contentsOf: to)
    }
}
