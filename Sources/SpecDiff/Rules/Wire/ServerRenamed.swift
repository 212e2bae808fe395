internal import VenueSpec

/// The rule `server-renamed`.
enum ServerRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "server-renamed", category: .wire, levels: [.warning],
        summary: "a server of the same address has another name",
        explanation: """
            Nothing changes on the wire. Callers and configurations that choose the server by its old name no longer \
            find it; if the name says what the server is for, make sure that it is still for that.
            """,
        before: "servers: { production: https://api.meridian.example }",
        after: "servers: { live: https://api.meridian.example }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.servers.pairs where pair.isRenamed {
            report.add(
                rule, nil,
                "the server '\(pair.old.name.text)' at \(pair.new.address) is now called '\(pair.new.name.text)'; callers "
                    + "choose it by the new name",
                at: pair.places, old: pair.old.name.text, new: pair.new.name.text,
                symbols: [SwiftSymbols(change.old).server(pair.old), SwiftSymbols(change.new).server(pair.new)])
        }
    }
}
