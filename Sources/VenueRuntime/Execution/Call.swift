/// One call from its start to its end: attempts, and the waits between them, inside one deadline.
///
/// What has not to be waited for is done without suspending: most calls suspend once, in the transport. It is also kept
/// out of line, since whatever a function that suspends works with stays in memory as long as it is suspended.
struct Call: Sendable {
    private let core: ClientCore
    private let plan: CallPlan
    /// What ends it when its client is shut down.
    private let interruption: Interruption
    private let number = CallNumber.next()
    private var ending = CallEnding(notSent: .interrupted, at: .start)
    private var credentials: HeldCredentials?
    /// Finds the secrets of ``credentials`` and of those before them, whose number is the second part.
    private var secrets: (scan: SecretScan, newest: UInt64?) = (.none, nil)
    /// The signatures of the newest attempt, which the venue may repeat.
    private var signatures: [String] = []
    /// Whether the venue refused ``credentials``, and others have been asked for.
    private var hasRenewed = false
    /// The session the newest attempt is made in, where calls have to come first.
    private var round: SessionPreparation.Round?
    /// Whether the venue held the session for not ready, and it was readied again.
    private var hasReadied = false

    init(core: ClientCore, plan: CallPlan, interruption: Interruption) {
        self.core = core
        self.plan = plan
        self.interruption = interruption
    }

    private var clock: any CallClock { core.options.clock }

    nonisolated(nonsending) mutating func run() async -> CallEnding {
        var retries = 0
        while var now = instant(at: .start) {
            if credentials == nil || !hasRenewed {
                credentials = core.credentials.ready(insteadOf: nil, clock: clock)
                if credentials == nil {
                    credentials = await awaitCredentials(insteadOf: nil)
                    now = clock.now
                }
            }
            guard let held = credentials else { break }
            if let session = core.session {
                round = session.round(held)
                if round == nil {
                    guard await ready(session, held) else { break }
                    if round == nil { continue }
                    now = clock.now
                }
            }
            let fixed = plan.request.flatMap { authorized($0) }
            if plan.request != nil, fixed == nil { break }
            var taken: RateLimiter.Ticket?
            if plan.rules.isRead {
                guard await yieldTurns() else { break }
                now = clock.now
            } else {
                guard let ticket = ticket(at: now) else { break }
                taken = ticket
                if ticket.instant > now {
                    guard await hold(ticket, since: now) else { break }
                    now = clock.now
                }
            }
            var next = fixed
            var turn: SendingTurns.Turn?
            if next == nil {
                turn = plan.computation?.takesNonces == true ? await sendingTurn() : nil
                next = await computed(turn)
                now = clock.now
            }
            guard let request = next else {
                turn?.end()
                if let taken { core.limiter.giveBack(taken) }
                break
            }
            let attempt = ending.attempts.count + 1
            tell(.attemptStarted(request: "\(request.method) \(core.server.shownText(for: request))"), attempt)
            let report = await send(request, startedAt: now, attempt, turn)
            turn?.end()
            let result = conclude(report, startedAt: now)
            if let refused = refusedCredentials(result), await renew(refused) { continue }
            if result.verdict == .rejected(.precondition), let session = core.session, let round, !hasReadied {
                hasReadied = true
                session.forget(round)
                continue
            }
            guard plan.rules.step(after: result.verdict) == .retry, ending.attempts.count < limit else { break }
            retries += 1
            guard let next = retryInstant(retries, after: result), await wait(until: next) else { break }
        }
        ending.duration = plan.start.duration(to: clock.now)
        return ending
    }

    /// Finds the secrets the call was made with, the signatures of its last attempt among them.
    var knownSecrets: SecretScan { secrets.scan.with(signatures) }

    private var limit: Int { core.options.retry.maximumAttempts + (hasRenewed ? 1 : 0) + (hasReadied ? 1 : 0) }

    // MARK: Before sending

    /// The present, if there is time left and nobody gave up; notes the reason if not.
    @inline(never)
    private mutating func instant(at stage: CallError.Stage) -> ContinuousClock.Instant? {
        let now = clock.now
        if Task.isCancelled || interruption.isRaised {
            ending.stop(.interrupted, at: stage, nil)
        } else if now >= plan.end {
            ending.stop(.deadline, at: stage, nil)
        } else {
            return now
        }
        return nil
    }

    /// The request with credentials; `nil`, and the reason noted, if there are none or they cannot be sent.
    @inline(never)
    private mutating func authorized(_ request: PreparedRequest) -> AuthorizedRequest? {
        guard let credentials else { return nil }
        if credentials.serial != secrets.newest {
            secrets = (secrets.scan.union(credentials.secrets), credentials.serial)
        }
        do throws(InvalidCredentials) {
            try core.server.check(credentials.keys.set)
            return try request.addressed(to: core.server).authorized(by: credentials.fields)
        } catch {
            ending.stop(.invalidCredentials, at: .credentials, .credentials(error))
            return nil
        }
    }

    /// The request with values that are computed for this attempt; `nil`, and the reason noted, if they cannot be had.
    ///
    /// It is made anew after each signature of a signer outside the process, whose message it tells.
    private mutating func computed(_ turn: SendingTurns.Turn?) async -> AuthorizedRequest? {
        guard let computation = plan.computation, let keys = credentials?.keys else { return nil }
        if computation.takesNonces, turn == nil { return nil }
        var values = RequestValues(
            RequestValues.Attempt(
                venue: plan.venue, server: core.server, keys: keys, cryptography: core.options.cryptography,
                wallTime: core.options.wallTime))
        while true {
            let made: PreparedRequest
            do throws(InvalidInput) { made = try computation.make(&values) } catch {
                ending.stop(.invalidInput, at: .input, .input(error))
                return nil
            }
            if let failure = values.failure {
                ending.stop(.invalidCredentials, at: .credentials, .signing(failure))
                return nil
            }
            guard let pending = values.pending else {
                signatures = values.signatures
                return authorized(made)?.showing(computation.addressed(to: core.server), ofSet: keys.set)
            }
            guard let signature = await awaitSignature(pending) else { return nil }
            values.resolve(pending, signature)
        }
    }

    /// The turn to take a nonce, which lasts until the request has left; `nil`, and the reason noted, if it does not come in
    /// time.
    private mutating func sendingTurn() async -> SendingTurns.Turn? {
        let turns = SendingTurns.of(plan.venue, core.server)
        if let turn = turns.take() { return turn }
        let (clock, end) = (clock, plan.end)
        let turn = await interruption.run {
            await clock.limit(until: end) { await turns.next() }
        }
        if instant(at: .start) != nil, let turn { return turn }
        turn?.end()
        return nil
    }

    /// A signature from outside the process; `nil`, and the reason noted, if there is none in time.
    private mutating func awaitSignature(_ pending: RequestValues.Pending) async -> [UInt8]? {
        let (clock, end) = (clock, plan.end)
        let answer = await interruption.run {
            await clock.limit(until: end) { await pending.answer() }
        }
        switch answer {
        case .success(let signature): return signature
        case .failure(let failure):
            ending.stop(.credentialsUnavailable, at: .credentials, .signing(failure))
        case nil:
            if instant(at: .credentials) != nil { ending.stop(.interrupted, at: .credentials, nil) }
        }
        return nil
    }

    /// Credentials from the source; `nil`, and the reason noted, if there are none in time.
    private mutating func awaitCredentials(insteadOf refused: HeldCredentials?) async -> HeldCredentials? {
        let (source, clock) = (core.credentials, clock)
        let end = plan.end
        let answer = await interruption.run {
            await clock.limit(until: end) { await source.current(insteadOf: refused, clock: clock) }
        }
        switch answer {
        case .success(let held): return held
        case .failure(let failure):
            ending.stop(.credentialsUnavailable, at: .credentials, .credentialsUnavailable(failure))
        case nil: _ = instant(at: .credentials)
        }
        return nil
    }

    /// Readies the session of credentials, or has others asked for where these are refused, which leaves ``round`` out;
    /// `false`, and the reason noted, if neither can be done.
    private mutating func ready(_ session: SessionPreparation, _ held: HeldCredentials) async -> Bool {
        let (clock, end, seen) = (clock, plan.end, session.count)
        tell(.preparing, ending.attempts.count + 1)
        let answer = await interruption.run {
            await clock.limit(until: end) { await session.ready(held, since: seen, before: end) }
        }
        switch answer {
        case .success(let round):
            self.round = round
            return true
        case .failure(let failure):
            if failure.isRefusalOfCredentials, !hasRenewed, core.credentials.canRenew { return await renew(held) }
            ending.stop(.precondition, at: .credentials, .precondition(call: failure.call, failure.reason))
        case nil:
            if instant(at: .credentials) != nil { ending.stop(.deadline, at: .credentials, nil) }
        }
        return false
    }

    /// The instant the rate limit has for the request; `nil`, and the reason noted, if it comes too late.
    @inline(never)
    private mutating func ticket(at now: ContinuousClock.Instant) -> RateLimiter.Ticket? {
        switch core.limiter.take(at: now, before: plan.end, weight: plan.weight) {
        case .go(let ticket): return ticket
        case .later(let instant), .tooLate(let instant):
            ending.stop(.localThrottle, at: .rateLimit, .rateLimited(wait: now.duration(to: instant)))
            return nil
        case .heldBack(let instant):
            ending.stop(.localThrottle, at: .rateLimit, .heldBack(wait: now.duration(to: instant)))
            return nil
        }
    }

    /// Waits for a turn that no cancel wants; `false`, and the reason noted, if the call ends before that.
    ///
    /// Nothing is taken before it can be used, so that cancels, which take turns ahead, go first.
    private mutating func yieldTurns() async -> Bool {
        var isWaiting = false
        while let now = instant(at: .rateLimit) {
            switch core.limiter.take(at: now, before: plan.end, reserves: false, weight: plan.weight) {
            case .go: return true
            case .later(let instant):
                if !isWaiting { tell(.throttled(now.duration(to: instant)), ending.attempts.count + 1) }
                isWaiting = true
                _ = await wait(until: instant)
            case .tooLate(let instant):
                ending.stop(.localThrottle, at: .rateLimit, .rateLimited(wait: now.duration(to: instant)))
                return false
            case .heldBack(let instant):
                ending.stop(.localThrottle, at: .rateLimit, .heldBack(wait: now.duration(to: instant)))
                return false
            }
        }
        return false
    }

    /// Waits until a request may go; `false`, and the reason noted, if the call ends first.
    private mutating func hold(_ ticket: RateLimiter.Ticket, since now: ContinuousClock.Instant) async -> Bool {
        tell(.throttled(now.duration(to: ticket.instant)), ending.attempts.count + 1)
        _ = await wait(until: ticket.instant)
        return mayStillGo(ticket)
    }

    /// Whether a request may go at last; gives its instant back, and notes the reason, if not.
    @inline(never)
    private mutating func mayStillGo(_ ticket: RateLimiter.Ticket) -> Bool {
        if instant(at: .rateLimit) != nil { return true }
        core.limiter.giveBack(ticket)
        return false
    }

    private func wait(until instant: ContinuousClock.Instant) async -> Bool {
        let clock = clock
        return await interruption.run { await clock.wait(until: instant) }
    }

    // MARK: Sending

    private nonisolated(nonsending) func send(
        _ request: AuthorizedRequest, startedAt started: ContinuousClock.Instant, _ attempt: Int,
        _ turn: SendingTurns.Turn?
    ) async -> TransportReport {
        let (server, deadline) = (core.server, lastInstant(startedAt: started))
        let observer = transportObserver(attempt, turn)
        guard let transport = core.interruptible else {
            let transport = core.transport
            return await interruption.run {
                await transport.send(request, to: server, deadline: deadline, observer: observer)
            }
        }
        return await transport.send(
            request, to: server, deadline: deadline, interruption: interruption, observer: observer)
    }

    @inline(never)
    private func lastInstant(startedAt started: ContinuousClock.Instant) -> ContinuousClock.Instant {
        guard let timeout = core.options.retry.attemptTimeout, plan.rules.repeatability == .safe,
            plan.rules.tellsEarlierAttempts
        else { return plan.end }
        return min(plan.end, started + timeout)
    }

    private struct Result {
        let verdict: CancelOutcome
        let reply: HTTPResponse?
    }

    @inline(never)
    private mutating func conclude(
        _ report: TransportReport, startedAt started: ContinuousClock.Instant
    ) -> Result {
        let secrets = knownSecrets
        var reply: HTTPResponse?
        var outcome: CancelOutcome
        var state: OrderState?
        var evidence: Evidence?
        switch report.result {
        case .answered(let http):
            let judgement = plan.judge(http)
            (reply, outcome, state) = (http, judgement.outcome(http), judgement.state)
            evidence = judgement.evidence(without: secrets)
            if outcome == .rejected(.clock) { evidence?.clockOffset = clockOffset(http) }
            // The next reply on the connection would be another request's as well.
            if outcome == .unknown(.otherOrder), let connection = report.connection {
                core.transport.discard(connection)
            }
        case .notSent(let cause): outcome = .notSent(cause)
        case .unknown(let cause): outcome = .unknown(cause)
        }
        let attempt = CallAttempt(
            number: ending.attempts.count + 1, started: plan.start.duration(to: started), timings: report.timings,
            outcome: outcome, state: state, evidence: evidence,
            detail: secrets.redacted(report.detail, limit: Evidence.limit))
        ending.add(attempt, reply)
        // Whatever the reply is otherwise: the venue may count every further request against whoever asks.
        core.limiter.keep(reply?.requestedWait, clock)
        tell(.attemptFinished(attempt), attempt.number)
        return Result(verdict: outcome, reply: reply)
    }

    /// How far the venue's clock is ahead, by the date of a reply that has just come; `nil` for one without a date.
    @inline(never)
    private func clockOffset(_ http: HTTPResponse) -> Duration? {
        guard let date = http.headers["Date"].flatMap({ HTTPDate($0) }) else { return nil }
        let (seconds, overflow) = date.secondsSinceEpoch.subtractingReportingOverflow(
            core.options.wallTime.nanosecondsSinceEpoch / 1_000_000_000)
        return overflow ? nil : .seconds(seconds)
    }

    // MARK: After sending

    /// The credentials a venue refused, if others are to be asked for: once a call, where the reply proves that the venue
    /// did not act.
    @inline(never)
    private func refusedCredentials(_ result: Result) -> HeldCredentials? {
        guard result.verdict == .rejected(.authentication), !hasRenewed, core.credentials.canRenew
        else { return nil }
        return credentials
    }

    /// Asks for other credentials; whether there are others to send.
    private mutating func renew(_ refused: HeldCredentials) async -> Bool {
        hasRenewed = true
        tell(.reauthenticating, ending.attempts.count)
        var other = core.credentials.ready(insteadOf: refused, clock: clock)
        if other == nil { other = await awaitCredentials(insteadOf: refused) }
        guard let other else { return false }
        credentials = other
        return true
    }

    /// When a retry may begin; `nil` if there is no time for it.
    @inline(never)
    private func retryInstant(_ retry: Int, after result: Result) -> ContinuousClock.Instant? {
        var asked: Duration?
        switch result.reply?.requestedWait {
        case .unmeasurable: return nil
        case .atLeast(let wait): asked = wait
        case nil: break
        }
        let now = clock.now
        let delay = core.options.retry.delay(beforeRetry: retry, asked: asked)
        guard now + delay < plan.end else { return nil }
        tell(.retryScheduled(after: delay, because: result.verdict), ending.attempts.count)
        return now + delay
    }

    // MARK: Observation

    /// What tells the observer of an attempt's steps in the transport, and ends its turn to send; where there is neither it
    /// costs nothing.
    @inline(never)
    private func transportObserver(_ attempt: Int, _ turn: SendingTurns.Turn?) -> @Sendable (TransportEvent) -> Void {
        guard core.options.observer != nil || turn != nil else { return { _ in } }
        let teller = self
        return { event in
            turn?.end()
            teller.tell(event == .sent ? .sent : .firstByte, attempt)
        }
    }

    /// Tells the observer a step, which is only made if there is one.
    @inline(never)
    private func tell(_ step: @autoclosure () -> CallEvent.Step, _ attempt: Int) {
        guard let observer = core.options.observer else { return }
        observer(
            CallEvent(
                venue: plan.venue, operation: plan.operation, call: number, attempt: attempt,
                time: plan.start.duration(to: clock.now), step: step()))
    }
}
