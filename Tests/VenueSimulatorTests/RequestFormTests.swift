import CurlTransport
import FixtureClients
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// What requests can hold reaches a venue on loopback as its spec says, and cancels the order that was meant.
@Suite(.bounded) struct RequestFormTests {
    @Test(arguments: ["Bramble", "Hazel", "Larkspur", "Persimmon", "Sumac"])
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

    @Test(arguments: [true, false])
    func credentialsInQueriesAndFormsAreChecked(_ isInQuery: Bool) async throws {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == "Persimmon" })
        var conduct = VenueConduct(secrets: spec.secrets, limitsRate: false)
        conduct.secrets[isInQuery ? "apiKey" : "passphrase"] = "another"
        let venue = try SimulatedVenue(spec, conduct: conduct)
        let client = try spec.makeClient(transport: SimulatedTransport(to: venue))
        let report = await client.cancel(json: try JSONValue(jsonBytes: spec.input()))
        #expect(report.outcome == .rejected(.authentication), "\(report)")
        #expect(venue.ledger.requests.map(\.effect) == [.unauthenticated])
        #expect(venue.ledger.orders.isEmpty)
        await client.shutdown()
    }

    @Test func aServersOwnHeaderFieldsGoToThatServerAndAreShown() async throws {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == "Persimmon" })
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets, limitsRate: false))
        for (server, value) in [(Persimmon.Server.demo, "1"), (.production, nil)] as [(Persimmon.Server, String?)] {
            let transport = RecordingTransport(to: venue)
            let client = try Persimmon.Client(
                server: server,
                credentials: .init(
                    apiKey: Secret(spec.secrets["apiKey"] ?? ""), passphrase: Secret(spec.secrets["passphrase"] ?? "")),
                transport: transport)
            _ = await client.cancel(id: "7")
            _ = await client.cancelByPathReport(id: "8")
            #expect(transport.requests.map { $0.headers["X-Simulated-Trading"] } == [value, value])
            let command = try client.curlCommand(.init(id: "7"))
            #expect(command.contains("X-Simulated-Trading: 1") == (value != nil))
            await client.shutdown()
        }
    }

    @Test func aCancelGoesNowhereButWhereItsIdentityLeads() async throws {
        let spec = try #require(Venues.allFixtures.first { $0.name.text == "Bramble" })
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets, limitsRate: false))
        let transport = RecordingTransport(to: venue)
        let client = try spec.makeClient(transport: transport)
        // Neither a set that is not whole, nor more than one, nor a part of another beside it.
        for input in [
            #"{"book":"B"}"#, #"{"book":"B","session":5}"#, #"{"book":"B","clientId":"c"}"#,
            #"{"book":"B","orderId":"7","session":5}"#, #"{"book":"B","orderId":"7","clientId":"c","session":5}"#,
            #"{"book":"B","orderId":"","clientId":"c"}"#, #"{"book":"B","clientId":"","session":5}"#,
        ] {
            let report = await client.cancel(json: try JSONValue(jsonBytes: Array(input.utf8)))
            #expect(report.outcome == .notSent(.invalidInput), "\(input)")
        }
        #expect(transport.requests.isEmpty)
        for (input, line) in [
            (#"{"book":"B","orderId":"7"}"#, "POST /books/B/orders/7/cancel"),
            (#"{"book":"B","clientId":"7","session":5}"#, "POST /books/B/orders/@7/cancel?session=5"),
            (#"{"book":"B","orderId":"7","clientId":"c"}"#, "DELETE /books/B/orders?oid=7&cid=c"),
        ] {
            _ = await client.cancel(json: try JSONValue(jsonBytes: Array(input.utf8)))
            let request = try #require(transport.requests.last)
            #expect("\(request.method) \(request.target)" == line)
        }
        await client.shutdown()
    }
}
