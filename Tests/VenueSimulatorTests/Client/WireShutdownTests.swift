import CurlTransport
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// A client that is shut down ends its own calls on the wire, and nobody else's.
@Suite(.bounded, .timeLimit(.minutes(5))) struct WireShutdownTests {
    @Test(arguments: Venues.names)
    func shutdownEndsTheCallsOfItsClientAndLeavesTheTransport(_ name: String) async throws {
        let spec = try Venues.named(name)
        let held = Array(repeating: Fault.delayBefore(.seconds(3600)), count: 8)
        let venue = try SimulatedVenue(
            spec, conduct: VenueConduct(secrets: spec.secrets, faults: FaultPlan(script: held)))
        let server = try LoopbackServer(venue: venue)
        let transport = try CurlTransport()
        func makeClient() throws -> any CancelClient {
            try spec.makeClient(
                server: server.address, transport: transport,
                options: ClientOptions(deadline: .seconds(7200), retry: .never))
        }
        let (client, other) = (try makeClient(), try makeClient())
        let input = try JSONValue(jsonBytes: spec.input())
        await withTaskGroup(of: CancelOutcome.self) { group in
            for _ in held { group.addTask { await client.cancel(json: input).outcome } }
            while venue.ledger.requests.count < held.count { await Task.yield() }
            await client.shutdown()
            for await outcome in group { #expect(outcome == .unknown(.interrupted)) }
        }
        #expect(await client.cancel(json: input).outcome == .notSent(.interrupted))
        #expect(await other.cancel(json: input).evidence?.status != nil)
        #expect(venue.ledger.requests.count == held.count + 1)
        await transport.shutdown()
        await server.stop()
    }
}
