internal import VenueSpec

/// The rule `rate-limit-added`.
enum RateLimitAdded: DiffRule {
    static let rule = DiffRuleDescription(
        id: "rate-limit-added", category: .meaning, levels: [.warning],
        summary: "a limit of requests is documented that was not before",
        explanation: """
            Clients keep the limits of the spec before the venue enforces them, so cancels may wait, and one that \
            cannot wait past its deadline is not sent. Make sure that a limit for other calls is not taken for one \
            of cancels.
            """,
        before: "# no limits", after: "rateLimits: [{ requests: 10, per: 1s, scope: key }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for limit in change.rateLimits.added {
            report.add(
                rule, nil, "clients send at most \(limit.value.text)", at: limit.places, old: nil,
                new: limit.value.text,
                symbols: [SwiftSymbols(change.new).rateLimits])
        }
    }
}
