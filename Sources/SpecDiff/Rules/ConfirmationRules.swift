internal import VenueSpec

extension DiffRule {
    /// The rules about what to do after an answer.
    static let afterwards: [DiffRule] = [
        DiffRule(
            "batch-changed", .meaning, .error, .warning, risk: .orderStaysOpen,
            summary: "a call names other numbers of orders, or shares something else among them",
            explanation: """
                A venue that takes fewer orders than a call names, or orders that share something else, refuses the whole \
                call, and every order of it stays open until it is sent by itself. A lower limit only makes more calls, which \
                draw on the venue's limits. What was under 'same' and is not any more is now written for each order.
                """,
            before: "batch: { limit: 20, same: [account] }", after: "batch: { limit: 50, same: [account] }",
            of: \.operations, each: \.batchFacts
        ) { fact, operation, _ in
            let name = operation.new.name.text
            let message =
                fact.key == "limit"
                ? "a call of '\(name)' names up to \(fact.new ?? "1") orders instead of \(fact.old ?? "1")"
                : "the orders of a call of '\(name)' share \(fact.new ?? "nothing") instead of \(fact.old ?? "nothing")"
            return Change(
                level: fact.isLower ? .warning : .error, message, at: operation.places.at("batch", fact.key),
                old: fact.old, new: fact.new, symbols: [operation.symbol("prepare")])
        },
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
        ) { way, _, _ in way.told("the final state can also be learned by '\(way.value.call)'", way.value.call) },
        DiffRule(
            "confirmation-removed", .meaning, .warning, risk: .unknownOutcome,
            summary: "a way to learn the final state of an order is gone",
            explanation: """
                Code that waits for the end of an acknowledged cancel by this call waits in vain, and the order counts \
                as pending for ever. Move it to what remains.
                """,
            before: "confirm: [{ call: Get Order }, { call: order stream }]", after: "confirm: [{ call: Get Order }]",
            of: \.operations, each: \.confirmations.removed
        ) { way, _, _ in way.told("the final state can no longer be learned by '\(way.value.call)'", way.value.call) },
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
        ) { pair, _, _ in
            pair.told(
                "the final state is learned by '\(pair.new.call)' instead of '\(pair.old.call)'", at: "call",
                old: pair.old.call, new: pair.new.call)
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
            of: \.confirmations, each: { $0.statuses.pairs.filter { $0.old.outcome != $0.new.outcome } }
        ) { status, way, _ in
            let (old, new) = (status.old.outcome.word, status.new.outcome.word)
            return status.told(
                "the order status '\(status.newName)' of '\(way.new.call)' proves \(new) instead of \(old)", old: old,
                new: new)
        },
        DiffRule(
            "order-status-added", .meaning, .warning, risk: .wrongOutcome,
            summary: "a further order status has a meaning",
            explanation: """
                Code that waits for the final state did not know the status and went on waiting. Make sure it is as \
                final as the spec says.
                """,
            before: "statuses: { DONE: canceled }", after: "statuses: { DONE: canceled, EXPIRED: tooLate(expired) }",
            of: \.confirmations, each: \.statuses.added
        ) { status, way, _ in
            let outcome = status.value.outcome.word
            return status.told(
                "the order status '\(status.value.status)' of '\(way.new.call)' proves \(outcome)", outcome)
        },
        DiffRule(
            "order-status-removed", .meaning, .warning, risk: .unknownOutcome,
            summary: "an order status no longer has a meaning",
            explanation: """
                Code that meets it while it waits for the final state no longer knows whether to go on waiting. Look for \
                the status that took its place.
                """,
            before: "statuses: { DONE: canceled, EXPIRED: tooLate(expired) }", after: "statuses: { DONE: canceled }",
            of: \.confirmations, each: \.statuses.removed
        ) { status, way, _ in
            let outcome = status.value.outcome.word
            return status.told(
                "the order status '\(status.value.status)' of '\(way.new.call)' no longer proves \(outcome)", outcome)
        },
    ]
}

extension VenueChange {
    /// The ways to learn the final state that both versions have, of every call.
    fileprivate var confirmations: [Pairing<ConfirmationAdvice>.Pair] { operations.flatMap(\.confirmations.pairs) }
}

extension OperationChange {
    /// A part of what a batch says, where the versions differ.
    fileprivate struct BatchFact {
        let key: String
        let old: String?
        let new: String?
        /// Whether a call names fewer orders than before.
        var isLower = false
    }

    fileprivate var batchFacts: [BatchFact] {
        let (before, after) = (old.batch, new.batch)
        var facts: [BatchFact] = []
        if before?.limit != after?.limit {
            facts.append(
                BatchFact(
                    key: "limit", old: (before?.limit).map(String.init), new: (after?.limit).map(String.init),
                    isLower: after?.limit ?? 1 < before?.limit ?? 1))
        }
        guard let before, let after else { return facts }
        let (shared, sharing) = (before.same.map(parameters.newName), after.same)
        if shared.sorted() != sharing.sorted() {
            func text(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: ", ") }
            facts.append(BatchFact(key: "same", old: text(shared), new: text(sharing)))
        }
        return facts
    }
}
