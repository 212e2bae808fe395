import Foundation
import Testing

/// The Swift that the README shows compiles.
@Suite struct ReadmeTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What the README leaves to the reader.
    private static let given = """
        import FixtureClients
        import Foundation

        func hmac(_ key: String, _ text: String, _ body: [UInt8]) throws -> String { key + text }

        func example(
            token: String, keyID: String, secretKey: String, passphrase: String, orders: [MassCancelOrder]
        ) async throws {
        """

    /// One after the other, as a reader would put them into one function; those of a manifest are SwiftPM's matter.
    @Test func theSwiftOfTheReadmeCompiles() throws {
        let text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
        let blocks = text.components(separatedBy: "```swift\n").dropFirst().compactMap { part in
            part.components(separatedBy: "\n```").first
        }.filter { !$0.hasPrefix(".") }
        try #require(blocks.count >= 4)
        let lines = blocks.joined(separator: "\n").components(separatedBy: "\n")
        let imports = lines.filter { $0.hasPrefix("import ") }
        let code = lines.filter { !$0.hasPrefix("import ") }
        let file = (imports + [Self.given] + code + ["}"]).joined(separator: "\n")
        let answer = try Compiler.typecheck(["Readme.swift": file], options: try Self.systemLibraries())
        #expect(answer.compiles, "\(answer.text)")
    }

    /// The compiler's options for the modules of C that the transport stands on.
    private static func systemLibraries() throws -> [String] {
        let sources = ["CLibCurl", "CZlib"].map { root.appending(path: "Sources/\($0)/module.modulemap") }
        let built = try Compiler.modules().deletingLastPathComponent().appending(
            path: "CSocketEvents.build/module.modulemap")
        return (sources + [built]).flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
    }
}
