import Foundation
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// The documented samples work with clients that know nothing of this package.
@Suite(.bounded) struct ThirdPartyClientTests {
    /// Sends what an example records with Python's standard library and prints status and body.
    private static let script = """
        import json, sys, urllib.request, urllib.error
        call = json.load(sys.stdin)
        body = call["body"].encode() if call["body"] is not None else None
        request = urllib.request.Request(call["url"], data=body, headers=call["headers"], method=call["method"])
        try:
            reply = urllib.request.urlopen(request, timeout=5)
        except urllib.error.HTTPError as error:
            reply = error
        text = reply.read().decode()
        json.dump({"status": reply.status, "json": json.loads(text) if text else None}, sys.stdout)
        """

    @Test(arguments: Venues.names)
    func pythonCancelsTheSamplesOfThePage(_ name: String) async throws {
        let spec = try Venues.named(name)
        let server = try LoopbackServer(
            venue: SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets, limitsRate: false)))
        let operation = try #require(spec.operations.first)
        for (number, example) in operation.examples.enumerated() {
            let line = example.request.line.split(separator: " ").map(String.init)
            let headers = example.request.headers.map { header in
                JSONValue.Member(
                    header.name,
                    .string(spec.secrets.reduce(header.value) { $0.replacing("<\($1.key)>", with: $1.value) }))
            }
            let call = JSONValue.object([
                .init("method", .string(line[0])), .init("url", .string(server.address + line[1])),
                .init("headers", .object(headers)),
                .init("body", example.request.body.map(JSONValue.string) ?? .null),
            ])
            let result = try await Tool.run(["python3", "-c", Self.script], input: call.description)
            #expect(result.status == 0, "\(result.error)")
            let reply = try JSONValue(jsonBytes: Array(result.output.utf8))
            let request = try #require(server.venue.ledger.requests.last)
            #expect(server.venue.ledger.requests.count == number + 1)
            if request.effect == .canceled { #expect(reply["status"] == .number(JSONNumber(200)), "\(example.name)") }
            let expected: [Ledger.Effect] = [.canceled, .tooLate(.canceled)]
            #expect(request.effect.map(expected.contains) == true, "\(example.name): \(request)")
        }
        await server.stop()
    }

    @Test func theReplyToTheSampleIsTheReplyOnThePage() async throws {
        let spec = try Venues.named("CrossTrade")
        let server = try LoopbackServer(venue: SimulatedVenue(spec))
        let url = server.address + "/v1/api/accounts/Sim101/orders/ce0a8e5002ea463e856eb6384f5cee7e/cancel"
        let words = [
            "curl", "-sS", "-X", "POST", url, "-H", "Authorization: Bearer my-secret-token", "-H",
            "Content-Type: application/json", "-d", "{}",
        ]
        let replies = try await [Tool.run(words), Tool.run(words)].map {
            try JSONValue(jsonBytes: Array($0.output.utf8))
        }
        #expect(
            replies[0]
                == .object([
                    .init("orderId", .string("ce0a8e5002ea463e856eb6384f5cee7e")), .init("success", .boolean(true)),
                ]))
        let text = "Order linked to 'ce0a8e5002ea463e856eb6384f5cee7e' not found or already terminal."
        #expect(replies[1] == .object([.init("error", .string(text))]))
        await server.stop()
    }

    @Test func oneConnectionCarriesManyRequests() async throws {
        let spec = try Venues.named("BitGo")
        let server = try LoopbackServer(venue: SimulatedVenue(spec, conduct: VenueConduct(limitsRate: false)))
        let script = """
            import http.client, sys
            connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=5)
            for number in range(20):
                connection.request("PUT", f"/api/prime/trading/v1/accounts/a/orders/{number}/cancel",
                    headers={"Authorization": "Bearer x"})
                reply = connection.getresponse()
                assert reply.read() == b"{}" and reply.status == 200
                if number == 0: socket = connection.sock
                assert connection.sock is socket
            """
        let result = try await Tool.run(["python3", "-c", script, String(server.port)])
        #expect(result.status == 0, "\(result.error)")
        #expect(server.venue.orders(in: .canceled).count == 20)
        await server.stop()
    }
}
