import Foundation
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator

/// A venue made of the text of its spec, which is all that callers outside this package have.
@Suite(.bounded) struct SpecTextTests {
    private static func text() throws -> String {
        let specs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Specs")
        return try String(contentsOf: specs.appending(path: "crosstrade.venue.yaml"), encoding: .utf8)
    }

    private static let target = "/v1/api/accounts/Sim101/orders/\(String(repeating: "a", count: 32))/cancel"

    private static func request(_ target: String = target, token: String = "right") -> ReceivedRequest {
        ReceivedRequest(
            method: "POST", target: target, headers: HTTPHeaderFields(received: [("Authorization", "Bearer \(token)")]),
            body: Array("{}".utf8))
    }

    @Test func itTakesTheDocumentedRequests() throws {
        let venue = try SimulatedVenue(spec: Self.text(), conduct: VenueConduct(secrets: ["token": "right"]))
        #expect(venue.name == "CrossTrade")
        #expect(venue.receive(Self.request()).answer().response.status == 200)
        #expect(venue.ledger.requests.map(\.told) == ["pendingCancel"])
        #expect(venue.orders(in: .canceled).count == 1)
    }

    @Test func aTextWithErrorsIsRefusedWithAllOfThem() throws {
        let text = try Self.text().replacing("identity:", with: "identiti:").replacing("servers:", with: "serverz:")
        let error = #expect(throws: UnsuitableSpec.self) { try SimulatedVenue(spec: text, path: "my.venue.yaml") }
        let lines = error.map { "\($0)" } ?? ""
        #expect(lines.contains("did you mean 'identity'?") && lines.contains("did you mean 'servers'?"), "\(lines)")
        #expect(lines.hasPrefix("my.venue.yaml:"))
        #expect(!lines.contains("warning"))
    }

    @Test func aDelimiterIsOneWhateverCombinesWithIt() throws {
        let venue = try SimulatedVenue(spec: Self.text())
        #expect(venue.receive(Self.request(Self.target + "?\u{301}=1&\u{301}")).answer().response.status == 200)
        #expect(venue.ledger.requests.first?.line == "POST \(Self.target)")
    }

    @Test func aSecretIsComparedByteForByte() throws {
        let conduct = VenueConduct(secrets: ["token": "caf\u{E9}"])
        let venue = try SimulatedVenue(spec: Self.text(), conduct: conduct)
        _ = venue.receive(Self.request(token: "cafe\u{301}")).answer()
        _ = venue.receive(Self.request(token: "caf\u{E9}")).answer()
        #expect(venue.ledger.requests.map(\.effect) == [.unauthenticated, .canceled])
    }
}
