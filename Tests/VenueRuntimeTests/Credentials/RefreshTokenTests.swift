import Synchronization
import TestScheduling
import Testing
import VenueRuntime

/// Access tokens are had at the endpoint of the spec, and only there.
@Suite(.bounded) struct RefreshTokenTests {
    private let order = Probe.Input(orderID: "7")

    private func client(
        _ orders: ScriptedTransport, _ tokens: ScriptedTransport, clock: ManualClock, endpoint: TokenEndpoint,
        onRotation: (@Sendable (Secret) -> Void)? = nil
    ) -> VenueClient<Probe.Unsafe> {
        VenueClient<Probe.Unsafe>(
            server: .production,
            credentials: .refreshToken(
                Secret("refresh-1"), clientID: "me & you", clientSecret: Secret("client-secret"), transport: tokens,
                endpoint: endpoint, onRotation: onRotation),
            transport: orders, options: ClientOptions(retry: .steady(), clock: clock))
    }

    private func token(_ number: Int, _ more: String = "") -> ScriptedTransport.Step {
        .answer(200, body: #"{"access_token":"access-\#(number)","token_type":"Bearer"\#(more)}"#)
    }

    @Test func theTokenIsExchangedRotatedAndRenewedInTime() async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let orders = ScriptedTransport([], then: .answer(200), clock: clock)
        let tokens = ScriptedTransport(
            [token(1, #","expires_in":600,"refresh_token":"refresh-2""#), token(2, #","expires_in":"600""#), token(3)],
            clock: clock)
        let rotated = Mutex<[Secret]>([])
        let keep = { @Sendable (secret: Secret) in rotated.withLock { $0.append(secret) } }
        let client = self.client(
            orders, tokens, clock: clock, endpoint: Probe.Credentials.tokenEndpoint, onRotation: keep)
        for wait in [0, 569, 1, 570, 3569] {
            clock.advance(by: .seconds(wait))
            #expect(await client.cancel(order).outcome == .canceled)
        }
        #expect(orders.tokens.map { $0.suffix(8) } == ["access-1", "access-1", "access-2", "access-3", "access-3"])
        #expect(tokens.sent.map(\.line) == Array(repeating: "POST /oauth2/token", count: 3))
        #expect(tokens.sent.map(\.server.host) == Array(repeating: "auth.probe.example", count: 3))
        #expect(tokens.sent.first?.headers == ["Accept: application/json", "Content-Type: application/json"])
        let body = { (token: String) in
            #"{"grant_type":"refresh_token","client_id":"me & you","client_secret":"client-secret","refresh_token":"\#(token)"}"#
        }
        #expect(tokens.sent.map(\.body) == [body("refresh-1"), body("refresh-2"), body("refresh-2")])
        #expect(rotated.withLock(\.self) == [Secret("refresh-2")])
    }

    @Test func aTokenThatHardlyOutlivesTheMarginIsUsedForHalfItsLife() async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let orders = ScriptedTransport([], then: .answer(200), clock: clock)
        let tokens = ScriptedTransport((1...3).map { token($0, #","expires_in":40"#) }, clock: clock)
        let client = self.client(orders, tokens, clock: clock, endpoint: Probe.Credentials.tokenEndpoint)
        for wait in [0, 19, 1, 19] {
            clock.advance(by: .seconds(wait))
            #expect(await client.cancel(order).outcome == .canceled)
        }
        #expect(orders.tokens.map { $0.suffix(8) } == ["access-1", "access-1", "access-2", "access-2"])
        #expect(tokens.sent.count == 2)
    }

    @Test func theBodyCanBeAForm() async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let tokens = ScriptedTransport([token(1)], clock: clock)
        let endpoint = TokenEndpoint(BaseURL(https: "auth.probe.example"), path: "/t", requestBody: .form)
            .at(BaseURL(https: "other.probe.example"))
        let client = self.client(ScriptedTransport([.answer(200)]), tokens, clock: clock, endpoint: endpoint)
        #expect(await client.cancel(order).outcome == .canceled)
        #expect(tokens.sent.first?.server.host == "other.probe.example")
        #expect(
            tokens.sent.first?.body
                == "grant_type=refresh_token&client_id=me+%26+you&client_secret=client-secret&refresh_token=refresh-1")
    }

    @Test(arguments: [
        (
            ScriptedTransport.Step.answer(400, body: #"{"error":"invalid_grant"}"#),
            CredentialFailure.Reason.refused(status: 400, code: "invalid_grant")
        ),
        (.answer(400, body: #"{"error":"bad refresh-1"}"#), .refused(status: 400, code: nil)),
        (.answer(302), .refused(status: 302, code: nil)),
        (.answer(200, body: "<html>"), .unreadable),
        (.answer(200, body: #"{"access_token":""}"#), .unreadable),
        (.answer(200, body: #"{"access_token":"a b"}"#), .unreadable),
        (.answer(200, body: #"{"access_token":"abc","token_type":"mac"}"#), .unreadable),
        (.notSent(.connectionFailed), .notSent(.connectionFailed)),
        (.unknown(.connectionLost), .unknown(.connectionLost)),
    ])
    func whatIsNoTokenLeavesTheCallUnsent(
        _ step: ScriptedTransport.Step, _ reason: CredentialFailure.Reason
    ) async throws {
        let clock = ManualClock(skipping: .seconds(8))
        let tokens = ScriptedTransport([step], clock: clock)
        let client = self.client(
            ScriptedTransport([]), tokens, clock: clock, endpoint: Probe.Credentials.tokenEndpoint)
        let report = await client.cancel(order)
        #expect(report.outcome == .notSent(.credentialsUnavailable))
        #expect(report.problem == .credentialsUnavailable(CredentialFailure(reason)))
        #expect(tokens.count == 1)
    }
}
