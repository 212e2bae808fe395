internal import VenueSpec

extension DiffRule {
    static let quantities: [DiffRule] = [
        DiffRule(
            "quantity-removed", .meaning, .error, .warning,
            summary: "a quantity of the order is no longer read from replies",
            explanation: """
                Reports held how much of an order was executed before it was cancelled. Where what was filled can no longer \
                be known, whoever books by reports misses executions: an error. It is a warning as long as it is still told, \
                or follows from what was ordered and what remains. Make sure that the venue no longer tells it.
                """,
            before: "200: { body: CancelReply, quantities: { filled: executedQuantity } }", after: "200: CancelReply",
            of: \.responses, each: \.quantities
        ) { quantity, response, _ in
            guard let old = quantity.old, quantity.new == nil else { return nil }
            let isLost = response.pair.old.tellsFilled && !response.pair.new.tellsFilled
            return quantity.told(
                level: isLost ? .error : .warning,
                "replies of status \(response.key) no longer tell what was \(quantity.words)"
                    + (isLost ? ", so that what was filled is not known" : ""),
                old: old.description, risk: isLost ? .wrongQuantity : nil)
        },
        DiffRule(
            "quantity-moved", .meaning, .error, risk: .wrongQuantity,
            summary: "a quantity of the order is read from another field of replies",
            explanation: """
                Reports hold another number under the same name, and executions are booked by it. Make sure that the field \
                is what its key says, that 'ordered', 'filled' and 'remaining' are not exchanged, and that what remains is \
                what was not executed also of an order that has ended. A field that only has a new name is the same.
                """,
            before: "quantities: { filled: executedQuantity }", after: "quantities: { filled: tradedQuantity }",
            of: \.responses, each: \.quantities
        ) { quantity, response, _ in
            guard let old = quantity.old, let new = quantity.new, quantity.oldInNewNames != new else { return nil }
            return quantity.told(
                "what was \(quantity.words) is read from '\(new)' of status \(response.key) instead of '\(old)'",
                old: old.description, new: new.description)
        },
        DiffRule(
            "quantity-added", .meaning, .info, summary: "a further quantity of the order is read from replies",
            explanation: """
                Reports tell more of how much was executed; code that books by them may use it. Make sure that a recorded \
                reply shows it.
                """,
            before: "200: CancelReply", after: "200: { body: CancelReply, quantities: { filled: executedQuantity } }",
            of: \.responses, each: \.quantities
        ) { quantity, response, _ in
            guard let new = quantity.new, quantity.old == nil else { return nil }
            return quantity.told(
                "replies of status \(response.key) tell what was \(quantity.words)", new: new.description)
        },
    ]
}

/// Where two versions read one quantity from.
private struct QuantityChange: ChangedPart {
    let words: String
    let places: PlacePair
    let symbols: [String]
    let old: FieldPath?
    let new: FieldPath?
    /// What the old path is called in the new version.
    let oldInNewNames: FieldPath?

    init(_ quantity: Quantity, _ response: ResponseChange) {
        words = quantity == .remaining ? "not executed" : quantity.rawValue
        places = response.pair.places.at("quantities", quantity.rawValue)
        symbols = [response.operation.symbol("judge")]
        old = response.pair.old.quantities[quantity]
        new = response.pair.new.quantities[quantity]
        oldInNewNames = old.map(response.newPath)
    }
}

extension ResponseChange {
    fileprivate var quantities: [QuantityChange] { Quantity.allCases.map { QuantityChange($0, self) } }
}

extension StatusResponse {
    /// The fields with quantities, which all alternatives share.
    var quantities: PerQuantity<FieldPath> { shapes.first?.quantities ?? .init() }

    /// Whether what was filled is told, or follows.
    fileprivate var tellsFilled: Bool {
        quantities.filled != nil || quantities.ordered != nil && quantities.remaining != nil
    }
}
