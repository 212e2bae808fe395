import Foundation
import SourceText
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec

/// Every name that the runtime or a generated file declares or uses, in every place where a spec can choose a name: lint
/// refuses it, or what is generated compiles.
@Suite(.bounded) struct NameTests {
    /// A place for names in a spec.
    private struct Place: Sendable, CustomTestStringConvertible {
        /// What is named there.
        let testDescription: String
        /// The names to try.
        let names: [String]
        /// Specs in which each name is stated at the start of a line, with whatever else they need.
        let specs: @Sendable (_ names: [String]) -> [String]
    }

    @Test(.long, arguments: places) private func aNameIsRefusedOrCompiles(in place: Place) throws {
        #expect(place.names.count > 100)
        var names = place.names
        var venues: [Venue] = []
        var refused: Set<String> = []
        repeat {
            let files = place.specs(names).enumerated().map {
                SourceFile(path: "names\($0.offset).venue.yaml", text: $0.element)
            }
            let analysis = SpecAnalysis(files, executesExamples: false)
            let errors =
                analysis.diagnostics.filter { $0.severity == .error } + ClientGenerator.findings(for: analysis.venues)
            try #require(errors.allSatisfy { $0.rule == "swift-name-clash" }, "\(errors.map(\.message))")
            venues = analysis.venues
            refused = Set(
                errors.compactMap { error in
                    files.first { $0.path == error.path }?.line(error.range.start.line).flatMap(Self.name)
                })
            try #require(errors.isEmpty || !refused.isDisjoint(with: names), "\(errors.map(\.message))")
            names.removeAll(where: refused.contains)
        } while !refused.isEmpty
        #expect(names.count > place.names.count / 2, "most names are nobody else's")
        let files = ClientGenerator(access: .internal).files(for: venues)
        let answer = try Compiler.typecheck(Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) }))
        let lines = Dictionary(
            uniqueKeysWithValues: files.map {
                ($0.name, $0.text.split(separator: "\n", omittingEmptySubsequences: false))
            })
        let places = answer.errors.prefix(20).map { error in
            "\(error.message): \(lines[error.file]?[error.line - 1] ?? "")"
        }
        #expect(answer.compiles, "\(places.joined(separator: "\n"))")
    }

    /// The name a line begins with, after what YAML puts before it.
    private static func name(_ line: String) -> String? {
        let text = line.hasPrefix("venue: ") ? line.dropFirst(7) : line.drop { " -".contains($0) }
        return String(text.prefix { $0.isLetter || $0.isNumber })
    }

    // MARK: Places

    private static let places: [Place] = {
        let (upper, lower) = (all.filter(\.isCapitalized), all.filter { !$0.isCapitalized })
        let calls = Set(upper.map(\.decapitalized)).union(lower)
        return [
            Place(testDescription: "venue", names: upper) { $0.map { spec(venue: $0) } },
            Place(testDescription: "type", names: upper) { names in
                [spec(types: names.map { "  \($0): { properties: { a: string } }\n" }.joined())]
            },
            Place(testDescription: "enumeration", names: upper) { names in
                [spec(types: names.map { "  \($0): { enum: [A, B] }\n" }.joined())]
            },
            Place(testDescription: "operation", names: calls.sorted()) { names in
                groups(of: names, 60).enumerated().map { index, names in
                    spec(venue: "Calls\(index)Of", operations: names.map { operation($0) }.joined())
                }
            },
            Place(testDescription: "server", names: lower) { names in
                [
                    spec(servers: names.map { "  \($0): https://a.example\n" }.joined()),
                    spec(venue: "Hosts", servers: names.map { "  \($0): 'https://{host}/b'\n" }.joined()),
                    spec(
                        venue: "Sockets",
                        servers: names.map { "  \($0): wss://a.example\n" }.joined() + "  zz: https://a.b\n"),
                ]
            },
            Place(testDescription: "credential", names: lower) { names in
                [
                    spec(
                        credentials: names.enumerated().map {
                            "  \($0.element): { type: header, header: X-\($0.offset) }\n"
                        }.joined())
                ]
            },
            Place(
                testDescription: "only credential",
                names: lower
            ) {
                $0.enumerated().map { index, name in
                    spec(venue: "Only\(index)Of", credentials: "  \(name): { type: header, header: X-Key }\n")
                }
            },
            Place(testDescription: "property", names: lower) { names in
                [
                    spec(
                        types: groups(of: names, 40).enumerated().map { index, names in
                            "  Of\(index)Group:\n    properties:\n"
                                + names.enumerated().map { "      \($0.element): \(property($0.offset))\n" }.joined()
                        }.joined())
                ]
            },
            Place(testDescription: "value", names: lower) { names in
                [spec(types: "  Values:\n    enum:\n" + names.map { "      - \($0)\n" }.joined())]
            },
            Place(testDescription: "parameter", names: lower) { names in
                groups(of: names, 40).enumerated().map { index, names in
                    spec(venue: "Parameters\(index)Of", operations: operation("theCall", parameters: names))
                }
            },
            Place(testDescription: "enumerated parameter", names: upper.map(\.decapitalized)) { names in
                groups(of: names, 20).enumerated().map { index, names in
                    spec(
                        venue: "Enumerated\(index)Of",
                        operations: operation("theCall", parameters: names, type: "{ enum: [A, b] }"))
                }
            },
        ]
    }()

    /// Type words in turn, so that names meet every kind of code.
    private static func property(_ index: Int) -> String {
        [
            "string", "{ type: integer, required: false }", "{ type: Reply, nullable: true }", "any",
            "{ type: array, items: decimal }", "{ type: number, required: false, nullable: true }",
        ][index % 6]
    }

    /// An operation whose parameters are declared one to a line.
    private static func operation(_ name: String, parameters: [String] = [], type: String = "string") -> String {
        """
          \(name):
            parameters:
              theOrderId: string
        \(parameters.map { "      \($0): \(type)\n" }.joined())    identity: [theOrderId]
            repeatable: safe
            http: { request: POST /orders, json: { theOrderId\(parameters.map { ", \($0)" }.joined()) } }
            responses: { 200: Reply }
            outcomes: [{ status: 200, when: { ok: true }, then: canceled }, { status: 200, then: unknown(inconclusive) }]
            examples: [{ name: one, input: { theOrderId: a }, request: { line: POST /orders } }]

        """
    }

    /// A spec with some parts of its own.
    private static func spec(
        venue: String = "Names", servers: String = "  main: https://a.example\n",
        credentials: String = "  token: bearer\n",
        types: String = "", operations: String = operation("theCall")
    ) -> String {
        """
        format: 1
        venue: \(venue)
        docs: { read: 2026-11-20, digest: sha256:\(String(repeating: "0", count: 64)) }
        servers:
        \(servers)security:
        \(credentials)types:
          Reply: { properties: { ok: boolean } }
        \(types)operations:
        \(operations)
        """
    }

    /// The names in groups.
    private static func groups(of names: [String], _ size: Int) -> [[String]] {
        stride(from: 0, to: names.count, by: size).map { Array(names[$0..<min($0 + size, names.count)]) }
    }

    // MARK: Names

    /// Every name declared by the runtime for others, every word of a generated file with every construct, and what the
    /// standard library's protocols give a type.
    private static let all: [String] = {
        let generated = text(of: "Tests/GoldenClients").split(separator: "\n").filter {
            !$0.drop { $0 == " " }.hasPrefix("//")
        }.joined(separator: "\n").replacing(/"[^"\n]*"/, with: "")
        let words = generated.matches(of: /[A-Za-z][A-Za-z0-9]*/).map { String($0.output) }
        let own: Set = ["Names", "Reply", "theOrderId", "main", "zz", "TheCall", "theCall"]
        return declared(in: "Sources/VenueRuntime", onlyPublic: true).union(words).union([
            "Any", "Array", "Decoder", "Encoder", "Int", "Never", "Optional", "Protocol", "Result", "Self", "Type",
            "Void",
            "allCases", "customMirror", "debugDescription", "description", "encode", "hash", "hashValue", "id", "init",
            "rawValue", "self", "unownedExecutor",
        ])
        .subtracting(own).sorted()
    }()

    /// The names the Swift files of a folder declare.
    private static func declared(in folder: String, onlyPublic: Bool = false) -> Set<String> {
        let declarations = text(of: folder).matches(
            of:
                /(public|package|case)?[a-z() ]*?\b(?:struct|enum|class|protocol|typealias|func|var|let|case|associatedtype)\s+`?([A-Za-z][A-Za-z0-9]*)/
        )
        return Set(declarations.filter { !onlyPublic || $0.output.1 != nil }.map { String($0.output.2) })
    }

    /// The texts of the Swift files of a folder, one after another.
    private static func text(of folder: String) -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        let paths = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        return paths.map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" }.joined(separator: "\n")
    }
}

extension String {
    /// Whether it begins with a capital.
    fileprivate var isCapitalized: Bool { first?.isUppercase == true }

    /// The text with a small first letter.
    fileprivate var decapitalized: String { prefix(1).lowercased() + dropFirst() }
}
