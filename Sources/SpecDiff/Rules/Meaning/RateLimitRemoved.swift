internal import VenueSpec

/// The rule `rate-limit-removed`.
enum RateLimitRemoved: DiffRule {
    static let rule = DiffRuleDescription(
        id: "rate-limit-removed", category: .meaning, levels: [.warning],
        summary: "a limit of requests is no longer documented",
        explanation: """
            Clients no longer hold requests back for it. A limit the venue still enforces then answers with \
            refusals, and cancels are among them.
            """,
        before: "rateLimits: [{ requests: 10, per: 1s, scope: key }]", after: "# no limits")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for limit in change.rateLimits.removed {
            report.add(
                rule, nil, "clients no longer keep to \(limit.value.text)", at: limit.places, old: limit.value.text,
                new: nil,
                symbols: [SwiftSymbols(change.old).rateLimits])
        }
    }
}
