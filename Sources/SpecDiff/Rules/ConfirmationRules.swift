internal import VenueSpec

extension DiffRule {
    /// The rules about what to do after an answer.
    static let afterwards: [DiffRule] = [
        DiffRule(
            "repeatability-changed", .meaning, .error, .warning, risk: .otherOrder,
            summary: "whether the same cancel may be sent again has changed",
            explanation: """
                Clients repeat a cancel that may have been lost only where the spec calls it safe. Where it was safe and \
                no longer is, clients in use repeat what the venue refuses or takes for another order: an error, stop \
                repeating at once. All other changes are warnings: where it is safe now, clients begin to repeat, so the \
                page must say that a repeat can hit no other order.
                """, before: "repeatable: safe", after: "repeatable: unsafe", each: \.operations
        ) { operation, _ in
            let (old, new) = (operation.old.repeatability.kind, operation.new.repeatability.kind)
            guard old != new else { return nil }
            let consequence = new == .safe ? "clients repeat it" : "clients do not repeat it"
            return Change(
                level: old == .safe ? .error : .warning,
                "a repeated '\(operation.new.name.text)' is \(new.rawValue) instead of \(old.rawValue); \(consequence)",
                at: operation.places.at("repeatable", "is"), old: old.rawValue, new: new.rawValue,
                symbols: [operation.symbol("repeatability")])
        },
        DiffRule(
            "confirmation-added", .meaning, .info,
            summary: "there is a further way to learn the final state of an order",
            explanation: """
                Nothing that worked stops working. After an acknowledgement the new way may be quicker or surer; the \
                first in the list is the one to prefer.
                """,
            before: "confirm: [{ call: Get Order }]", after: "confirm: [{ call: Get Order }, { call: order stream }]",
            of: \.operations, each: \.confirmations.added
        ) { way, operation, _ in
            Change(
                "the final state can also be learned by '\(way.value.call)'", at: way.places, new: way.value.call,
                symbols: [operation.symbol("confirmations")])
        },
        DiffRule(
            "confirmation-removed", .meaning, .warning, risk: .unknownOutcome,
            summary: "a way to learn the final state of an order is gone",
            explanation: """
                Code that waits for the end of an acknowledged cancel by this call waits in vain, and the order counts \
                as pending for ever. Move it to what remains.
                """,
            before: "confirm: [{ call: Get Order }, { call: order stream }]", after: "confirm: [{ call: Get Order }]",
            of: \.operations, each: \.confirmations.removed
        ) { way, operation, change in
            Change(
                "the final state can no longer be learned by '\(way.value.call)'", at: way.places, old: way.value.call,
                symbols: [change.symbols.old.member("confirmations", of: operation.old)])
        },
        DiffRule(
            "confirmation-changed", .meaning, .warning, risk: .unknownOutcome,
            summary: "the final state of an order is learned by another call",
            explanation: """
                A way counts as the same if it reports the same statuses or is described by the same words. Code that \
                polls the old call or listens to the old stream must move before the venue turns it off.
                """,
            before: "confirm: [{ call: Get Order, statuses: { DONE: canceled } }]",
            after: "confirm: [{ call: Get Order v2, statuses: { DONE: canceled } }]", of: \.operations,
            each: { $0.confirmations.pairs.filter { $0.old.call != $0.new.call } }
        ) { pair, operation, _ in
            Change(
                "the final state is learned by '\(pair.new.call)' instead of '\(pair.old.call)'",
                at: pair.places.at("call"), old: pair.old.call, new: pair.new.call,
                symbols: [operation.symbol("confirmations")])
        },
        DiffRule(
            "confirmations-reordered", .meaning, .warning, risk: .unknownOutcome,
            summary: "the ways to learn the final state of an order are preferred otherwise",
            explanation: "The best way comes first, and code that takes the first now takes another.",
            before: "confirm: [{ call: Get Order }, { call: order stream }]",
            after: "confirm: [{ call: order stream }, { call: Get Order }]", each: \.operations
        ) { operation, _ in
            let before = operation.confirmations.pairs.sorted {
                $0.places.old.keys.lexicographicallyPrecedes($1.places.old.keys)
            }
            let after = operation.confirmations.pairs
            guard before.map(\.new.call) != after.map(\.new.call) else { return nil }
            let (old, new) = (before.map(\.old.call), after.map(\.new.call))
            return Change(
                "the final state is best learned by '\(new.first ?? "")', in the order \(new.joined(separator: ", "))",
                at: operation.places.at("confirm"), old: old.joined(separator: ", "), new: new.joined(separator: ", "),
                symbols: [operation.symbol("confirmations")])
        },
        DiffRule(
            "order-status-remapped", .meaning, .error, risk: .wrongOutcome,
            summary: "an order status proves something else",
            explanation: """
                What a later look at the order proves decides whether it is given up or cancelled again. A status that \
                counts as final and is not leaves an order open.
                """, before: "statuses: { DONE: tooLate(filled) }", after: "statuses: { DONE: canceled }",
            of: \.operations, each: { $0.orderStatuses(\.pairs) }
        ) { found, operation, _ in
            let (call, status) = found
            guard status.old.outcome != status.new.outcome else { return nil }
            let (old, new) = (status.old.outcome.word, status.new.outcome.word)
            return Change(
                "the order status '\(status.new.status)' of '\(call)' proves \(new) instead of \(old)",
                at: status.places, old: old, new: new, symbols: [operation.symbol("confirmations")])
        },
        DiffRule(
            "order-status-added", .meaning, .warning, risk: .wrongOutcome,
            summary: "a further order status has a meaning",
            explanation: """
                Code that waits for the final state did not know the status and went on waiting. Make sure it is as \
                final as the spec says.
                """,
            before: "statuses: { DONE: canceled }", after: "statuses: { DONE: canceled, EXPIRED: tooLate(expired) }",
            of: \.operations, each: { $0.orderStatuses(\.added) }
        ) { found, operation, _ in
            let (call, status) = found
            let outcome = status.value.outcome.word
            return Change(
                "the order status '\(status.value.status)' of '\(call)' proves \(outcome)",
                at: status.places, new: outcome, symbols: [operation.symbol("confirmations")])
        },
        DiffRule(
            "order-status-removed", .meaning, .warning, risk: .unknownOutcome,
            summary: "an order status no longer has a meaning",
            explanation: """
                Code that meets it while it waits for the final state no longer knows whether to go on waiting. Look for \
                the status that took its place.
                """,
            before: "statuses: { DONE: canceled, EXPIRED: tooLate(expired) }", after: "statuses: { DONE: canceled }",
            of: \.operations, each: { $0.orderStatuses(\.removed) }
        ) { found, operation, _ in
            let (call, status) = found
            let outcome = status.value.outcome.word
            return Change(
                "the order status '\(status.value.status)' of '\(call)' no longer proves \(outcome)",
                at: status.places, old: outcome, symbols: [operation.symbol("confirmations")])
        },
    ]
}

extension OperationChange {
    /// The order statuses that some confirmation reports, each after the confirming call.
    fileprivate func orderStatuses<Entry>(
        _ entries: (Pairing<ConfirmationAdvice.Pair>) -> [Entry]
    ) -> [(call: String, status: Entry)] {
        confirmations.pairs.flatMap { way in entries(way.statuses).map { (way.new.call, $0) } }
    }
}
