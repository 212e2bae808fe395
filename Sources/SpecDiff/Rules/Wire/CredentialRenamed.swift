internal import VenueSpec

/// The rule `credential-renamed`.
enum CredentialRenamed: DiffRule {
    static let rule = DiffRuleDescription(
        id: "credential-renamed", category: .wire, levels: [.warning],
        summary: "a credential that travels the same way has another name",
        explanation: """
            Nothing changes on the wire. The name is the one callers give the secret by, in Swift and in \
            configurations, so both must follow.
            """,
        before: "security: { token: bearer }",
        after: "security: { accessToken: bearer }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.credentials.pairs where pair.isRenamed {
            report.add(
                rule, nil,
                "the credential '\(pair.old.name.text)' is now called '\(pair.new.name.text)'; callers give it by that name",
                at: pair.places, old: pair.old.name.text, new: pair.new.name.text,
                symbols: [
                    SwiftSymbols(change.old).credential(pair.old), SwiftSymbols(change.new).credential(pair.new),
                ])
        }
    }
}
