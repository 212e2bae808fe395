internal import VenueSpec

/// The rule `rate-limit-changed`.
enum RateLimitChanged: DiffRule {
    static let rule = DiffRuleDescription(
        id: "rate-limit-changed", category: .meaning, levels: [.warning],
        summary: "a limit of requests counts otherwise",
        explanation: """
            Clients keep the limits of the spec before the venue enforces them. Too high a limit is answered with \
            refusals of cancels, too low a one makes them wait; what is counted together decides whether other \
            traffic takes their place.
            """,
        before: "rateLimits: [{ requests: 10, per: 1s, scope: key }]",
        after: "rateLimits: [{ requests: 5, per: 1s, scope: key }]")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        for pair in change.rateLimits.pairs {
            let keys = pair.old.differences(from: pair.new)
            guard let key = keys.first else { continue }
            report.add(
                rule, nil, "clients send at most \(pair.new.text) instead of \(pair.old.text)",
                at: keys.count == 1 ? pair.places.at(key) : pair.places, old: pair.old.text, new: pair.new.text,
                symbols: [SwiftSymbols(change.new).rateLimits])
        }
    }
}

extension RateLimit {
    /// The limit in words, such as `10 requests per 1s and key, 5 at once`.
    var text: String {
        "\(requests) requests per \(period.text) and \(scope)" + (burst.map { ", \($0) at once" } ?? "")
            + (sharedWith.isEmpty ? "" : ", shared with \(sharedWith.joined(separator: " and "))")
    }

    /// The keys of what differs in another version of the limit.
    fileprivate func differences(from other: RateLimit) -> [String] {
        [
            ("requests", requests != other.requests), ("per", period != other.period), ("burst", burst != other.burst),
            ("scope", scope != other.scope), ("sharedWith", Set(sharedWith) != Set(other.sharedWith)),
        ].filter(\.1).map(\.0)
    }
}
