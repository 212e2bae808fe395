import Foundation
import SourceText
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec

@Suite("The same specs give the committed bytes, wherever they lie and in whatever order they come", .bounded)
struct DeterminismTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("the path of a spec leaves no trace", arguments: ["", "Specs/", "/home/some one/β/", "../../", "./a/../"])
    func paths(_ prefix: String) throws {
        #expect(try generated(from: specs(under: prefix)) == committed())
    }

    @Test func everyOrderOfTheSpecsGivesTheSame() throws {
        let committed = try committed()
        for order in orders(of: try specs(under: "")) { #expect(generated(from: order) == committed) }
    }

    /// The clients of specs by file name.
    private func generated(from specs: [SourceFile]) -> [String: String] {
        let files = ClientGenerator(access: .public).files(for: SpecAnalysis(specs).venues)
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
    }

    /// The committed clients by file name.
    private func committed() throws -> [String: String] {
        let folder = Self.root.appending(path: "Generated/VenueClients")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        try #require(names.count >= 6)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self))
            })
    }

    /// The package's specs as if they lay under a path.
    private func specs(under prefix: String) throws -> [SourceFile] {
        let folder = Self.root.appending(path: "Specs")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(".venue.yaml") }.sorted().map { name in
            SourceFile(path: prefix + name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
        }
    }

    /// Each rotation of the elements, forwards and backwards: every element is first, last, and before each neighbour.
    private func orders<Element>(of elements: [Element]) -> [[Element]] {
        elements.indices.flatMap { index in
            let rotated = Array(elements[index...] + elements[..<index])
            return [rotated, rotated.reversed()]
        }
    }
}
