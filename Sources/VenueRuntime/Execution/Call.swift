/// One call from its start to its end: attempts, and the waits between them, inside one deadline.
struct Call<Operation: CancelOperation>: Sendable {
    /// What calls need.
    private let core: ClientCore<Operation.Credentials>
    /// What to cancel.
    private let input: Operation.Input
    /// What may be sent again.
    private let rules: RetryRules
    /// When the call began.
    private let start: ContinuousClock.Instant
    /// When the call ends at the latest.
    private let end: ContinuousClock.Instant
    /// The call's number.
    private let number = CallNumber.next()
    /// How the call ends as things stand.
    private var ending = CallEnding<Operation.Response>(notSent: .canceledLocally, at: .start)
    /// The credentials of the last attempt.
    private var credentials: HeldCredentials<Operation.Credentials>?
    /// Whether the venue refused ``credentials``, and others have been asked for.
    private var hasRenewed = false

    /// A call that begins now.
    init(core: ClientCore<Operation.Credentials>, input: Operation.Input, deadline: Duration?, rules: RetryRules) {
        self.core = core
        self.input = input
        self.rules = rules
        start = core.options.clock.now
        end = start + min(deadline ?? core.options.deadline, .seconds(86400))
    }

    private var clock: any CallClock { core.options.clock }

    /// Runs the call.
    mutating func run() async -> CallEnding<Operation.Response> {
        do throws(InvalidInput) {
            await attempt(try Operation.prepare(input))
        } catch {
            ending.stop(.invalidInput, at: .input, .input(error))
        }
        ending.duration = start.duration(to: clock.now)
        return ending
    }

    /// Sends a request, and again where it is right to.
    private mutating func attempt(_ request: PreparedRequest) async {
        var retries = 0
        while let authorized = await authorize(request), await admit() {
            let outcome = await send(authorized)
            if await renew(after: outcome) { continue }
            guard rules.step(after: outcome.verdict) == .retry, ending.attempts.count < limit else { return }
            retries += 1
            guard await pause(before: retries, after: outcome) else { return }
        }
    }

    /// The most attempts.
    private var limit: Int { core.options.retry.maximumAttempts + (hasRenewed ? 1 : 0) }

    // MARK: Before sending

    /// The request with credentials; `nil` if there are none in time.
    private mutating func authorize(_ request: PreparedRequest) async -> AuthorizedRequest? {
        guard stillRuns(at: .start) else { return nil }
        if credentials == nil || !hasRenewed {
            guard let held = await held(insteadOf: nil) else { return nil }
            credentials = held
        }
        guard let credentials else { return nil }
        do throws(InvalidCredentials) {
            return try request.authorized(by: credentials.credentials)
        } catch {
            ending.stop(.invalidCredentials, at: .credentials, .credentials(error))
            return nil
        }
    }

    /// Credentials from the source; `nil`, and the reason noted, if there are none in time.
    private mutating func held(
        insteadOf refused: HeldCredentials<Operation.Credentials>?
    ) async -> HeldCredentials<Operation.Credentials>? {
        let (source, clock) = (core.credentials, clock)
        if let held = source.ready(insteadOf: refused, clock: clock) { return held }
        let answer = await clock.limit(until: end) { await source.current(insteadOf: refused, clock: clock) }
        switch answer {
        case .success(let held): return held
        case .failure(let failure):
            ending.stop(.credentialsUnavailable, at: .credentials, .credentialsUnavailable(failure))
        case nil: _ = stillRuns(at: .credentials)
        }
        return nil
    }

    /// Waits for the rate limit; `false`, and the reason noted, if there is no room in time.
    private mutating func admit() async -> Bool {
        let now = clock.now
        switch core.limiter.take(at: now, before: end) {
        case .tooLate(let instant):
            ending.stop(.localThrottle, at: .rateLimit, .rateLimited(wait: now.duration(to: instant)))
            return false
        case .go(let ticket):
            if ticket.instant > now {
                tell(.throttled(now.duration(to: ticket.instant)), ending.attempts.count + 1)
                _ = await clock.wait(until: ticket.instant)
            }
            if stillRuns(at: .rateLimit) { return true }
            core.limiter.giveBack(ticket)
            return false
        }
    }

    /// Whether there is time left and nobody gave up; notes the reason if not.
    private mutating func stillRuns(at stage: CallError.Stage) -> Bool {
        if Task.isCancelled {
            ending.stop(.canceledLocally, at: stage, nil)
        } else if clock.now >= end {
            ending.stop(.deadline, at: stage, nil)
        } else {
            return true
        }
        return false
    }

    // MARK: Sending

    /// What an attempt came to.
    private struct Result {
        /// Its own outcome.
        let verdict: CancelOutcome
        /// The reply, if one came.
        let reply: HTTPResponse?
    }

    /// Hands a request to the transport.
    private mutating func send(_ request: AuthorizedRequest) async -> Result {
        let number = ending.attempts.count + 1
        let started = clock.now
        var last = end
        if let timeout = core.options.retry.attemptTimeout, rules.repeatability == .safe, rules.tellsEarlierAttempts {
            last = min(end, started + timeout)
        }
        tell(.attemptStarted(request: "\(request.method) \(core.server.url(for: request))"), number)
        let report = await core.transport.send(
            request, to: core.server, deadline: last, observer: transportObserver(number))
        let secrets = SecretScan(request)
        var response: Operation.Response?
        var reply: HTTPResponse?
        var outcome: CancelOutcome
        var evidence: Evidence?
        switch report.result {
        case .answered(let http):
            let read = Operation.read(http)
            let verdict = Operation.judge(read, to: input, http: http)
            (response, reply, outcome, evidence) = (read, http, verdict.outcome, secrets.redacted(verdict.evidence))
        case .notSent(let cause): outcome = .notSent(cause)
        case .unknown(let cause): outcome = .unknown(cause)
        }
        let attempt = CallAttempt(
            number: number, started: start.duration(to: started), timings: report.timings, outcome: outcome,
            evidence: evidence, detail: report.detail.map(secrets.redacted))
        ending.add(attempt, response)
        if case .throttled = outcome, case .atLeast(let wait) = reply?.requestedWait {
            core.limiter.hold(until: clock.now + min(wait, RateLimiter.longestHold))
        }
        tell(.attemptFinished(attempt), number)
        return Result(verdict: outcome, reply: reply)
    }

    // MARK: After sending

    /// Asks for other credentials, once a call, where a 401 proves that the venue did not act.
    ///
    /// - Returns: Whether there are others to send.
    private mutating func renew(after result: Result) async -> Bool {
        guard result.verdict == .rejected(.authentication), result.reply?.status == 401, !hasRenewed,
            core.credentials.canRenew, let refused = credentials
        else { return false }
        hasRenewed = true
        tell(.reauthenticating, ending.attempts.count)
        guard let other = await held(insteadOf: refused) else { return false }
        credentials = other
        return true
    }

    /// Waits before a retry; `false` if there is no time for it.
    private mutating func pause(before retry: Int, after result: Result) async -> Bool {
        var asked: Duration?
        switch result.reply?.requestedWait {
        case .unmeasurable: return false
        case .atLeast(let wait): asked = wait
        case nil: break
        }
        let now = clock.now
        let delay = core.options.retry.delay(beforeRetry: retry, asked: asked)
        guard now + delay < end else { return false }
        tell(.retryScheduled(after: delay, because: result.verdict), ending.attempts.count)
        return await clock.wait(until: now + delay)
    }

    // MARK: Observation

    /// What tells the observer of an attempt's steps in the transport; where there is no observer it costs nothing.
    private func transportObserver(_ attempt: Int) -> @Sendable (TransportEvent) -> Void {
        guard core.options.observer != nil else { return { _ in } }
        let teller = self
        return { event in teller.tell(event == .sent ? .sent : .firstByte, attempt) }
    }

    /// Tells the observer a step, which is only made if there is one.
    private func tell(_ step: @autoclosure () -> CallEvent.Step, _ attempt: Int) {
        guard let observer = core.options.observer else { return }
        observer(
            CallEvent(
                venue: Operation.venue, operation: Operation.name, call: number, attempt: attempt,
                time: start.duration(to: clock.now), step: step()))
    }
}
