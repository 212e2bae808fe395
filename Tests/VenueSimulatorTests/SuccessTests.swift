import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// An order is cancelled, at every venue and by every way in.
@Suite(.bounded) struct SuccessTests {
    @Test(arguments: Venues.names)
    func aClientCancelsAnOrderInProcess(_ name: String) async throws {
        let spec = try Venues.named(name)
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets))
        let transport = SimulatedTransport(to: venue)
        let call = try await Call.cancel(spec, input: spec.input(), over: transport)
        #expect(call.outcome == .canceled || call.outcome == .pendingCancel)
        #expect(call.events == [.sent, .firstByte])
        let request = try #require(venue.ledger.requests.first)
        let order = try #require(request.order)
        #expect(request.effect == .canceled)
        #expect(request.told == call.outcome.description)
        #expect(venue.state(of: order) == .canceled)
        #expect(venue.ledger.requestCount(for: order) == 1)
        #expect(venue.ledger.transitions.map(\.to) == [.pendingCancel, .canceled])
        await transport.shutdown()
    }

    @Test(arguments: Venues.names)
    func curlCancelsAnOrderOnLoopback(_ name: String) async throws {
        let spec = try Venues.named(name)
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets))
        let server = try LoopbackServer(venue: venue)
        let example = try #require(spec.operations.first?.examples.first)
        let line = example.request.line.split(separator: " ").map(String.init)
        var words = ["curl", "--silent", "--show-error", "--request", line[0], server.address + line[1]]
        for header in example.request.headers {
            let value = spec.secrets.reduce(header.value) { $0.replacing("<\($1.key)>", with: $1.value) }
            words += ["--header", "\(header.name): \(value)"]
        }
        if let body = example.request.body { words += ["--data-binary", body] }
        let result = try await Tool.run(words + ["--write-out", "\n%{http_code}"])
        #expect(result.status == 0, "\(result.error)")
        #expect(result.output.hasSuffix("\n200"), "\(result.output)")
        #expect(venue.ledger.requests.map(\.effect) == [.canceled])
        #expect(venue.orders(in: .canceled).count == 1)
        await server.stop()
        await server.stop()
    }
}
