/// The rules about hosts and what authorises a request.
enum ServerRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [ServerAdded.self, ServerChanged.self, ServerRemoved.self]
}
