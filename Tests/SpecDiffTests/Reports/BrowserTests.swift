import Foundation
import TestScheduling
import Testing

@testable import SpecDiff

/// The page in a browser: everything is laid out inside the window.
///
/// Runs where Debian's chromium is installed.
@Suite(.bounded, .serialized, .enabled(if: Browser.isPresent, "chromium is not installed"))
struct BrowserTests {
    @Test(
        "Nothing is wider than the window, which is what a script in a copy of the page measures",
        arguments: [1280, 800])
    func nothingOverflows(width: Int) throws {
        let script = """
            <script>
            const wide = [...document.querySelectorAll('body *')]
                .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
                .map(element => element.tagName + ' ' + element.textContent.slice(0, 40));
            const side = document.querySelectorAll('.sides > div');
            const isBeside = side[0].getBoundingClientRect().top === side[1].getBoundingClientRect().top;
            document.title = `${innerWidth} ${document.documentElement.scrollWidth} ${isBeside} [${wide.join('; ')}]`;
            </script></body>
            """
        let page = HTMLDiffReport(review: Sample.review).render()
            .replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
            .replacing("</body>", with: script)
        let text = try Browser.run(page, ["--dump-dom", "--window-size=\(width),900"]).output
        let title = try #require(text.firstMatch(of: /<title>(.*?)<\/title>/))
        #expect(title.1 == "\(width) \(width) true []")
    }

    @Test("The page as it is makes a picture and a printed document") func renders() throws {
        let page = HTMLDiffReport(review: Sample.review).render()
        let picture = try Browser.run(
            page, ["--screenshot=out.png", "--window-size=1280,1600"])
        #expect(picture.file.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        // A page that shows nothing compresses to a few kilobytes.
        #expect(picture.file.count > 60_000)
        let paper = try Browser.run(page, ["--print-to-pdf=out.pdf", "--no-pdf-header-footer"])
        #expect(paper.file.starts(with: Array("%PDF".utf8)))
        #expect(paper.file.count > 30_000)
    }
}

/// A browser without a window.
private enum Browser {
    /// Where it is.
    private static let path = "/usr/bin/chromium"

    /// Whether there is one.
    static let isPresent = FileManager.default.isExecutableFile(atPath: path)

    /// Opens a page.
    ///
    /// - Returns: What the browser printed and what it wrote into a file `out.…`.
    static func run(_ page: String, _ arguments: [String]) throws -> (output: String, file: Data) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "venuegen-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "page.html")
        try Data(page.utf8).write(to: file)
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.currentDirectoryURL = folder
        process.arguments =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--user-data-dir=\(folder.path)/profile",
            ]
            + arguments + [file.absoluteString]
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let written = try names.first { $0.hasPrefix("out.") }.map { try Data(contentsOf: folder.appending(path: $0)) }
        return (String(decoding: try Data(contentsOf: output), as: UTF8.self), written ?? Data())
    }
}
