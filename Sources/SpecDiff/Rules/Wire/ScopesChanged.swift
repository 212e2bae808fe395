internal import VenueSpec

/// The rule `scopes-changed`.
enum ScopesChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "scopes-changed", category: .wire, levels: [.warning],
        summary: "a credential needs other scopes",
        explanation: """
            Tokens issued with the old scopes may be refused. Operators must ask for the new ones where the token is \
            issued; a token with more than the cancel needs is a risk of its own.
            """,
        before: "token: { type: oauth2, scopes: [trade] }",
        after: "token: { type: oauth2, scopes: [trade, cancel] }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.credentials.pairs where Set(pair.old.scopes) != Set(pair.new.scopes) {
            let old = pair.old.scopes.isEmpty ? nil : pair.old.scopes.joined(separator: ", ")
            let new = pair.new.scopes.isEmpty ? nil : pair.new.scopes.joined(separator: ", ")
            report.add(
                rule, nil,
                "'\(pair.new.name.text)' needs \(new ?? "no scope") instead of \(old ?? "no scope"); tokens issued "
                    + "before may be refused",
                at: pair.places.at("scopes"), old: old, new: new,
                symbols: [SwiftSymbols(change.new).credential(pair.new)])
        }
    }
}
