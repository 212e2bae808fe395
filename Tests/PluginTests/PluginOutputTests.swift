import Foundation
import Testing
import VenueRuntime

/// The build plugin is applied to this target, whose folder links to the package's specs.
@Suite struct PluginOutputTests {
    @Test("The clients the plugin makes of the specs are compiled here")
    func compiled() {
        #expect(VenueIndex.operations.count >= 5)
    }

    @Test("What the plugin makes of the specs is, byte for byte, what is committed")
    func sameBytes() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let committed = try contents(of: root.appending(path: "Generated/VenueClients"))
        #expect(committed.count >= 6)
        #expect(try contents(of: try pluginOutput()) == committed)
    }

    /// The files in a folder by name.
    private func contents(of folder: URL) throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self))
            })
    }

    /// Where the plugin wrote this target's clients, below the build directory these tests run from.
    private func pluginOutput() throws -> URL {
        var folder = Bundle.main.bundleURL
        #if os(macOS)
            folder = (Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main).bundleURL
        #endif
        while folder.path != "/" {
            let outputs = folder.appending(path: "plugins/outputs")
            for package in (try? FileManager.default.contentsOfDirectory(atPath: outputs.path)) ?? [] {
                let output = outputs.appending(path: "\(package)/PluginTests/destination/GenerateVenueClients")
                if FileManager.default.fileExists(atPath: output.path) { return output }
            }
            folder.deleteLastPathComponent()
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
