/// An order object as a plain `Codable` type, for measuring Foundation's coders.
struct ReferenceOrder: Codable, Sendable {
    var order: Order

    struct Order: Codable, Sendable {
        var id, instrument, side, type, status, timeInForce, source, account: String
        var requestedPrice: String?
        var requestedAmount, remainingAmount, executedPrice, executedAmount, commission: String
        var createdAt, updatedAt: String
        var cancellationDate: String?
        var isSelfTrade: Bool
    }

    /// An order with text in every member.
    static let sample = """
        {"order":{"id":"7f3b1c9a-0d8e-4a51-9b5e-2f4c6d8a1e37","instrument":"btc_usd","side":"Buy","type":"Limit",\
        "status":"Cancelled","timeInForce":"Gtc","source":"Manual","account":"5d2f8a61-7c34-4e0b-8f19-3b6a9c1d7e52",\
        "requestedPrice":"64250.10","requestedAmount":"0.50000000","remainingAmount":"0.25000000",\
        "executedPrice":"64249.95","executedAmount":"0.25000000","commission":"12.0400",\
        "createdAt":"2026-11-20T09:30:00.1234567Z","updatedAt":"2026-11-20T09:31:12.45Z","cancellationDate":null,\
        "isSelfTrade":false}}
        """
}
