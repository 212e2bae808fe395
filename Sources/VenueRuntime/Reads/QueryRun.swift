/// Makes one read, page by page, and tells of each of the orders that it is made for.
///
/// The orders share the read because their requests are equal, as those for the open orders of an account are.
struct QueryRun: Sendable {
    let core: ClientCore
    let venue: String
    /// The read of each order, all of one operation and with one request.
    let queries: [any OrderQuery]
    /// What reads count their time from.
    let origin: ContinuousClock.Instant
    let end: ContinuousClock.Instant
    /// Whether it is made again at a pace, which takes the place of further attempts.
    let isPaced: Bool

    /// What came of one page.
    private struct Page {
        let ending: CallEnding
        let secrets: SecretScan
    }

    func run() async -> [OrderRead] {
        guard let first = queries.first else { return [] }
        let start = core.options.clock.now
        var effort = Effort(operation: first.operation, origin: origin, start: start)
        var reads = [OrderRead?](repeating: nil, count: queries.count)
        var page: String?
        var count = 0
        while true {
            let request: PreparedRequest
            do throws(InvalidInput) { request = try first.request(page: page) } catch {
                return reads.map { $0 ?? effort.read(notSent: .invalidInput, .input(error), core.options.clock) }
            }
            let result = await call(request, first.computation(page: page), first)
            let deciding = effort.add(result.ending)
            guard let http = result.ending.reply else {
                return reads.map { $0 ?? effort.read(of: result.ending, core.options.clock) }
            }
            if isSingle { return [effort.read(of: result.ending, core.options.clock)] }
            count += 1
            let response = first.read(http)
            let next = first.nextPage(after: response, page: page)
            let isEnd = next == nil || next == page || count >= first.pageLimit
            var shared: Evidence?
            for (index, query) in queries.enumerated() where reads[index] == nil {
                let verdict: StateVerdict
                if next == nil || query.isNamed(in: response) {
                    verdict = query.judge(response, http: http)
                } else if isEnd {
                    verdict = JudgedReply(http).verdict(
                        .unknown(.inconclusive), "not on the first \(count) pages, and more follow", .builtIn)
                } else {
                    continue
                }
                let evidence = verdict.evidence(without: result.secrets, sharing: shared)
                shared = evidence
                // Many orders share what was sent; one order's own verdict is that of the attempt.
                reads[index] = effort.read(
                    queries.count == 1 ? deciding : nil, verdict.state, evidence, core.options.clock)
            }
            if isEnd || !reads.contains(nil) { break }
            page = next
        }
        return reads.compactMap(\.self)
    }

    /// Whether each reply is about the one order there is, and judged once.
    private var isSingle: Bool { queries.count == 1 && queries[0].pageLimit == 1 }

    private func call(
        _ request: PreparedRequest, _ computation: RequestComputation?, _ query: any OrderQuery
    ) async -> Page {
        let isSingle = isSingle
        let plan = CallPlan(
            venue: venue, operation: query.operation, request: computation == nil ? request : nil,
            computation: computation,
            rules: .read(isPaced: isPaced), weight: query.weight,
            judge: { http in
                if isSingle { return .read(query.judge(query.read(http), http: http)) }
                let cause: UnknownCause =
                    switch http.status {
                    case 200...299, 401, 403, 429: .inconclusive
                    case 500...599: .serverError
                    default: .undocumented
                    }
                return .page(JudgedReply(http).verdict(.unknown(cause), "a page of orders", .builtIn))
            }, start: core.options.clock.now, end: end)
        guard !Task.isCancelled, let interruption = core.calls.begin() else {
            return Page(ending: CallEnding(notSent: .interrupted, at: .start), secrets: .none)
        }
        defer { core.calls.end(interruption) }
        var call = Call(core: core, plan: plan, interruption: interruption)
        return Page(ending: await call.run(), secrets: call.knownSecrets)
    }
}

/// The effort of a read over its pages, and the reads that it makes.
private struct Effort {
    let operation: String
    let origin: ContinuousClock.Instant
    let start: ContinuousClock.Instant
    private var attempts: [CallAttempt] = []

    init(operation: String, origin: ContinuousClock.Instant, start: ContinuousClock.Instant) {
        self.operation = operation
        self.origin = origin
        self.start = start
    }

    /// Takes in the attempts of a page, and gives the number of the one that decides.
    mutating func add(_ ending: CallEnding) -> Int? {
        let deciding = ending.decidingAttempt.map { $0.number + attempts.count }
        for attempt in ending.attempts { attempts.append(attempt.numbered(attempts.count + 1)) }
        return deciding
    }

    func read(of ending: CallEnding, _ clock: any CallClock) -> OrderRead {
        let attempt = ending.decidingAttempt
        var notSent: NotSentCause?
        let state: OrderState
        switch (attempt?.state, ending.outcome) {
        case (let told?, _): state = told
        case (nil, .notSent(let cause)):
            notSent = cause
            state = .unknown(OrderRead.word(for: cause))
        case (nil, .unknown(let cause)): state = .unknown(cause)
        case (nil, _): state = .unknown(.inconclusive)
        }
        return read(state, notSent, attempt?.evidence, ending.problem, attempts, clock)
    }

    func read(
        _ deciding: Int?, _ state: OrderState, _ evidence: Evidence, _ clock: any CallClock
    ) -> OrderRead {
        var attempts = attempts
        if let deciding, let index = attempts.firstIndex(where: { $0.number == deciding }) {
            attempts[index].state = state
            attempts[index].evidence = evidence
        }
        return read(state, nil, evidence, nil, attempts, clock)
    }

    func read(notSent cause: NotSentCause, _ problem: CallProblem?, _ clock: any CallClock) -> OrderRead {
        read(.unknown(OrderRead.word(for: cause)), cause, nil, problem, attempts, clock)
    }

    private func read(
        _ state: OrderState, _ notSent: NotSentCause?, _ evidence: Evidence?, _ problem: CallProblem?,
        _ attempts: [CallAttempt], _ clock: any CallClock
    ) -> OrderRead {
        OrderRead(
            name: operation, started: origin.duration(to: start), duration: start.duration(to: clock.now),
            state: state, notSent: notSent, evidence: evidence, problem: problem, attempts: attempts)
    }
}

extension CallAttempt {
    /// The same with another number.
    fileprivate func numbered(_ number: Int) -> CallAttempt {
        CallAttempt(
            number: number, started: started, timings: timings, outcome: outcome, state: state, evidence: evidence,
            detail: detail)
    }
}
