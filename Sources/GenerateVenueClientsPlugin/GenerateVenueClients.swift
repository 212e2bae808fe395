import PackagePlugin

@main
struct GenerateVenueClients: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] { [] }
}
