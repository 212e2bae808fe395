internal import VenueSpec

/// The rule `credential-removed`.
enum CredentialRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "credential-removed", category: .wire, levels: [.error],
        summary: "requests no longer carry a secret",
        explanation: """
            A venue that still asks for it refuses every cancel. Make sure that the page says it is no longer \
            needed, and not only that it is described elsewhere.
            """,
        before: """
            security:
              token: bearer
              desk: { type: header, header: X-Desk-Key }
            """,
        after: "security: { token: bearer }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for credential in change.credentials.removed {
            let place = credential.value.placement
            let rest =
                change.new.credentials.isEmpty
                ? "no request carries a secret any more" : "no request carries '\(place)'"
            report.add(
                rule, nil, "\(rest); a venue that still asks for '\(credential.value.name.text)' refuses the cancel",
                at: credential.places, old: place, new: nil,
                symbols: [SwiftSymbols(change.old).credential(credential.value)])
        }
    }
}
