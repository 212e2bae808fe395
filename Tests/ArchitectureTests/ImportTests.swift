import Foundation
import Testing

/// Holds the imports of every source file against the layers the design allows.
@Suite struct ImportTests {
    /// What each target may import beside the standard library; the table of the README's picture.
    private static let allowed: [String: Set<String>] = [
        "TextPatterns": ["Synchronization"],
        "SourceText": [],
        "ConcurrentMap": ["Dispatch", "Synchronization"],
        "YAMLDocument": ["CLibYAML", "SourceText"],
        "VenueSpec": ["ConcurrentMap", "SourceText", "TextPatterns", "YAMLDocument"],
        "SpecMaintenance": ["SourceText", "VenueSpec", "YAMLDocument"],
        "SwiftSource": [],
        "VenueCodegen": ["ConcurrentMap", "SourceText", "SwiftSource", "VenueSpec"],
        "SpecDiff": ["ConcurrentMap", "SourceText", "SwiftSource", "VenueSpec", "YAMLDocument"],
        "DiffReports": ["SourceText", "SpecDiff", "VenueSpec"],
        "CommandArguments": ["SourceText", "Synchronization", "Glibc", "Musl", "Darwin"],
        "ClientGeneration": [
            "CommandArguments", "SourceText", "VenueCodegen", "VenueSpec", "Glibc", "Musl", "Darwin",
        ],
        "venuegen": [
            "ClientGeneration", "CommandArguments", "DiffReports", "SourceText", "SpecDiff", "SpecMaintenance",
            "VenueCodegen", "VenueSpec", "Glibc", "Musl", "Darwin",
        ],
        "venue-client-generator": ["ClientGeneration"],
        "URLSessionTransport": ["VenueRuntime", "Foundation", "FoundationNetworking", "Synchronization"],
        "CurlTransport": [
            "CLibCurl", "CSocketEvents", "CZlib", "VenueRuntime", "Synchronization", "Glibc", "Musl", "Darwin",
        ],
        "VenueRuntime": ["FoundationEssentials", "Synchronization", "TextPatterns"],
        "CompiledExamples": ["VenueRuntime", "VenueSpec"],
        "benchmark": [
            "CAllocationCount", "CNetworkReference", "CommandArguments", "CurlTransport", "SourceText",
            "URLSessionTransport", "VenueClients", "VenueRuntime", "VenueSpec", "Foundation", "FoundationNetworking",
        ],
        "demo": [
            "CompiledExamples", "CurlTransport", "VenueSimulator", "SourceText", "VenueClients", "VenueCodegen",
            "VenueRuntime", "VenueSpec", "Foundation",
            "Glibc",
        ],
        "VenueSimulator": ["CMicroHTTPD", "SourceText", "VenueRuntime", "VenueSpec", "Synchronization"],
        "cancel-order": [
            "CommandArguments", "CurlTransport", "SourceText", "VenueClients", "VenueRuntime", "Foundation",
            "Synchronization",
        ],
        "venue-simulator": [
            "CommandArguments", "SourceText", "VenueRuntime", "VenueSimulator", "VenueSpec", "Foundation",
        ],
        "GenerateVenueClientsPlugin": ["PackagePlugin", "Foundation"],
        "GenerateVenueClientsCommand": ["PackagePlugin", "Foundation"],
    ]

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func everyTargetImportsOnlyTheLayersBelowIt() throws {
        let sources = Self.root.appending(path: "Sources")
        var seen: Set<String> = []
        for file in try Self.swiftFiles(in: sources) {
            let target = try #require(
                file.dropFirst(sources.path.count + 1).split(separator: "/").first.map(String.init))
            let allowed = try #require(Self.allowed[target], "target '\(target)' is not in the table")
            seen.insert(target)
            for module in try Self.imports(of: file) {
                #expect(allowed.contains(module), "\(file) imports \(module)")
            }
        }
        #expect(seen == Set(Self.allowed.keys))
    }

    @Test func generatedClientsImportOnlyTheRuntime() throws {
        let files = try Self.swiftFiles(in: Self.root.appending(path: "Generated"))
        #expect(!files.isEmpty)
        for file in files {
            #expect(try Self.imports(of: file) == ["VenueRuntime"], "\(file)")
        }
    }

    @Test func noSwiftOutsideGeneratedNamesAVenue() throws {
        let specs = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Specs").path)
        let venues = specs.filter { $0.hasSuffix(".venue.yaml") }.map { String($0.dropLast(".venue.yaml".count)) }
        #expect(venues.count >= 5)
        for file in try Self.swiftFiles(in: Self.root.appending(path: "Sources")) {
            let text = try String(contentsOfFile: file, encoding: .utf8).lowercased()
            let words = Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
            #expect(words.intersection(venues).isEmpty, "\(file) names a venue")
        }
    }

    /// The Swift files below a folder, sorted.
    private static func swiftFiles(in folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }.sorted()
            .map { folder.appending(path: $0).path }
    }

    /// The modules a file imports.
    private static func imports(of file: String) throws -> Set<String> {
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        return Set(
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else {
                    return nil
                }
                let access = index == 1 ? String(words[0]) : ""
                guard ["", "public", "package", "internal", "private", "@testable"].contains(access) else { return nil }
                return words[index + 1].split(separator: ".").first.map(String.init)
            })
    }
}
