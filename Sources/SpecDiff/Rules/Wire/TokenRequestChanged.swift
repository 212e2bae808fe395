internal import VenueSpec

/// The rule `token-request-changed`.
enum TokenRequestChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "token-request-changed", category: .wire, levels: [.error, .info],
        summary: "tokens are asked for in another way",
        explanation: """
            A token request in the old encoding, or of a grant the endpoint no longer takes, is refused; when the \
            token at hand lapses, no order can be cancelled. A further grant is worth knowing and breaks nothing.
            """,
        before: """
            tokenEndpoint: { url: https://id.meridian.example/token, body: json, grants: [refresh_token] }
            """,
        after: """
            tokenEndpoint: { url: https://id.meridian.example/token, body: form, grants: [refresh_token] }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.credentials.pairs {
            guard let old = pair.old.tokenEndpoint, let new = pair.new.tokenEndpoint else { continue }
            let name = pair.new.name.text
            if old.requestBody != new.requestBody {
                report.add(
                    rule, .error,
                    "the token endpoint of '\(name)' takes \(new.requestBody.rawValue) instead of \(old.requestBody.rawValue)",
                    at: pair.places.at("tokenEndpoint", "body"), old: old.requestBody.rawValue,
                    new: new.requestBody.rawValue,
                    symbols: change.tokenSymbols(pair))
            }
            if Set(old.grants) != Set(new.grants) {
                let lost = old.grants.filter { !new.grants.contains($0) }
                let (before, after) = (old.grants.joined(separator: ", "), new.grants.joined(separator: ", "))
                report.add(
                    rule, lost.isEmpty ? .info : .error,
                    "the token endpoint of '\(name)' takes the grants \(after) instead of \(before)",
                    at: pair.places.at("tokenEndpoint", "grants"), old: before, new: after,
                    symbols: change.tokenSymbols(pair))
            }
        }
    }
}
