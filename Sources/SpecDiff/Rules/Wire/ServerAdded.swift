internal import VenueSpec

/// The rule `server-added`.
enum ServerAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "server-added", category: .wire, levels: [.info],
        summary: "there is a further server",
        explanation: "Nothing goes to it until a caller chooses it by its name.",
        before: "servers: { production: https://api.meridian.example }",
        after: "servers: { production: https://api.meridian.example, test: https://test.meridian.example }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for server in change.servers.added {
            report.add(
                rule, nil, "the server '\(server.value.name.text)' at \(server.value.address) is new",
                at: server.places, old: nil, new: server.value.address,
                symbols: [SwiftSymbols(change.new).server(server.value)])
        }
    }
}
