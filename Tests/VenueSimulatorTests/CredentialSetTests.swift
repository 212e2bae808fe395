import FixtureClients
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning
import VenueSimulator
import VenueSpec

/// A request carries one of the sets of credentials a venue takes, and the venue refuses mixtures.
@Suite(.bounded) struct CredentialSetTests {
    private static let token = Medlar.Credentials.token(token: Secret("planted-token"))
    private static let keyPair = Medlar.Credentials.keyPair(
        apiKey: Secret("planted-apiKey"), apiSecret: SigningKey(Secret("medlar-test-secret")))

    @Test(arguments: [("token", token), ("keyPair", keyPair)])
    func eitherSetIsTakenAlone(_ name: String, _ credentials: Medlar.Credentials) async throws {
        let venue = try SignedVenue("Medlar").simulated()
        let (report, request) = try await cancel(with: credentials, at: venue)
        #expect(report.outcome == .canceled, "\(report)")
        #expect(venue.ledger.requests.map(\.effect) == [.canceled])
        #expect((request.headers["Authorization"] != nil) == (name == "token"))
        for field in ["X-Key", "X-Sign"] { #expect((request.headers[field] != nil) == (name == "keyPair")) }
        #expect(request.headers["X-Time"] != nil)
    }

    @Test(arguments: [
        ("token", token, "X-Key", "planted-apiKey"), ("keyPair", keyPair, "Authorization", "Bearer planted-token"),
    ])
    func aMixtureIsRefused(
        _ name: String, _ credentials: Medlar.Credentials, _ field: String, _ value: String
    ) async throws {
        var request = try await cancel(with: credentials, at: SignedVenue("Medlar").simulated()).request
        request.headers.append(name: field, value: value)
        let venue = try SignedVenue("Medlar").simulated()
        #expect(venue.receive(request).answer().response.status == 401)
        #expect(venue.ledger.requests.first?.refusal?.hasSuffix("belongs to other credentials") == true)
        #expect(venue.ledger.orders.isEmpty)
    }

    @Test func noneIsRefused() async throws {
        let venue = try SignedVenue("Medlar").simulated()
        var request = try await cancel(with: Self.token, at: SignedVenue("Medlar").simulated()).request
        request.headers = HTTPHeaderFields()
        #expect(venue.receive(request).answer().response.status == 401)
        #expect(venue.ledger.orders.isEmpty)
    }

    @Test func aClientWithASetThatItsServerDoesNotTakeIsNotMadeOrSendsNothing() async throws {
        let venue = try SignedVenue("Medlar").simulated()
        let transport = SimulatedTransport(to: venue)
        let error = #expect(throws: InvalidCredentials.self) {
            try Medlar.Client(server: .demo, credentials: Self.keyPair, transport: transport)
        }
        #expect(error?.description == "keyPair: the server takes other credentials than these")
        // What a provider gives is only known when it is needed.
        let client = Medlar.Client(
            server: .demo, credentials: .provider { IssuedCredentials(Self.keyPair) }, transport: transport,
            options: ClientOptions(cryptography: SystemCryptography()))
        let report = await client.cancel(orderID: "ME-1")
        #expect(report.outcome == .notSent(.invalidCredentials))
        #expect(venue.ledger.requests.isEmpty)
        let taken = try Medlar.Client(server: .demo, credentials: Self.token, transport: transport)
        #expect(await taken.cancel(orderID: "ME-1").outcome == .canceled)
    }

    @Test func aTokenOfAnotherIsRefused() async throws {
        let venue = try SignedVenue("Medlar").simulated()
        let report = try await cancel(with: .token(token: Secret("another-token")), at: venue).report
        #expect(report.outcome == .rejected(.authentication), "\(report)")
        #expect(venue.ledger.orders.isEmpty)
    }

    @Test func aRequestIsShownAsTheOneThatIsSent() throws {
        func made(_ credentials: Medlar.Credentials) throws -> AuthorizedRequest {
            try Medlar.CancelOrder.recordedRequest(
                .init(orderID: "ME-1"), credentials, cryptography: SystemCryptography()
            ) { _ in nil }
        }
        let (token, keyPair) = (try made(Self.token), try made(Self.keyPair))
        #expect(token.redactedHeaders.fields.map(\.name) == ["Authorization", "X-Time", "Content-Type"])
        #expect(keyPair.redactedHeaders.fields.map(\.name) == ["X-Key", "X-Time", "X-Sign", "Content-Type"])
        #expect(keyPair.redactedHeaders["X-Sign"] == "<signature>")
        for shown in ["\(token)", "\(keyPair)", "\(token.redactedHeaders)", "\(keyPair.redactedHeaders)"] {
            #expect(!shown.contains("planted") && !shown.contains("medlar-test-secret"))
        }
    }

    @Test func theFirstSetWhoseSecretsAreThereIsMade() throws {
        struct Missing: Error {}
        func made(of names: Set<String>) throws(Missing) -> Medlar.Credentials {
            try Medlar.Credentials(secrets: { name throws(Missing) in
                guard names.contains(name) else { throw Missing() }
                return Secret("planted-\(name)")
            })
        }
        #expect(try made(of: ["token"]).headerFields.count == 1)
        #expect(try made(of: ["token", "apiKey"]).headerFields.count == 1)
        #expect(try made(of: ["token", "apiKey", "apiSecret"]).headerFields.isEmpty)
        #expect(throws: Missing.self) { try made(of: ["apiKey"]) }
    }

    /// Cancels an order with credentials, and tells what was sent.
    private func cancel(
        with credentials: Medlar.Credentials, at venue: SimulatedVenue
    ) async throws -> (report: CancelReport, request: ReceivedRequest) {
        let transport = RecordingTransport(to: venue)
        let client = try Medlar.Client(
            server: .production, credentials: credentials, transport: transport,
            options: ClientOptions(retry: .never, cryptography: SystemCryptography()))
        let report = await client.cancel(orderID: "ME-00001")
        await client.shutdown()
        return (report, try #require(transport.requests.first))
    }
}
