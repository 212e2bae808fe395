internal import VenueSpec

extension DiffRule {
    /// The rules about calls that cancel every order of a scope.
    ///
    /// What their requests, replies and outcomes say is compared as that of cancels of one order is.
    static let cancelAlls: [DiffRule] = [
        DiffRule(
            "cancel-all-added", .wire, .info, summary: "a venue has a further call that cancels all orders of a scope",
            explanation: """
                Nothing that exists changes, and nobody makes the call by leaving something out of another. Review its scopes \
                as what they are: what one call can end.
                """,
            before: "operations: { cancelOrder: … }", after: "cancelAll: { cancelOrders: … }",
            each: { $0.singleOperations.filter { $0.isAdded && $0.value.kind == .cancelAll } }
        ) { call, _ in
            let line = call.value.http.line
            return call.told(
                "the call '\(call.value.name.text)', which cancels all orders, is new, sent as \(line)", line)
        },
        DiffRule(
            "cancel-all-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "a call that cancels all orders of a scope is no longer described",
            explanation: """
                Who stops trading with it needs another way before this is released, such as a mass cancel of the orders that \
                are known; code that makes the call no longer compiles.
                """,
            before: "cancelAll: { cancelOrders: … }", after: "operations: { cancelOrder: … }",
            each: { $0.singleOperations.filter { !$0.isAdded && $0.value.kind == .cancelAll } }
        ) { call, _ in
            let line = call.value.http.line
            return call.told(
                "the call '\(call.value.name.text)', which cancels all orders, sent as \(line), is gone", line)
        },
        DiffRule(
            "scope-added", .wire, .warning, risk: .otherOrder,
            summary: "all orders of a further scope can be cancelled",
            explanation: """
                Existing calls stay as they are. Hold the new scope against the page: whether what limits it is read by the venue \
                at all, and what it cancels where that is zero or empty.
                """,
            before: "scope: { byAccount: [account] }", after: "scope: { byAccount: [account], atVenue: [] }",
            of: \.cancelAlls, each: \.identity.sets.added
        ) { single, call, _ in
            let text = single.value.scopeText
            return single.told("'\(call.new.name.text)' can also cancel every order of \(text)", text)
        },
        DiffRule(
            "scope-removed", .wire, .error, risk: .orderStaysOpen,
            summary: "all orders of a scope can no longer be cancelled",
            explanation: """
                Who cancels them in one call has to cancel a greater scope or each order by itself. Code that names the scope no \
                longer compiles.
                """,
            before: "scope: { byAccount: [account], atVenue: [] }", after: "scope: { byAccount: [account] }",
            of: \.cancelAlls, each: \.identity.sets.removed
        ) { single, call, _ in
            let text = single.value.scopeText
            return single.told("'\(call.new.name.text)' can no longer cancel every order of \(text)", text)
        },
        DiffRule(
            "scope-widened", .wire, .error, risk: .otherOrder, summary: "a scope is limited by fewer parameters",
            explanation: """
                The same scope cancels more than before: orders of other symbols or other accounts, which nobody asked about. \
                Give the greater scope a name of its own, so that whoever means it has to say so.
                """,
            before: "scope: { bySymbol: [account, symbol] }", after: "scope: { bySymbol: [account] }", of: \.cancelAlls,
            each: \.identity.sets.pairs
        ) { pair, call, _ in
            let lost = Set(pair.old.parameters.map(call.parameters.newName)).subtracting(pair.new.parameters).sorted()
            guard !lost.isEmpty else { return nil }
            return pair.told(
                "'\(call.new.name.text)' cancels every order of \(pair.new.scopeText) as '\(pair.newName)', whatever "
                    + lost.joined(separator: " and "), old: pair.old.scopeText, new: pair.new.scopeText)
        },
        DiffRule(
            "scope-narrowed", .wire, .error, risk: .orderStaysOpen, summary: "a scope is limited by further parameters",
            explanation: """
                The same scope cancels less than before, so that orders stay open which were cancelled with the others. Code that \
                names the scope no longer compiles until it gives them.
                """,
            before: "scope: { byAccount: [account] }", after: "scope: { byAccount: [account, symbol] }",
            of: \.cancelAlls,
            each: \.identity.sets.pairs
        ) { pair, call, _ in
            let before = Set(pair.old.parameters.map(call.parameters.newName))
            let gained = Set(pair.new.parameters).subtracting(before).sorted()
            guard !gained.isEmpty, before.isSubset(of: pair.new.parameters) else { return nil }
            return pair.told(
                "'\(call.new.name.text)' cancels as '\(pair.newName)' only orders of one "
                    + gained.joined(separator: " and "), old: pair.old.scopeText, new: pair.new.scopeText)
        },
        DiffRule(
            "affected-changed", .meaning, .error, .info, risk: .wrongOutcome,
            summary: "how many orders were cancelled is read from another field, from none, or from one at last",
            explanation: """
                Whoever compares the number with how many orders there were relies on it: from another field it is a wrong one, \
                and from none reports say that the venue does not tell. Where there was none, nothing that exists changes.
                """,
            before: "200: { body: Cancelled, affected: ids }", after: "200: { body: Cancelled, affected: count }",
            of: \.responses, each: { [$0] }
        ) { response, _, _ in
            let (old, new) = (response.pair.old.affected, response.pair.new.affected)
            guard old.map(response.newPath) != new else { return nil }
            let place = { (path: FieldPath?) in path.map { "from '\($0)'" } ?? "nowhere" }
            return Change(
                level: old == nil ? .info : .error,
                "how many orders were cancelled is read \(place(new)) of status \(response.key) instead of \(place(old))",
                at: response.pair.places.at("affected"), old: old?.description, new: new?.description,
                symbols: [response.operation.symbol("judge")])
        },
    ]
}

extension VenueChange {
    /// The calls that cancel all orders of a scope, which both versions have.
    fileprivate var cancelAlls: [OperationChange] { operations.filter { $0.new.kind == .cancelAll } }

    /// The calls about one order, which both versions have.
    var callsAboutOneOrder: [OperationChange] { operations.filter { $0.new.kind != .cancelAll } }
}

extension IdentitySet {
    /// The scope for people, such as `one account and symbol`.
    fileprivate var scopeText: String { parameters.isEmpty ? "the venue" : "one \(text)" }
}

extension StatusResponse {
    /// The field with how many orders were cancelled, which all alternatives share.
    var affected: FieldPath? { shapes.first?.affected }
}
