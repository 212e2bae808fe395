internal import VenueSpec

extension Credential {
    /// How it travels, such as `Authorization: Bearer <token>`.
    var placement: String { "\(header): \(prefix)<\(name.text)>" }

    /// What kind of secret it is and how it travels, such as `oauth2 in Authorization`.
    var schemeText: String { "\(scheme.rawValue) in \(header)" }
}

extension VenueChange {
    /// The declarations that a credential's token comes by: its property, and the endpoint where clients use it.
    func tokenSymbols(_ pair: Pairing<Credential>.Pair) -> [String] {
        let endpoint = "\(new.name.swift).Credentials.tokenEndpoint"
        let isDeclared = declarations.new.contains(symbol: endpoint) || declarations.old.contains(symbol: endpoint)
        return [SwiftSymbols(new).credential(pair.new)] + (isDeclared ? [endpoint] : [])
    }
}
