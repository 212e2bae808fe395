import VenueSimulator

/// What a client must make of each fault at each venue, as the specs have it.
enum DocumentedOutcome {
    /// What a client must make of a fault, by its name; venues that differ from the others are listed.
    private static let outcomes: [String: (usual: String, exceptions: [String: String])] = [
        "drop-after-read": ("unknown(connectionLost)", [:]),
        "drop-after-apply": ("unknown(connectionLost)", [:]),
        "drop-mid-body": ("unknown(connectionLost)", [:]),
        "delay-before": ("success", [:]),
        "delay-after": ("success", [:]),
        "duplicate": ("gone", ["Aries": "canceled", "B2Trader": "canceled", "BitGo": "rejected(invalidRequest)"]),
        "5xx": ("unknown(serverError)", [:]),
        "5xx-applied": ("unknown(serverError)", [:]),
        "html": ("unknown(unreadable)", ["AlphaPoint": "unknown(inconclusive)"]),
        "refusal": ("rejected(other)", ["BitGo": "rejected(invalidRequest)", "B2Trader": "rejected(permission)"]),
        "malformed-json": ("unknown(unreadable)", ["AlphaPoint": "unknown(inconclusive)"]),
        "slow-drip": ("success", [:]),
        "redirect": ("unknown(undocumented)", [:]),
        "oversized": ("unknown(oversized)", [:]),
        "other-order": ("unknown(otherOrder)", ["AlphaPoint": "pendingCancel", "BitGo": "pendingCancel"]),
    ]

    /// What each venue says of an accepted cancel.
    private static let successes = [
        "AlphaPoint": "pendingCancel", "Aries": "canceled", "B2Trader": "canceled", "BitGo": "pendingCancel",
        "CrossTrade": "pendingCancel",
    ]

    /// The faults of the table.
    static var faults: [String] { Array(outcomes.keys) }

    /// The venues of the table.
    static var venues: [String] { Array(successes.keys) }

    /// The outcome of an accepted cancel.
    static func success(at venue: String) -> String? { successes[venue] }

    /// The outcome of a cancel that meets a fault.
    static func word(of fault: Fault, at venue: String) -> String? {
        guard let row = outcomes[fault.name] else { return nil }
        let word = row.exceptions[venue] ?? row.usual
        return word == "success" ? success(at: venue) : word
    }
}
