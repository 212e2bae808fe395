internal import VenueSpec

extension VenueChange {
    /// Hosts, credentials and limits.
    var accessRows: [ComparisonTable.Row] {
        let hosts = servers.rows(
            old: old.servers, new: new.servers, key: \.name.text, name: { "server \($0.name.text)" },
            facts: { server, _ in [("address", server.address)] + server.provenance.facts })
        let secrets = credentials.rows(
            old: old.credentials, new: new.credentials, key: \.name.text, name: { "credential \($0.name.text)" },
            facts: { credential, _ in credential.facts })
        let limits = rateLimits.rows(
            old: old.rateLimits, new: new.rateLimits, key: \.facts.joinedText,
            name: { "limit per \($0.scope)" }, facts: { limit, _ in limit.facts })
        return hosts + secrets + limits
    }
}

extension Credential {
    /// How it is obtained and where it travels.
    fileprivate var facts: FactList {
        [
            ("kind", scheme.rawValue), ("travels in", "\(header): \(prefix)…"),
            ("scopes", scopes.isEmpty ? nil : scopes.joined(separator: ", ")),
            ("token endpoint", tokenEndpoint?.url),
            ("token request", tokenEndpoint.map { "\($0.requestBody.rawValue), \($0.grants.joined(separator: ", "))" }),
            ("lifetime", lifetime?.secondsText),
        ] + provenance.facts
    }
}

extension RateLimit {
    /// How much it allows.
    fileprivate var facts: FactList {
        [
            ("requests", "\(requests) in \(period.secondsText)"), ("at once", burst.map(String.init)),
            ("shared with", sharedWith.isEmpty ? nil : sharedWith.joined(separator: ", ")),
        ] + provenance.facts
    }
}

extension Provenance {
    /// How a fact is known.
    var facts: FactList { [("basis", source.map { "\(basis.rawValue), \($0)" } ?? basis.rawValue)] }
}

extension FactList {
    /// All texts in one, to tell entries apart by.
    fileprivate var joinedText: String { map { "\($0.label)=\($0.text ?? "")" }.joined(separator: "\n") }
}

extension Duration {
    /// The duration in seconds, such as `60 s`.
    fileprivate var secondsText: String {
        let (seconds, attoseconds) = components
        if attoseconds == 0 { return "\(seconds) s" }
        return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
    }
}
