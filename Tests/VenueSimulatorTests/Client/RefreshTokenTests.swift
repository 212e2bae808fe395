import Synchronization
import TestScheduling
import Testing
import VenueClients
import VenueRuntime
import VenueSimulator

/// The venue that issues tokens for refresh tokens: its client asks where and how the spec says, and sends what it was
/// given.
@Suite(.bounded) struct RefreshTokenTests {
    /// Answers token requests itself and lets everything else through.
    ///
    /// A class, since a transport is shared.
    private final class TokenDesk: Transport {
        private let venue: any Transport
        private let asked = Mutex<[(url: String, body: String)]>([])

        init(before venue: any Transport) { self.venue = venue }

        /// The token requests so far.
        var requests: [(url: String, body: String)] { asked.withLock(\.self) }

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            guard request.target == "/v1/oauth2/token" else {
                return await venue.send(request, to: server, deadline: deadline, observer: observer)
            }
            let line = "\(request.method) \(server)\(request.target)"
            let count = asked.withLock { asked in
                asked.append((line, String(decoding: request.body ?? [], as: UTF8.self)))
                return asked.count
            }
            // The first token is one the venue does not accept.
            let token = count == 1 ? "stale" : "planted-secret-accessToken"
            let body = #"{"access_token":"\#(token)","refresh_token":"next-\#(count)","expires_in":3600}"#
            return TransportReport(.answered(HTTPResponse(status: 200, body: Array(body.utf8))))
        }

        func shutdown() async {}
    }

    @Test func aTokenIsHadAtTheSpecsEndpointAndOnceAgainAfterARefusal() async throws {
        let spec = try Venues.named("Aries")
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets))
        let desk = TokenDesk(before: SimulatedTransport(to: venue))
        let client = Aries.Client(
            server: .production,
            credentials: .refreshToken(Secret("first"), clientID: "app", clientSecret: Secret("s"), transport: desk),
            transport: desk)
        let report = await client.cancel(json: try JSONValue(jsonBytes: spec.input()))
        #expect(report.outcome == .canceled, "\(report)")
        #expect(report.attempts.map(\.outcome) == [.rejected(.authentication), .canceled])
        #expect(desk.requests.map(\.url) == Array(repeating: "POST https://api.aries.com/v1/oauth2/token", count: 2))
        let bodies = try desk.requests.map { try JSONValue(jsonBytes: Array($0.body.utf8)) }
        #expect(bodies.map { $0["grant_type"] } == Array(repeating: .string("refresh_token"), count: 2))
        #expect(bodies.map { $0["refresh_token"] } == [.string("first"), .string("next-1")])
        #expect(bodies.map { $0["client_id"] } == Array(repeating: .string("app"), count: 2))
        // The venue saw both, and acted on the one with the token it knows.
        #expect(venue.ledger.requests.map(\.effect) == [.unauthenticated, .canceled])
        await client.shutdown()
    }
}
