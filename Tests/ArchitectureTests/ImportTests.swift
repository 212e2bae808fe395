import Foundation
import TestScheduling
import Testing

/// Who imports whom: `Package.swift` alone says it, and every file is held against it.
@Suite(.bounded) struct ImportTests {
    /// What each target uses beside the package's own modules and the standard library.
    private static let system: [String: Set<String>] = [
        "CLibrary": ["Darwin", "Glibc", "Musl"],
        "CommandArguments": ["Synchronization"],
        "CurlTransport": ["Synchronization"],
        "GenerateVenueClients": ["Foundation", "PackagePlugin"],
        "GenerateVenueClientsCommand": ["Foundation", "PackagePlugin"],
        "LoopbackServer": ["Foundation", "Synchronization"],
        "PrivateFiles": ["Foundation"],
        "SourceText": ["Dispatch", "Synchronization"],
        "SystemThreads": ["Synchronization"],
        "TestScheduling": ["Foundation", "Synchronization", "Testing"],
        "TextPatterns": ["Synchronization"],
        "URLSessionTransport": ["Foundation", "FoundationNetworking", "Synchronization"],
        "VenueRuntime": ["Synchronization"],
        "VenueSigning": ["CryptoKit", "Foundation", "Security", "Synchronization"],
        "VenueSimulator": ["Synchronization"],
        "WebSocketTransport": ["Synchronization"],
        "benchmark": ["Foundation", "FoundationNetworking"],
        "cancel-order": ["Foundation", "Synchronization"],
        "demo": ["Foundation"],
        "venue-simulator": ["Foundation"],
    ]

    @Test("Targets import what they depend on in Package.swift, all of it, and no other module")
    func everyTargetImportsItsDependencies() throws {
        let manifest = try PackageManifest.shared.get()
        let linked = Set(manifest.targets.filter { $0.type != .executable && $0.type != .plugin }.map(\.name))
        for target in manifest.targets where target.type != .system && target.type != .test {
            let files = try PackageManifest.swiftFiles(in: target.path)
            let imported = try files.reduce(into: Set<String>()) { try $0.formUnion(PackageManifest.imports(of: $1)) }
            // A target in C imports nothing.
            guard !files.isEmpty else { continue }
            let allowed = Self.system[target.name, default: []].union(linked.intersection(target.dependencies))
            #expect(
                imported.subtracting(allowed).isEmpty,
                "\(target.name) imports \(imported.subtracting(allowed).sorted()), which it may not")
            // What is generated in a build is not here to look at.
            guard target.plugins.isEmpty else { continue }
            #expect(
                allowed.subtracting(imported).isEmpty,
                "\(target.name) may import \(allowed.subtracting(imported).sorted()), and no file does")
        }
        #expect(Set(Self.system.keys).isSubset(of: manifest.targets.map(\.name)))
    }

    @Test("Tests import no module of the package that they do not depend on")
    func everyTestImportsItsDependencies() throws {
        let manifest = try PackageManifest.shared.get()
        let own = Set(manifest.targets.map { $0.name.replacing("-", with: "_") })
        for target in manifest.targets where target.type == .test {
            let dependencies = Set(target.dependencies.map { $0.replacing("-", with: "_") })
            let imported = try PackageManifest.swiftFiles(in: target.path).reduce(into: Set<String>()) {
                try $0.formUnion(PackageManifest.imports(of: $1))
            }
            let undeclared = imported.intersection(own).subtracting(dependencies)
            #expect(undeclared.isEmpty, "\(target.name) imports \(undeclared.sorted()) by luck")
        }
    }

    @Test("Generator and runtime never meet, in whatever is built of them")
    func generatorAndRuntimeNeverMeet() throws {
        let manifest = try PackageManifest.shared.get()
        let runtime: Set = [
            "VenueRuntime", "VenueClients", "CurlTransport", "URLSessionTransport", "WebSocketTransport",
        ]
        let generator: Set = [
            "VenueSpec", "SwiftSource", "VenueCodegen", "ClientGeneration", "SpecDiff", "YAMLDocument",
        ]
        for client in runtime.union(["cancel-order"]) {
            #expect(manifest.closure(of: client).isDisjoint(with: generator), "\(client) is built with the generator")
        }
        for tool in ["venuegen", "venue-client-generator"] {
            #expect(manifest.closure(of: tool).isSuperset(of: ["VenueCodegen", "VenueSpec"]))
            #expect(manifest.closure(of: tool).isDisjoint(with: runtime), "\(tool) is built with the runtime")
        }
    }

    @Test("Whoever uses no sockets is built without libwebsockets")
    func httpAloneLinksNothingNew() throws {
        let manifest = try PackageManifest.shared.get()
        #expect(manifest.closure(of: "WebSocketTransport").contains("CLibWebSockets"))
        let users: Set = ["CLibWebSockets", "CSocketReference", "WebSocketTransport", "benchmark"]
        for target in manifest.targets where target.type != .test && !users.contains(target.name) {
            let closure = manifest.closure(of: target.name)
            #expect(!closure.contains("CLibWebSockets"), "\(target.name) is built with libwebsockets")
        }
    }

    @Test func generatedClientsImportOnlyTheRuntime() throws {
        let files = try PackageManifest.swiftFiles(in: "Generated")
        #expect(!files.isEmpty)
        for file in files {
            #expect(try PackageManifest.imports(of: file) == ["VenueRuntime"], "\(file)")
        }
    }

    @Test("No type name stands twice in the libraries, so that no file must say which module it means")
    func typeNamesAreUnique() throws {
        let libraries = try PackageManifest.shared.get().targets.filter {
            $0.type == .regular && $0.path.hasPrefix("Sources/")
        }
        let kind = "(?:struct|enum|class|actor|protocol|typealias)"
        let type = try Regex(
            "^(?:public |package |internal |final |indirect )*\(kind) (\\w+)", as: (Substring, Substring).self)
        var homes: [String: Set<String>] = [:]
        for library in libraries {
            for file in try PackageManifest.swiftFiles(in: library.path) {
                for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
                    if let name = line.firstMatch(of: type)?.1 { homes[String(name), default: []].insert(library.name) }
                }
            }
        }
        #expect(homes.count > 300)
        for (name, modules) in homes.sorted(by: { $0.key < $1.key }) where modules.count > 1 {
            Issue.record("\(name) is declared in \(modules.sorted().joined(separator: " and "))")
        }
    }

    @Test func noSwiftOutsideGeneratedNamesAVenue() throws {
        let folder = PackageManifest.root.appending(path: "Specs")
        let specs = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let venues = specs.filter { $0.hasSuffix(".venue.yaml") }.map { String($0.dropLast(".venue.yaml".count)) }
        #expect(venues.count >= 5)
        for file in try PackageManifest.swiftFiles(in: "Sources") {
            let text = try String(contentsOfFile: file, encoding: .utf8).lowercased()
            let words = Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
            #expect(words.intersection(venues).isEmpty, "\(file) names a venue")
        }
    }
}
