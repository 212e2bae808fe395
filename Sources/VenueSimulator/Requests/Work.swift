internal import VenueRuntime
internal import VenueSpec

extension Delivery {
    /// What a venue decides about a request.
    private enum Decision {
        /// Orders are shown.
        case shown([ReadCatalog.Row])
        case told(Meaning, SimulatedOrder?)
        /// Something about each order of the call, of which the first is told under the request's own number.
        case toldOfEach([(number: Int, verdict: ReplyCatalog.Verdict)])
        /// All of a scope are cancelled, or their cancels taken on: these.
        case canceledAll(Meaning, [SimulatedOrder])
        /// A login is granted.
        case granted(HTTPResponse)
    }

    /// Does with the request what the documentation says, and records what became of it.
    func work() -> Reply {
        guard let routed else {
            venue.withState { $0.requests[number].effect = .notRouted }
            return Reply(response: PlainReply.status(404), meaning: nil)
        }
        let decision = venue.withState { state in
            let (effect, decision) = decide(routed, &state)
            state.requests[number].effect = effect
            return decision
        }
        let input = fault == .otherOrder ? routed.inputOfAnother : routed.input
        switch (decision, routed.call.read) {
        case (.shown(let rows), let read?): return read.reply(showing: rows, to: input, page: routed.page)
        case (.told(let meaning, let order), _): return routed.call.catalog.reply(meaning, to: input, of: order)
        case (.canceledAll(let meaning, let orders), _):
            return routed.call.catalog.reply(meaning, to: input, ofAll: orders)
        case (.toldOfEach(let orders), _):
            var verdicts = orders.map(\.verdict)
            if fault == .otherOrder {
                for index in verdicts.indices { verdicts[index].input = routed.another(verdicts[index].input) }
            }
            var reply = routed.call.catalog.reply(toEach: verdicts, named: [routed.input] + routed.furtherInputs)
            reply.further = zip(orders.dropFirst(), reply.further).map { (number: $0.number, meaning: $1.meaning) }
            return reply
        case (.granted(let response), _): return Reply(response: response, meaning: .granted)
        case (.shown, nil): return Reply(response: PlainReply.status(500), meaning: nil)
        }
    }

    private func decide(
        _ routed: RoutedRequest, _ state: inout SimulatedVenue.State
    ) -> (Ledger.Effect, Decision) {
        let conduct = venue.conduct
        let now = conduct.clock.now
        let check = CredentialCheck(routed.call, in: request.headers, routed.collector)
        let session: Int?
        do throws(RequestRefusal) { session = try authenticate(routed, check, &state, at: now) } catch {
            state.requests[number].refusal = error.description
            return (.unauthenticated, .told(.unauthenticated, nil))
        }
        guard !conduct.limitsRate || allow(routed, check.user(), &state, at: now) else {
            return (.throttled, .told(.throttled, nil))
        }
        if let problem = routed.problem { return (.invalid(problem), .told(.invalid, nil)) }
        if let login = routed.call.login {
            if login.isPrecondition { state.sessions.ready(login.owner(check)) }
            guard let response = grant(login, check, authorizedBy: session, &state, at: now) else {
                return (.invalid("no recorded reply grants it"), .told(.serverError, nil))
            }
            return (.granted, .granted(response))
        }
        if routed.call.operation.kind == .cancelAll { return cancelAll(routed, &state, at: now) }
        if let read = routed.call.read { return show(read, routed, &state, at: now - conduct.staleReads) }

        let isReady = venue.calls.compactMap(\.login).filter(\.isPrecondition).allSatisfy {
            state.sessions.takeCall(of: $0.owner(check), atMost: conduct.callsPerSession)
        }
        guard isReady else { return (.unprepared, .told(.unprepared, nil)) }
        let first = cancel(routed.input, routed, as: number, &state, at: now)
        if routed.furtherInputs.isEmpty { return (first.effect, .told(first.meaning, first.order)) }
        var orders = [
            (number: number, verdict: ReplyCatalog.Verdict(routed.input, first.meaning, first.order))
        ]
        for input in routed.furtherInputs {
            // Each order of a call has an entry of its own in the books.
            var entry = state.requests[number]
            (entry.number, entry.order) = (state.requests.count, OrderKey(input, of: routed.call.operation))
            state.requests.append(entry)
            let further = cancel(input, routed, as: entry.number, &state, at: now)
            state.requests[entry.number].effect = further.effect
            orders.append((entry.number, ReplyCatalog.Verdict(input, further.meaning, further.order)))
        }
        return (first.effect, .toldOfEach(orders))
    }

    /// Takes on the cancel of every live order of the scope that a request names.
    ///
    /// Orders of which it is not known whether they are of the scope stay as they are.
    private func cancelAll(
        _ routed: RoutedRequest, _ state: inout SimulatedVenue.State, at now: ContinuousClock.Instant
    ) -> (Ledger.Effect, Decision) {
        let identifiers = routed.call.operation.identifiers
        let scope = routed.input.texts.filter { identifiers.contains($0.key) }
        var meaning = Meaning.canceled
        var canceled: [SimulatedOrder] = []
        for order in state.book.numbers(having: scope) {
            let standing = state.book.order(order, at: now)
            guard standing.state == .open, let key = standing.keys.first else { continue }
            if cancel(order, key, routed, as: number, &state, at: now).1 == .pending { meaning = .pending }
            canceled.append(standing)
        }
        return (.canceled, .canceledAll(meaning, canceled))
    }

    /// Takes on the cancel of an order of the request.
    private func cancel(
        _ input: [Example.InputValue], _ routed: RoutedRequest, as request: Int,
        _ state: inout SimulatedVenue.State, at now: ContinuousClock.Instant
    ) -> (effect: Ledger.Effect, meaning: Meaning, order: SimulatedOrder?) {
        let key = OrderKey(input, of: routed.call.operation)
        guard let order = state.book.number(of: key) else { return (.unknownOrder, .unknownOrder, nil) }
        state.book.learn(input.texts, of: order)
        if state.book.order(order, at: now).state == .open, let end = race(key) {
            state.book.move(order, to: end, at: now)
        }
        let (effect, meaning) = cancel(order, key, routed, as: request, &state, at: now)
        return (effect, meaning, state.book.order(order, at: now))
    }

    /// Takes a cancel of an order on, if it is not too late.
    private func cancel(
        _ order: OrderBook.Number, _ key: OrderKey, _ routed: RoutedRequest, as number: Int,
        _ state: inout SimulatedVenue.State, at now: ContinuousClock.Instant
    ) -> (Ledger.Effect, Meaning) {
        let conduct = venue.conduct
        let standing = state.book.order(order, at: now).state
        switch standing {
        case .open: break
        case .pendingCancel: return (.tooLate(standing), .alreadyPending)
        case .canceled: return (.tooLate(standing), .wasCanceled)
        case .filled: return (.tooLate(standing), .wasFilled)
        case .expired: return (.tooLate(standing), .wasExpired)
        }
        // Another subject than the faults draw for, so that what becomes of cancels and faults are independent.
        let draw = Draw(
            seed: conduct.faults.seed, subject: "cancel \(key)",
            attempt: state.book.moveCount(of: order)
        ).share
        let isRefused = draw < conduct.refusedLater
        let isFilled = !isRefused && draw < conduct.refusedLater + conduct.filledMeanwhile
        let isOpen = conduct.settlement != .atOnce || isRefused || isFilled
        state.book.move(order, to: .pendingCancel, at: now, request: number)
        guard isOpen, routed.call.catalog.documents(.pending) else {
            state.book.move(order, to: .canceled, at: now, request: number)
            return (.canceled, .canceled)
        }
        var time = Duration.zero
        switch conduct.settlement {
        case .later: return (.canceled, .pending)
        case .after(let length): time = length
        case .atOnce: break
        }
        state.book.move(order, to: .pendingCancel, at: now + time / 2, isPlan: true, fillsPart: true)
        let end: SimulatedOrderState = isRefused ? .open : isFilled ? .filled : .canceled
        state.book.move(order, to: end, at: now + time, request: isFilled ? nil : number, isPlan: true)
        if isRefused, draw < conduct.refusedLater / 2 {
            state.book.move(order, to: .filled, at: now + time * 2, isPlan: true)
        }
        return (.canceled, .pending)
    }

    /// How an open order ends before its first cancel, if it does.
    private func race(_ key: OrderKey) -> SimulatedOrderState? {
        let conduct = venue.conduct
        guard attempt == 0, conduct.filledFirst + conduct.expiredFirst > 0 else { return nil }
        let draw = Draw(seed: conduct.faults.seed, subject: "race \(key)", attempt: 0).share
        if draw < conduct.filledFirst { return .filled }
        return draw < conduct.filledFirst + conduct.expiredFirst ? .expired : nil
    }

    /// What a read shows: the orders it asks for as they stood at an instant.
    private func show(
        _ read: ReadCatalog, _ routed: RoutedRequest, _ state: inout SimulatedVenue.State,
        at instant: ContinuousClock.Instant
    ) -> (Ledger.Effect, Decision) {
        let isOther = fault == .otherOrder && routed.isReadOfMany
        let input = isOther ? routed.inputOfAnother : routed.input
        let keys = read.keys(of: input)
        var numbers = keys.compactMap { state.book.knownNumber(of: $0) }
        if numbers.isEmpty { numbers = state.book.numbers(of: read.lookup, values: read.values(of: input)) }
        // A read that names an order as cancels do opens it as they would.
        if numbers.isEmpty, let key = keys.first { numbers = state.book.number(of: key).map { [$0] } ?? [] }
        if !read.isOfMany { numbers = Array(numbers.prefix(1)) }
        let rows = numbers.map { number in
            ReadCatalog.Row(
                order: state.book.order(number, at: instant), values: state.book.values(of: number))
        }
        if !read.isOfMany { state.requests[number].order = rows.first?.order.keys.first }
        return (rows.isEmpty && !read.isOfMany ? .unknownOrder : .read, .shown(rows))
    }

    /// Whether every limit has room for the user's request; takes it of each.
    private func allow(
        _ routed: RoutedRequest, _ user: Int, _ state: inout SimulatedVenue.State, at now: ContinuousClock.Instant
    ) -> Bool {
        let weight = routed.call.operation.weight(ofOrders: 1 + routed.furtherInputs.count)
        var budgets = state.budgets[user] ?? venue.spec.rateLimits.map { RequestBudget($0, at: now) }
        var isAllowed = true
        for index in budgets.indices where !budgets[index].take(weight, at: now) { isAllowed = false }
        state.budgets[user] = budgets
        return isAllowed
    }
}
