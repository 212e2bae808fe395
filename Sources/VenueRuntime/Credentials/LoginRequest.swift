internal import Synchronization

extension CredentialSource {
    /// Credentials that a login at the venue gives: when the first are needed, before each end, and once after the venue
    /// refused some; however many calls wait, it is made once.
    ///
    /// - Parameters:
    ///   - login: The login.
    ///   - credentials: What the login takes.
    ///   - server: Where it is made.
    ///   - transport: What carries it; may be the client's.
    ///   - cryptography: What makes its signatures, where it has any.
    ///   - wallTime: The time of day, for its computed values and for ends that are moments.
    ///   - timeout: How long a login may take.
    ///   - margin: How long before their end new credentials are asked for.
    ///   - onRenewal: Told what the next login takes whenever a reply changes it, to be stored in the old one's place; the
    ///     old one may be worthless.
    /// - Returns: The source.
    public static func login<Login: LoginOperation>(
        _ login: Login.Type,
        with credentials: Login.Credentials,
        at server: Login.Server,
        transport: any Transport,
        cryptography: (any Cryptography)? = nil,
        wallTime: any WallTime = SystemWallTime(),
        timeout: Duration = .seconds(10),
        renewingBefore margin: Duration = .seconds(30),
        onRenewal: (@Sendable (Login.Credentials) -> Void)? = nil
    ) -> Self where Login.GrantedCredentials == Credentials {
        let newest = NewestCredentials(credentials)
        return .issued(margin: margin) { clock throws(CredentialFailure) in
            let request = LoginRequest<Login>(
                credentials: newest.value, server: server.baseURL, transport: transport, cryptography: cryptography,
                wallTime: wallTime)
            // Not part of the waiting task: its reply may hold the only copy of what the next login takes.
            let exchange = Task {
                await request.answer(clock, deadline: clock.now + timeout).map { grant in
                    if let next = grant.next {
                        newest.replace(with: next)
                        onRenewal?(next)
                    }
                    return grant
                }
            }
            let grant = try await exchange.value.get()
            return IssuedCredentials(grant.session, lifetime: grant.expires.lifetime(at: wallTime))
        }
    }
}

/// What the next login takes.
///
/// A class because every copy of its source shares it.
private final class NewestCredentials<Credentials: Sendable>: Sendable {
    private let held: Mutex<Credentials>

    init(_ credentials: Credentials) { held = Mutex(credentials) }

    var value: Credentials { held.withLock { $0 } }

    func replace(with credentials: Credentials) { held.withLock { $0 = credentials } }
}

/// One login: its request, and what the reply gives.
private struct LoginRequest<Login: LoginOperation>: Sendable {
    let credentials: Login.Credentials
    let server: BaseURL
    let transport: any Transport
    let cryptography: (any Cryptography)?
    let wallTime: any WallTime

    /// Makes the login once; what it gives, or why it gives nothing.
    func answer(
        _ clock: any CallClock, deadline: ContinuousClock.Instant
    ) async -> Result<LoginGrant<Login>, CredentialFailure> {
        let request = SessionRequest<Login>(
            held: HeldCredentials(credentials.headerFields, credentials.signing, serial: 0), server: server,
            transport: transport, cryptography: cryptography, wallTime: wallTime)
        do throws(CredentialFailure) {
            let http = try await request.grantingReply(clock, deadline)
            return .success(try grant(of: http))
        } catch {
            return .failure(error)
        }
    }

    /// What a reply that grants the login gives, if it holds it and it can be sent.
    private func grant(of http: HTTPResponse) throws(CredentialFailure) -> LoginGrant<Login> {
        guard let grant = Login.grant(of: Login.read(http), http: http, to: credentials) else {
            throw CredentialFailure(.unreadable)
        }
        do throws(InvalidCredentials) {
            for field in grant.session.headerFields { try field.check() }
        } catch {
            throw CredentialFailure(.unreadable)
        }
        return grant
    }
}

/// The request of a call that opens a session or readies one: a login, or what has to come first.
struct SessionRequest<Operation: VenueOperation>: Sendable
where Operation.Meaning == LoginOutcome, Operation.Input == NoInput {
    let held: HeldCredentials
    let server: BaseURL
    let transport: any Transport
    let cryptography: (any Cryptography)?
    let wallTime: any WallTime

    /// Makes the call once.
    ///
    /// - Returns: The reply, which means that it is granted.
    /// - Throws: ``CredentialFailure`` for any other reply, and for none.
    func grantingReply(
        _ clock: any CallClock, _ deadline: ContinuousClock.Instant,
        answered: (HTTPResponse) -> Void = { _ in }
    ) async throws(CredentialFailure) -> HTTPResponse {
        let turn = try await turn(clock, deadline)
        defer { turn?.end() }
        let (prepared, signatures) = try await request(clock, deadline)
        let authorized: AuthorizedRequest
        do throws(InvalidCredentials) {
            try server.check(held.keys.set)
            authorized = try prepared.addressed(to: server).authorized(by: held.fields)
        } catch {
            throw CredentialFailure(.notSent(.invalidCredentials))
        }
        let shown = Operation.computation(NoInput()).map { authorized.showing($0.addressed(to: server)) } ?? authorized
        let report = await transport.send(shown, to: server, deadline: deadline) { _ in turn?.end() }
        switch report.result {
        case .notSent(let cause): throw CredentialFailure(.notSent(cause))
        case .unknown(let cause): throw CredentialFailure(.unknown(cause))
        case .answered(let http):
            answered(http)
            let verdict = Operation.judge(Operation.read(http), to: NoInput(), http: http)
            guard verdict.meaning != .granted else { return http }
            let evidence = verdict.evidence(without: held.secrets.with(signatures))
            throw CredentialFailure(
                .notGranted(verdict.meaning, status: http.status, code: evidence.code, text: evidence.text))
        }
    }

    /// The turn to take a nonce, where the call has one.
    private func turn(
        _ clock: any CallClock, _ deadline: ContinuousClock.Instant
    ) async throws(CredentialFailure) -> SendingTurns.Turn? {
        guard Operation.takesNonces else { return nil }
        let turns = SendingTurns.of(Operation.venue, server)
        if let turn = turns.take() { return turn }
        guard let turn = await clock.limit(until: deadline, { await turns.next() }) else {
            throw CredentialFailure(.notSent(Task.isCancelled ? .interrupted : .deadline))
        }
        return turn
    }

    /// The request with its computed values, and the signatures in it.
    private func request(
        _ clock: any CallClock, _ deadline: ContinuousClock.Instant
    ) async throws(CredentialFailure) -> (PreparedRequest, signatures: [String]) {
        var values = RequestValues(
            RequestValues.Attempt(
                venue: Operation.venue, server: server, keys: held.keys, cryptography: cryptography, wallTime: wallTime)
        )
        while true {
            let made: PreparedRequest
            do throws(InvalidInput) { made = try Operation.prepare(NoInput(), with: &values) } catch {
                throw CredentialFailure(.notSent(.invalidInput))
            }
            if let failure = values.failure { throw CredentialFailure(.signing(failure)) }
            guard let pending = values.pending else { return (made, values.signatures) }
            switch await clock.limit(until: deadline, { await pending.answer() }) {
            case .success(let signature): values.resolve(pending, signature)
            case .failure(let failure): throw CredentialFailure(.signing(failure))
            case nil: throw CredentialFailure(.notSent(.deadline))
            }
        }
    }
}

extension RequestValues.Pending {
    /// The signature; `nil` where the task was cancelled first.
    func answer() async -> Result<[UInt8], SigningFailure>? {
        do { return .success(try await signer.signature(of: message, algorithm)) } catch {
            if Task.isCancelled { return nil }
            return .failure(SigningFailure(.signer(errorType: "\(type(of: error))"), credential: credential))
        }
    }
}
