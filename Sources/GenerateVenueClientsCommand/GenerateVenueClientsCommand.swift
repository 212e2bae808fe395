import Foundation
import PackagePlugin

/// `swift package generate-venue-clients`: writes the clients a package commits, or with `--check` compares them.
@main
struct GenerateVenueClientsCommand: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        let verb = arguments.contains("--check") ? "check" : "generate"
        let process = Process()
        process.executableURL = try context.tool(named: "venue-client-generator").url
        process.arguments = [verb] + arguments.filter { $0 != "--check" }
        process.currentDirectoryURL = context.package.directoryURL
        try process.run()
        process.waitUntilExit()
        guard process.terminationReason == .exit else { exit(EXIT_FAILURE) }
        exit(process.terminationStatus)
    }
}
