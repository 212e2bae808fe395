internal import VenueSpec

/// The rule `credential-lifetime-changed`.
enum CredentialLifetimeChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "credential-lifetime-changed", category: .wire, levels: [.warning],
        summary: "a credential lives longer or shorter",
        explanation: """
            Whoever renews tokens goes by this. A token that lapses earlier than thought turns a cancel into a \
            refusal; renew by the new lifetime.
            """,
        before: "token: { type: oauth2, lifetime: 1h }",
        after: "token: { type: oauth2, lifetime: 15m }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.credentials.pairs where pair.old.lifetime != pair.new.lifetime {
            let (old, new) = (pair.old.lifetime?.text, pair.new.lifetime?.text)
            report.add(
                rule, nil,
                "'\(pair.new.name.text)' lives \(new ?? "as long as nobody says") instead of "
                    + "\(old ?? "as long as nobody says"); renew it by that",
                at: pair.places.at("lifetime"), old: old, new: new, symbols: change.tokenSymbols(pair))
        }
    }
}
