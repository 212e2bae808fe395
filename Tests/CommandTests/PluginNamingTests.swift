import Foundation
import TestScheduling
import Testing
import VenueCodegen

/// The build plugin cannot import the generator, so it states the naming rule again; here the two are compared.
@Suite(.bounded) struct PluginNamingTests {
    @Test("The plugin declares the outputs the generator writes")
    func sameRule() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let plugin = try String(
            contentsOf: root.appending(path: "Sources/GenerateVenueClientsPlugin/GenerateVenueClients.swift"),
            encoding: .utf8)
        #expect(plugin.contains(#"$0.deletingPathExtension().lastPathComponent + ".swift""#))
        #expect(plugin.contains("[\"\(ClientGenerator.indexName)\"]"))
        for name in ["a.venue.yaml", "two words.venue.yaml", "β.x.venue.yaml"] {
            let declared = URL(filePath: "/specs/\(name)").deletingPathExtension().lastPathComponent + ".swift"
            #expect(ClientGenerator.outputName(forSpecNamed: name) == declared)
        }
    }
}
