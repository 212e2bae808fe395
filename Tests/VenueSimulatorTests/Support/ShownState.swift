import VenueSimulator

/// What clients can read of an order in each state of the book, the reads of `confirm` taken together.
enum ShownState {
    /// The words by venue.
    static let words: [String: [SimulatedOrderState: String]] = [
        // Their lists hold open orders alone, and one that is missing may have ended in any way.
        "AlphaPoint": listed(), "Aries": listed(), "Alder": listed(pendingCancel: "pendingCancel"), "Damson": listed(),
        // They know no state of an order that expired.
        "BitGo": all(expired: "unknown(inconclusive)"), "CrossTrade": all(expired: "unknown(inconclusive)"),
        "Viburnum": all(expired: "unknown(inconclusive)"), "Laburnum": all(expired: "unknown(inconclusive)"),
        "Rowan": all(expired: "tooLate(expired)"), "Cypress": all(expired: "tooLate(expired)"),
    ]

    /// What Rowan's list shows, which is read where the reply to the cancel did not come.
    static let rowansList = listed(pendingCancel: "pendingCancel")

    private static func listed(pendingCancel: String = "working") -> [SimulatedOrderState: String] {
        [.open: "working", .pendingCancel: pendingCancel, .canceled: "gone", .filled: "gone", .expired: "gone"]
    }

    private static func all(expired: String) -> [SimulatedOrderState: String] {
        [
            .open: "working", .pendingCancel: "pendingCancel", .canceled: "canceled", .filled: "tooLate(filled)",
            .expired: expired,
        ]
    }
}
