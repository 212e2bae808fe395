internal import VenueSpec

/// The rule `security-scheme-changed`.
enum SecuritySchemeChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "security-scheme-changed", category: .wire, levels: [.error],
        summary: "a credential is of another kind",
        explanation: """
            A secret of the old kind is refused, and may be sent in a header where a proxy or the venue logs it. \
            Callers need a secret of the new kind before the client is released.
            """,
        before: "token: { type: header, header: X-Token }",
        after: "token: bearer")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.credentials.pairs where pair.old.scheme != pair.new.scheme {
            let (old, new) = (pair.old.schemeText, pair.new.schemeText)
            report.add(
                rule, nil,
                "the credential '\(pair.new.name.text)' is \(new) instead of \(old); old secrets are refused",
                at: pair.places.at("type"), old: old, new: new,
                symbols: [SwiftSymbols(change.new).credential(pair.new)])
        }
    }
}
