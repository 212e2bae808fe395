import Foundation
import TestScheduling
import Testing

/// README and catalogs say what compiles, and lead where something is.
@Suite(.bounded) struct DocumentationTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A page of Markdown.
    struct Page: CustomTestStringConvertible, Sendable {
        let path: String
        let lines: [String]
        var testDescription: String { path }

        /// The blocks in a language, each as its lines, with the line it begins on.
        func blocks(of language: String) -> [(line: Int, lines: [String])] {
            var blocks: [(Int, [String])] = []
            var block: (Int, [String])?
            var isInside = false
            for (index, line) in lines.enumerated() {
                guard line.hasPrefix("```") else {
                    block?.1.append(line.trimmingCharacters(in: .whitespaces))
                    continue
                }
                if let ended = block { blocks.append(ended) }
                block = !isInside && line == "```\(language)" ? (index + 1, []) : nil
                isInside.toggle()
            }
            return blocks
        }
    }

    /// README, the pages about the language, and every page of every catalog.
    static let pages: [Page] = {
        let catalogs = files(below: "Sources").filter { $0.hasSuffix(".md") && $0.contains(".docc/") }
        return (["README.md", "Specs/README.md", "Specs/SIGNING.md", "Specs/WRITING.md"] + catalogs.sorted()).map {
            path in
            let text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
            return Page(path: path, lines: text.components(separatedBy: "\n"))
        }
    }()

    /// The files below a folder, from the package's top.
    private static func files(below folder: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (found?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
    }

    /// The lines of what is compiled, without indentation: the samples, and manifests, which the consumer packages use.
    private static let compiled: [(isManifest: Bool, lines: [String])] =
        files(below: "Tests/DocumentationTests/Samples").map { (false, $0) }.map { ($0, lines(of: $1)) }
        + files(below: "Tests/Consumers").filter { $0.hasSuffix("/Package.swift") }.map { (true, lines(of: $0)) }

    private static func lines(of path: String) -> [String] {
        let text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test("Every Swift sample is quoted from a file that is compiled", arguments: pages)
    func samples(page: Page) {
        for block in page.blocks(of: "swift") {
            let paragraphs = block.lines.split(separator: "").map(Array.init)
            let isCompiled = Self.compiled.contains { file in
                file.isManifest
                    ? Self.holdsInOrder(file.lines, block.lines)
                    : Self.holdsInOrder(file.lines, paragraphs: paragraphs)
            }
            #expect(isCompiled, "\(page.path):\(block.line): no compiled sample has these lines")
        }
    }

    /// Whether paragraphs stand in a file, each in one piece and one after the other.
    private static func holdsInOrder(_ file: [String], paragraphs: [[String]]) -> Bool {
        var rest = file[...]
        for paragraph in paragraphs {
            guard let place = rest.indices.first(where: { rest[$0...].starts(with: paragraph) }) else { return false }
            rest = rest[(place + paragraph.count)...]
        }
        return true
    }

    /// Whether lines stand in a file one after the other, others between them.
    private static func holdsInOrder(_ file: [String], _ lines: [String]) -> Bool {
        var rest = file[...]
        for line in lines {
            guard let place = rest.firstIndex(of: line) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }

    @Test("The samples are there to be found")
    func thereAreSamples() {
        #expect(Self.pages.map { $0.blocks(of: "swift").count }.reduce(0, +) >= 12)
        #expect(Self.compiled.filter(\.isManifest).count >= 3 && Self.compiled.count >= 4)
        #expect(Self.pages.count >= 9 && Self.pages.allSatisfy { $0.lines.count > 10 })
    }

    @Test("Links to files and folders of the repository lead somewhere", arguments: pages)
    func links(page: Page) {
        let folder = Self.root.appending(path: page.path).deletingLastPathComponent()
        for link in page.lines.joined(separator: "\n").matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
            let target = folder.appending(path: String(link.1))
            #expect(FileManager.default.fileExists(atPath: target.path), "\(page.path): \(link.1)")
        }
    }

    @Test("README can be read in one sitting")
    func length() {
        let readme = Self.pages.first { $0.path == "README.md" }
        #expect(readme.map { (50...201).contains($0.lines.count) } == true, "its lines and the end of the last")
    }
}
