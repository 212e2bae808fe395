import Foundation
import TestScheduling
import Testing

/// What plugins run stays light: everybody who uses one compiles it before the first line of a client.
@Suite(.bounded) struct PluginToolTests {
    @Test("Both plugins run one tool, which reads, checks and generates, and nothing else")
    func theToolIsLight() throws {
        let manifest = try PackageManifest.shared.get()
        let tools = Set(manifest.targets.filter { $0.type == .plugin }.flatMap(\.dependencies))
        #expect(tools == ["venue-client-generator"])
        let closure = tools.reduce(into: Set<String>()) { $0.formUnion(manifest.closure(of: $1)) }
        #expect(closure.isDisjoint(with: ["SpecDiff", "SpecMaintenance", "venuegen"]))
        #expect(closure.isStrictSubset(of: manifest.closure(of: "venuegen").union(tools)))
    }

    @Test("What a plugin compiles is at most three fifths of what it would without a tool of its own")
    func theToolKeepsToItsBudget() throws {
        let manifest = try PackageManifest.shared.get()
        let (light, whole) = try (lines(of: "venue-client-generator", manifest), lines(of: "venuegen", manifest))
        #expect(light > 0 && light < whole)
        #expect(light * 5 <= whole * 3, "the tool that plugins run has \(light) lines, venuegen \(whole)")
    }

    @Test("No target of the package uses a plugin: SwiftPM would build its tool before any product, needed or not")
    func noTargetUsesAPlugin() throws {
        let users = try PackageManifest.shared.get().targets.filter { !$0.plugins.isEmpty }.map(\.name)
        #expect(users.isEmpty)
    }

    /// The lines of Swift that a target is built from.
    private func lines(of target: String, _ manifest: PackageManifest) throws -> Int {
        let closure = manifest.closure(of: target)
        return try manifest.targets.filter { closure.contains($0.name) && $0.type != .system }.reduce(0) {
            sum, target in
            try PackageManifest.swiftFiles(in: target.path).reduce(sum) {
                try $0 + Data(contentsOf: URL(filePath: $1)).count { $0 == UInt8(ascii: "\n") }
            }
        }
    }
}
