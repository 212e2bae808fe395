import CurlTransport
import FixtureClients
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// What requests can hold reaches a venue on loopback as its spec says, and cancels the order that was meant.
@Suite(.bounded) struct RequestFormTests {
    @Test(arguments: ["Hazel", "Larkspur"])
    func everyExampleCancelsItsOrderOnLoopback(_ name: String) async throws {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == name })
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets, limitsRate: false))
        let server = try LoopbackServer(venue: venue)
        let transport = try CurlTransport()
        let client = try spec.makeClient(server: server.address, transport: transport)
        for example in try #require(spec.operations.first).examples {
            let report = await client.cancel(json: try JSONValue(jsonBytes: Array(example.inputJSON.utf8)))
            let request = try #require(venue.ledger.requests.last)
            #expect(request.effect == .canceled, "\(example.name): \(report)")
            #expect(report.outcome.word == request.told, "\(example.name)")
            let order = try #require(request.order)
            #expect(venue.state(of: order) == .canceled)
            #expect(venue.ledger.requestCount(for: order) == 1)
        }
        await client.shutdown()
        await transport.shutdown()
        await server.stop()
    }
}
