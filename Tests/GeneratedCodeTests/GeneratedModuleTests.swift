import Foundation
import SourceText
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec

@Suite("Generated code compiles wherever it is put, and only against its runtime", .bounded)
struct GeneratedModuleTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The strictest settings a package can have.
    private static let strict =
        ["-warnings-as-errors", "-strict-concurrency=complete", "-package-name", "snippets"]
        + ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"].flatMap {
            ["-enable-upcoming-feature", $0]
        }

    @Test("the clients of all specs compile under the strictest settings", arguments: AccessLevel.allCases)
    func everyAccessLevel(_ access: AccessLevel) throws {
        let venues = try Self.venues(in: "Specs") + Self.venues(in: "Tests/FixtureClients/Specs")
        #expect(venues.count == 50)
        let files = ClientGenerator(access: access).files(for: venues)
        let answer = try Compiler.typecheck(
            Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) }), options: Self.strict)
        #expect(answer.compiles, "\(answer.text)")
    }

    @Test func theStrictestSettingsAreInForce() throws {
        let answer = try Compiler.typecheck(
            ["Unused.swift": "import VenueRuntime\n\nfunc f() {\n    let unused = 1\n}\n"], options: Self.strict)
        #expect(answer.errors.map(\.line) == [4])
        let existential = try Compiler.typecheck(
            ["Any.swift": "protocol P { associatedtype A }\n\nfunc f(_: P) {}\n"], options: Self.strict)
        #expect(existential.errors.map(\.line) == [3])
    }

    @Test("against another runtime the one error is below the comment that explains it")
    func otherRuntime() throws {
        let name = "crosstrade.venue.swift"
        let file = Self.root.appending(path: "Generated/VenueClients/\(name)")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(try Compiler.typecheck([name: text]).compiles)
        let version = try #require(text.firstMatch(of: /VenueRuntimeVersion\.V[0-9]+/)?.output)
        let answer = try Compiler.typecheck([name: text.replacing(version, with: "VenueRuntimeVersion.V0")])
        let error = try #require(answer.errors.first)
        #expect(answer.errors.count == 1)
        #expect(error.message.contains("'V0' is not a member type of"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[error.line - 1].hasPrefix("private typealias RuntimeVersion = "))
        #expect(
            lines[(error.line - 3)...(error.line - 2)] == [
                "// A compile error here: this file was generated for another version of VenueRuntime.",
                "// Generate it again with the venuegen that belongs to the VenueRuntime in use.",
            ])
    }

    /// The venues of a folder's specs.
    private static func venues(in folder: String) throws -> [Venue] {
        let directory = root.appending(path: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        return SpecAnalysis(
            try names.filter { $0.hasSuffix(".venue.yaml") }.map { name in
                SourceFile(path: name, bytes: Array(try Data(contentsOf: directory.appending(path: name))))
            }
        ).venues
    }
}
