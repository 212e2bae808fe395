/// The rules about hosts and what authorises a request.
enum ServerRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [
        ServerAdded.self, ServerChanged.self, ServerRemoved.self, ServerRenamed.self,
        CredentialAdded.self, CredentialRemoved.self, CredentialRenamed.self, SecuritySchemeChanged.self,
        CredentialPlacementChanged.self, TokenEndpointChanged.self, TokenRequestChanged.self, ScopesChanged.self,
        CredentialLifetimeChanged.self,
    ]
}
