internal import VenueSpec

extension DiffRule {
    static let identities: [DiffRule] = [
        DiffRule(
            "identity-added", .wire, .warning, risk: .otherOrder,
            summary: "the order may be identified in a further way",
            explanation: """
                Existing calls stay as they are. Where there was one way, the Swift input changes its form; and a \
                further way is only safe if it names one order, so look for defaults and for ids that are unique in an \
                account alone.
                """,
            before: "identity: { byOrderId: [orderId] }",
            after: "identity: { byOrderId: [orderId], byClientId: [account, clientId] }", of: \.callsAboutOneOrder,
            each: \.identity.sets.added
        ) { single, _, _ in
            single.told("the order may also be identified by \(single.value.text)", single.value.text)
        },
        DiffRule(
            "identity-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "the order can no longer be identified in one way",
            explanation: """
                Orders that callers know by those parameters alone cannot be cancelled any more. Callers must keep the \
                other identifier from the moment the order is placed.
                """,
            before: "identity: { byOrderId: [orderId], byClientId: [account, clientId] }",
            after: "identity: { byOrderId: [orderId] }", of: \.callsAboutOneOrder, each: \.identity.sets.removed
        ) { single, _, _ in
            single.told(
                "the order can no longer be identified by \(single.value.text); who knows only that cannot cancel it",
                single.value.text)
        },
        DiffRule(
            "identity-changed", .wire, .error, summary: "one way to identify the order consists of other parameters",
            explanation: """
                With fewer parameters the cancel may reach an order of another account or of another day; with more, \
                callers that lack one cannot cancel. A parameter that is new or gone as such is told by itself.
                """, before: "identity: [account, orderId]", after: "identity: [orderId]", of: \.callsAboutOneOrder,
            each: \.identity.changed
        ) { pair, _, _ in
            pair.told(
                "the order is identified by \(pair.new.text) instead of \(pair.old.text)", old: pair.old.text,
                new: pair.new.text,
                risk: pair.new.parameters.count < pair.old.parameters.count ? .otherOrder : .orderStaysOpen)
        },
        DiffRule(
            "identity-request-changed", .wire, .error, risk: .otherOrder,
            summary: "the request for one way to identify the order is another",
            explanation: """
                Orders that are identified that way are cancelled by another request. Sent to the old path or in the old \
                field, the identifier is read as one of another kind, or not at all.
                """,
            before: "http: [{ identity: byClientId, request: 'DELETE /orders/@{clientId}' }, …]",
            after: "http: [{ identity: byClientId, request: 'DELETE /orders/client/{clientId}' }, …]", of: \.operations,
            each: \.furtherBindings
        ) { binding, operation, _ in
            let (old, new) = (binding.old.text(renaming: operation.parameters.newName), binding.new.text())
            guard old != new || !binding.old.isComputed(as: binding.new) else { return nil }
            return Change(
                "what \(operation.new.kind == .cancelAll ? "limits the cancel" : "identifies the order") as '\(binding.identity)' is sent as \(new) instead of \(old)",
                at: operation.places.at("http"), old: old, new: new, symbols: [operation.symbol("prepare")])
        },
        DiffRule(
            "conditional-group-added", .wire, .error, risk: .orderStaysOpen,
            summary: "a value of a parameter requires others",
            explanation: """
                Requests with the value and without the others are refused, and the others are refused with any other \
                value. Orders of that kind cannot be cancelled until callers give all of them.
                """,
            before: "parameters: { kind: { enum: [SPOT, OPTION] } }",
            after: """
                parameters: { kind: { enum: [SPOT, OPTION] }, strike: decimal }
                conditional: [{ when: { kind: OPTION }, require: [strike] }]
                """,
            of: \.operations, each: \.groups.groups.added
        ) { single, _, _ in
            single.told("every call must give \(single.value.text), and only then", single.value.text)
        },
        DiffRule(
            "conditional-group-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "a value of a parameter no longer requires others",
            explanation: """
                Parameters of the group are gone, or may be given in any combination, ones the venue refuses included. \
                Find out which the page now asks for.
                """,
            before: """
                parameters: { kind: { enum: [SPOT, OPTION] }, strike: decimal }
                conditional: [{ when: { kind: OPTION }, require: [strike] }]
                """,
            after: "parameters: { kind: { enum: [SPOT, OPTION] } }", of: \.operations, each: \.groups.groups.removed
        ) { single, _, _ in single.told("nothing requires \(single.value.text) any more", single.value.text) },
        DiffRule(
            "conditional-group-changed", .wire, .error, risk: .orderStaysOpen,
            summary: "a conditional group hangs on another value or consists of other parameters",
            explanation: """
                Combinations that the venue took are refused, or the reverse: orders of that kind cannot be cancelled \
                until callers give what is asked for. A parameter that is new or gone as such is told by itself.
                """,
            before: "conditional: [{ when: { kind: OPTION }, require: [strike] }]",
            after: "conditional: [{ when: { kind: FUTURE }, require: [strike] }]", of: \.operations,
            each: \.groups.changed
        ) { pair, _, _ in
            pair.told(
                "every call must give \(pair.new.text), instead of \(pair.old.text)", old: pair.old.text,
                new: pair.new.text)
        },
    ]
}

extension HTTPBinding {
    /// Whether what it computes is what another one does, wherever the two are described.
    fileprivate func isComputed(as other: HTTPBinding) -> Bool {
        func texts(_ binding: HTTPBinding) -> [String] {
            binding.usedValues.map { "\($0.name.text) \($0.source) \(String(describing: $0.step))" }
        }
        return texts(self) == texts(other)
    }
}
