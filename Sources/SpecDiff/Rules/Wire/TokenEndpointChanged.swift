internal import VenueSpec

/// The rule `token-endpoint-changed`.
enum TokenEndpointChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "token-endpoint-changed", category: .wire, levels: [.error],
        summary: "tokens come from another address",
        explanation: """
            The client secret and the refresh token go to the new address. Make sure that it is the venue's own \
            before anything is sent there.
            """,
        before: """
            tokenEndpoint: { url: https://id.meridian.example/token, body: json, grants: [refresh_token] }
            """,
        after: """
            tokenEndpoint: { url: https://login.meridian.example/token, body: json, grants: [refresh_token] }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.credentials.pairs where pair.old.scheme == pair.new.scheme {
            let (old, new) = (pair.old.tokenEndpoint?.url, pair.new.tokenEndpoint?.url)
            guard old != new else { continue }
            report.add(
                rule, nil,
                "tokens for '\(pair.new.name.text)' come from \(new ?? "nowhere") instead of \(old ?? "nowhere"); refresh "
                    + "tokens and client secrets go there",
                at: pair.places.at("tokenEndpoint", "url"), old: old, new: new,
                symbols: change.tokenSymbols(pair))
        }
    }
}
