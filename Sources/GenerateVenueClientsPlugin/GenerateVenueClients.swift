import Foundation
import PackagePlugin

/// Generates clients from the specs in a target's folder, in one command so that one build shows the errors of all.
@main
struct GenerateVenueClients: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        let files = target.sourceModule?.sourceFiles.map(\.url) ?? []
        let specs = files.filter { $0.lastPathComponent.hasSuffix(".venue.yaml") }.sorted { $0.path < $1.path }
        guard !specs.isEmpty else {
            Diagnostics.warning(
                "target '\(target.name)' has no '*.venue.yaml' in its folder, so there is nothing to generate")
            return []
        }
        let output = context.pluginWorkDirectoryURL
        // As `ClientGenerator.outputName(forSpecNamed:)` and `ClientGenerator.indexName` have it; a test compares them.
        let names = Set(specs.map { $0.deletingPathExtension().lastPathComponent + ".swift" } + ["VenueIndex.swift"])
        return [
            .buildCommand(
                displayName: "Generating venue clients for \(target.name)",
                executable: try context.tool(named: "venue-client-generator").url,
                arguments: ["generate", "--quiet", "--output", output.path, "--"] + specs.map(\.path),
                inputFiles: specs,
                outputFiles: names.sorted().map { output.appending(path: $0) })
        ]
    }
}
