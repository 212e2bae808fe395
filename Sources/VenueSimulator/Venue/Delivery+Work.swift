internal import VenueRuntime
internal import VenueSpec

extension Delivery {
    /// Does with the request what the documentation says, and records what became of it.
    func work() -> Reply {
        guard let routed else {
            venue.withState { $0.requests[number].effect = .notRouted }
            return Reply(response: PlainReply.status(404), meaning: nil)
        }
        let meaning = venue.withState { state in
            let decided = decide(routed, &state)
            state.requests[number].effect = decided.effect
            return decided.meaning
        }
        return routed.call.catalog.reply(meaning, to: fault == .otherOrder ? routed.inputOfAnother : routed.input)
    }

    /// What the venue makes of the request, and what it says.
    private func decide(
        _ routed: RoutedRequest, _ state: inout SimulatedVenue.State
    ) -> (effect: Ledger.Effect, meaning: Meaning) {
        let conduct = venue.conduct
        let check = CredentialCheck(credentials: venue.spec.credentials, secrets: conduct.secrets)
        guard check.accepts(headers) else { return (.unauthenticated, .unauthenticated) }
        guard !conduct.limitsRate || allow(check.user(headers), &state) else { return (.throttled, .throttled) }
        if let problem = routed.problem { return (.invalid(problem), .invalid) }

        let key = OrderKey(routed.input, of: routed.call.operation)
        guard var standing = state.book.state(of: key) else { return (.unknownOrder, .unknownOrder) }
        if standing == .open, let end = race(key) {
            state.book.move(key, to: end, request: nil)
            standing = end
        }
        switch standing {
        case .open:
            let isLater = conduct.settlement == .later && routed.call.catalog.documents(.pending)
            state.book.move(key, to: .pendingCancel, request: number)
            if isLater { return (.canceled, .pending) }
            state.book.move(key, to: .canceled, request: number)
            return (.canceled, .canceled)
        case .pendingCancel: return (.tooLate(.pendingCancel), .alreadyPending)
        case .canceled: return (.tooLate(.canceled), .wasCanceled)
        case .filled: return (.tooLate(.filled), .wasFilled)
        case .expired: return (.tooLate(.expired), .wasExpired)
        }
    }

    /// How an open order ends before its first cancel, if it does.
    private func race(_ key: OrderKey) -> OrderState? {
        let conduct = venue.conduct
        guard attempt == 0, conduct.filledFirst + conduct.expiredFirst > 0 else { return nil }
        // Another subject than the faults draw for, so that fills and faults are independent.
        let draw = Draw(seed: conduct.faults.seed, subject: "race \(key)", attempt: 0).share
        if draw < conduct.filledFirst { return .filled }
        return draw < conduct.filledFirst + conduct.expiredFirst ? .expired : nil
    }

    /// Whether every limit has a token left for the user; takes one of each.
    private func allow(_ user: Int, _ state: inout SimulatedVenue.State) -> Bool {
        let now = ContinuousClock.now
        var buckets = state.buckets[user] ?? venue.spec.rateLimits.map { TokenBucket($0, at: now) }
        var isAllowed = true
        for index in buckets.indices where !buckets[index].take(at: now) { isAllowed = false }
        state.buckets[user] = buckets
        return isAllowed
    }
}
