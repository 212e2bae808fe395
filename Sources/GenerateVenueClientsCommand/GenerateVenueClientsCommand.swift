import PackagePlugin

@main
struct GenerateVenueClientsCommand: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {}
}
