internal import VenueSpec

/// The rule `server-removed`.
enum ServerRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "server-removed", category: .wire, levels: [.error],
        summary: "a server is gone",
        explanation: """
            Callers that chose it by its name no longer compile, and those that kept its address may be talking to a host \
            the venue has given up.
            """,
        before: "servers: { production: https://api.meridian.example, test: https://test.meridian.example }",
        after: "servers: { production: https://api.meridian.example }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for server in change.servers.removed {
            report.add(
                rule, nil, "the server '\(server.value.name.text)' at \(server.value.address) is gone",
                at: server.places, old: server.value.address, new: nil,
                symbols: [SwiftSymbols(change.old).server(server.value)])
        }
    }
}
