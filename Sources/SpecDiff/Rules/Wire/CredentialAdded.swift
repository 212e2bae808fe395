internal import VenueSpec

/// The rule `credential-added`.
enum CredentialAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "credential-added", category: .wire, levels: [.error],
        summary: "requests carry a further secret",
        explanation: """
            The venue refuses requests without it, so cancels fail until every caller has the secret; and a secret \
            that went nowhere before now travels with each request.
            """,
        before: "security: { token: bearer }",
        after: """
            security:
              token: bearer
              desk: { type: header, header: X-Desk-Key }
            """)

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for credential in change.credentials.added {
            let place = credential.value.placement
            let before = change.old.credentials.isEmpty ? ", where none asked for a secret before" : ""
            report.add(
                rule, nil, "every request carries '\(place)'\(before); callers must have that secret",
                at: credential.places, old: nil, new: place,
                symbols: [SwiftSymbols(change.new).credential(credential.value)])
        }
    }
}
