import CurlTransport
import FixtureClients
import TestScheduling
import Testing
import VenueRuntime
import VenueSigning
import VenueSimulator
import VenueSpec

/// Whatever a spec of the tests says in words of its own, its venue is served over loopback and its client cancels there.
@Suite(.bounded) struct FixtureLoopbackTests {
    /// Those whose first call needs no credentials that only a login gives; these have tests of their own.
    private static let names = Venues.allFixtures.filter { $0.logins.count == $0.preconditions.count }.map(\.name.text)

    @Test(arguments: names)
    func anOrderIsCancelled(_ name: String) async throws {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == name })
        let operation = try #require(spec.operations.first)
        let example = try #require(operation.examples.first)
        let client = try #require(
            FixtureClients.VenueIndex.operations.first { $0.venue == name && $0.name == operation.name.text })
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(limitsRate: false))
        let server = try LoopbackServer(venue: venue)
        let transport = try CurlTransport()
        // Of a call about several orders the first one.
        var single = example
        single.furtherInputs = []
        let keys = Dictionary(uniqueKeysWithValues: example.keys.map { ($0.name, $0.value) })
        let report = try await cancel(client, single.inputJSON, keys, at: server.address, over: transport)
        await transport.shutdown()
        await server.stop()
        #expect([.canceled, .pendingCancel].contains(report.outcome), "\(report)")
        #expect(venue.ledger.requests.count { $0.effect == .canceled } == 1, "\(venue.ledger.requests)")
        #expect(venue.orders(in: .canceled).count == 1)
    }

    private func cancel<Operation: CancelOperation>(
        _: Operation.Type, _ json: String, _ keys: [String: String], at address: String, over transport: CurlTransport
    ) async throws -> CancelReport {
        let client = try VenueClient<Operation>(
            server: Operation.Server(try BaseURL(address)),
            credentials: Operation.Credentials(secrets: { Secret(keys[$0] ?? "planted-secret-\($0)") }),
            transport: transport,
            options: ClientOptions(
                deadline: .seconds(60), retry: .never, rateLimiter: RateLimiter([]), cryptography: SystemCryptography())
        )
        return await client.cancel(json: try JSONValue(jsonBytes: Array(json.utf8)), deadline: nil)
    }
}
