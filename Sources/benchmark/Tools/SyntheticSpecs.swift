internal import Foundation

/// Specs of any number of venues, each like a real one under another name, so that sets of any size cost what real ones
/// of that size would.
struct SyntheticSpecs {
    /// The texts they are made from, by file name.
    private let models: [(name: String, text: String)]

    /// Takes the specs of some folders as models.
    init(folders: [String]) throws {
        models = try folders.flatMap { folder in
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            return try names.filter { $0.hasSuffix(Self.suffix) }.sorted().map { name in
                (
                    String(name.dropLast(Self.suffix.count)),
                    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                )
            }
        }
        guard !models.isEmpty else { throw ToolFailure(what: "no specs in \(folders.joined(separator: ", "))") }
    }

    /// What the names of spec files end with.
    private static let suffix = ".venue.yaml"

    /// Writes the specs of a number of venues into a new folder.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - changedCount: How many of them are read on another day and, where they speak HTTP, sent to another path.
    ///   - folder: The folder.
    /// - Throws: What keeps files from being written.
    func write(_ count: Int, changed changedCount: Int = 0, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for index in 0..<count {
            let model = models[index % models.count]
            let number = Self.number(index)
            // The changed ones lie among the others.
            let isChanged = changedCount > 0 && index % max(1, count / changedCount) == 0
            let lines = model.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                line.hasPrefix("venue: ") ? line + number : isChanged ? Self.changed(line) : String(line)
            }
            let text = lines.joined(separator: "\n")
            try Data(text.utf8).write(to: folder.appending(path: fileName(index)))
        }
    }

    /// The name of a venue's file.
    func fileName(_ index: Int) -> String {
        "\(models[index % models.count].name)\(Self.number(index))\(Self.suffix)"
    }

    /// What tells a venue from others like the same real one.
    private static func number(_ index: Int) -> String { String(format: "%04d", index) }

    /// A line of a spec after a change of the venue's page.
    private static func changed(_ line: Substring) -> String {
        String(line).replacing("read: 2026-11-20", with: "read: 2026-12-31")
            .replacing("request: POST /", with: "request: POST /v9/")
            .replacing("request: DELETE /", with: "request: DELETE /v9/")
    }
}
