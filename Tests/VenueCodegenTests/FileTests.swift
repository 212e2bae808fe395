import Foundation
import SourceText
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec

@Suite(.bounded) struct FileTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func venues(in folder: String) throws -> [Venue] {
        let directory = Self.root.appending(path: folder)
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .filter { $0.hasSuffix(".venue.yaml") }.sorted()
            .map { SourceFile(path: $0, bytes: Array(try Data(contentsOf: directory.appending(path: $0)))) }
        return SpecAnalysis(files).venues
    }

    @Test(arguments: [("everything", AccessLevel.public), ("shared", .package), ("bare", .internal)])
    func generatedFilesAreTheGoldenOnesThatCompile(name: String, access: AccessLevel) throws {
        let venue = try #require(
            venues(in: "Tests/GoldenClients").first { $0.file.name == "\(name).venue.yaml" })
        let file = try #require(ClientGenerator(access: access).files(for: [venue]).first)
        let golden = Self.root.appending(path: "Tests/GoldenClients/\(file.name)")
        #expect(file.text == String(decoding: try Data(contentsOf: golden), as: UTF8.self))
    }

    @Test("The clients of the fixtures are what their specs give, those and no others")
    func theClientsOfTheFixturesAreFresh() throws {
        let fresh = try ClientGenerator().files(for: venues(in: "Tests/FixtureClients/Specs"))
        let folder = Self.root.appending(path: "Tests/FixtureClients/Clients")
        let cure = "venuegen generate Tests/FixtureClients/Specs --output Tests/FixtureClients/Clients"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == fresh.map(\.name).sorted(), "run '\(cure)'")
        for file in fresh where names.contains(file.name) {
            let committed = String(decoding: try Data(contentsOf: folder.appending(path: file.name)), as: UTF8.self)
            #expect(file.text == committed, "\(file.name): run '\(cure)'")
        }
    }

    @Test func theSameVenuesGiveTheSameBytesInAnyOrder() throws {
        let venues = try venues(in: "Specs") + venues(in: "Tests/FixtureClients/Specs")
        let files = ClientGenerator().files(for: venues)
        #expect(files.count == venues.count + 1)
        #expect(ClientGenerator().files(for: venues) == files)
        #expect(ClientGenerator().files(for: venues.reversed()) == files)
        for shift in 1..<venues.count {
            #expect(ClientGenerator().files(for: Array(venues[shift...] + venues[..<shift])) == files)
        }
    }

    @Test(arguments: [
        (
            "Swift", "{ id: string }",
            "2: the Swift name 'Swift' of venue 'Swift' is taken by what is generated; rename it"
        ),
        (
            "Test", "{ id: string, self: string }",
            "9: the Swift name 'self' of parameter 'self' is taken by what is generated; choose another with 'name'"
        ),
    ])
    func aNameThatTheFileNeedsItselfIsRefusedWhereItStands(venue: String, parameters: String, finding: String) throws {
        let snippet = try Snippet(venue: venue, parameters: parameters)
        let found = ClientGenerator.findings(for: [snippet.venue])
        #expect(found.map { "\($0.range.start.line): \($0.message)" } == [finding])
        #expect(found.allSatisfy { $0.rule == "swift-name-clash" && $0.severity == .error })
    }

    @Test func aNameOfTheRuntimeIsTheSpecsToUse() throws {
        let snippet = try Snippet(
            types: "{ Evidence: { properties: { hash: string, hashValue: integer, wireValue: string } } }")
        #expect(ClientGenerator.findings(for: [snippet.venue]).isEmpty)
    }

    @Test func aFileTellsItsGeneratorItsSpecAndNoPath() throws {
        let snippet = try Snippet(name: "some words")
        let header = snippet.text.split(separator: "\n").prefix(3)
        #expect(header.first?.hasPrefix(ClientGenerator.marker) == true)
        #expect(header.first?.contains(" from some words.venue.yaml (fnv1a64:") == true)
        #expect(header.first?.hasSuffix("). DO NOT EDIT.") == true)
        #expect(header.dropFirst().first == "// swift-format-ignore-file")
        #expect(!snippet.text.contains("folder/"))
    }

    @Test func theDigestChangesWithTheSpec() throws {
        let one = try Snippet(security: "none").text.prefix { $0 != "\n" }
        let other = try Snippet(security: "none ").text.prefix { $0 != "\n" }
        #expect(one != other)
    }

    @Test func accessReachesEveryDeclaration() throws {
        /// How many lines start with a word.
        func count(_ word: String, in text: String) -> Int {
            text.split(separator: "\n").count { $0.drop { $0 == " " }.hasPrefix(word + " ") }
        }
        let types = "{ A: { properties: { x: string } }, B: { enum: [C] } }"
        let open = try Snippet(access: .public, types: types).text
        let package = try Snippet(access: .package, types: types).text
        let plain = try Snippet(access: .internal, types: types).text
        #expect(count("public", in: open) > 20)
        #expect(count("package", in: package) == count("public", in: open))
        #expect(count("public", in: package) == 0)
        #expect(count("public", in: plain) + count("package", in: plain) == 0)
        #expect(open.contains("\npublic import VenueRuntime\n"))
        #expect(package.contains("\npackage import VenueRuntime\n"))
        #expect(plain.contains("\ninternal import VenueRuntime\n"))
    }

    @Test func aFileIsNamedAfterItsSpec() {
        #expect(ClientGenerator.outputName(forSpecNamed: "a b.venue.yaml") == "a b.venue.swift")
        #expect(ClientGenerator.outputName(forSpecNamed: "x") == "x.swift")
    }

    @Test func theIndexListsOperationsByVenue() throws {
        let venues = [try Snippet(name: "b", venue: "Beta").venue, try Snippet(name: "a", venue: "Alpha").venue]
        let index = try #require(ClientGenerator().files(for: venues).last)
        #expect(index.name == ClientGenerator.indexName)
        #expect(
            index.text.contains(
                """
                    public static let operations: [any CancelOperation.Type] = [
                        Alpha.CancelOrder.self,
                        Beta.CancelOrder.self,
                    ]

                """))
        #expect(index.text.contains("public static let reads: [any ReadOperation.Type] = []\n"))
        let read = """
            reads:
              getOrder:
                parameters: { id: string }
                identity: [id]
                http: { request: 'GET /orders/{id}' }
                responses: { 200: text }
                states: [{ status: 200, then: gone }]
            """
        let reading = try #require(ClientGenerator().files(for: [try Snippet(head: read).venue]).last)
        #expect(reading.text.contains("[any ReadOperation.Type] = [\n        Test.GetOrder.self,\n    ]"))
        let empty = try #require(ClientGenerator().files(for: []).last)
        #expect(empty.text.contains("public static let operations: [any CancelOperation.Type] = []\n"))
    }

    /// The largest reply has 18 members and five enumerations.
    @Test func noVenueTakesMoreCodeThanAPersonReads() throws {
        let venues = try venues(in: "Specs")
        for file in ClientGenerator().files(for: venues) {
            let venue = venues.first { ClientGenerator.outputName(forSpecNamed: $0.file.name) == file.name }
            let code = file.text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            // A call that cancels all orders takes input as a cancel does, and has no reads to make.
            let others = 160 * ((venue?.reads.count ?? 0) + (venue?.logins.count ?? 0))
            #expect(code.count <= 380 + others + 220 * (venue?.cancelAlls.count ?? 0), "\(file.name)")
        }
    }
}
