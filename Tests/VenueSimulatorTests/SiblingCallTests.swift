import SourceText
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// A venue with several calls finds the one a request is for, however the reference has them told apart.
@Suite(.bounded) struct SiblingCallTests {
    /// Where the binding of a call puts its parameters, after `request: `.
    private typealias Bindings = (byOrder: String, byClient: String)

    /// Two calls for two kinds of identity, told apart by the path, the query or the body.
    private static let bindings: [(Bindings, requests: [(target: String, body: String)])] = [
        (
            ("'DELETE /orders/{orderId}'", "'DELETE /orders/client:{clientId}'"),
            [("DELETE /orders/12", ""), ("DELETE /orders/client:c-1", "")]
        ),
        (
            ("'DELETE /orders/{orderId}'", "'DELETE /orders/{clientId}'"),
            [("DELETE /orders/12", ""), ("DELETE /orders/c-1", "")]
        ),
        (
            ("DELETE /orders, query: { orderId }", "DELETE /orders, query: { clientId }"),
            [("DELETE /orders?orderId=12", ""), ("DELETE /orders?clientId=c-1", "")]
        ),
        (
            (
                "POST /cancel, query: { by: id }, json: { orderId }",
                "POST /cancel, query: { by: client }, json: { clientId }"
            ),
            [("POST /cancel?by=id", #"{"orderId":"12"}"#), ("POST /cancel?by=client", #"{"clientId":"c-1"}"#)]
        ),
        (
            ("POST /cancel, json: { orderId }", "POST /cancel, json: { clientId }"),
            [("POST /cancel", #"{"orderId":"12"}"#), ("POST /cancel", #"{"clientId":"c-1"}"#)]
        ),
        (
            (
                "POST /cancel, json: { kind: id, id: '{orderId}' }",
                "POST /cancel, json: { kind: client, id: '{clientId}' }"
            ),
            [("POST /cancel", #"{"kind":"id","id":"12"}"#), ("POST /cancel", #"{"kind":"client","id":"c-1"}"#)]
        ),
        (
            ("POST /cancel, json: { orderId }", "POST /cancel, form: { clientId }"),
            [("POST /cancel", #"{"orderId":"12"}"#), ("POST /cancel", "clientId=c-1")]
        ),
        (
            ("'POST /orders/{orderId}'", "POST /orders/client, json: { clientId }"),
            [("POST /orders/12", ""), ("POST /orders/client", #"{"clientId":"c-1"}"#)]
        ),
        (
            ("'DELETE /orders/{orderId}'", "'POST /orders/{clientId}'"),
            [("DELETE /orders/12", ""), ("POST /orders/c-1", "")]
        ),
    ]

    @Test(arguments: bindings.indices, [false, true])
    func eachCallCancelsTheOrderItNames(_ index: Int, _ isReversed: Bool) throws {
        let (bindings, requests) = Self.bindings[index]
        let venue = try SimulatedVenue(Self.venue(bindings, requests, isReversed: isReversed))
        let expected = [OrderKey(["orderId": "12"]), OrderKey(["clientId": "c-1"])]
        for (request, order) in zip(requests, expected) {
            #expect(Self.send(request.target, request.body, to: venue).status == 200, "\(request)")
            let entry = try #require(venue.ledger.requests.last)
            #expect(entry.order == order && entry.effect == .canceled, "\(request): \(entry)")
        }
        #expect(venue.orders(in: .canceled) == expected)
    }

    @Test(arguments: [
        ("DELETE /orders/client:", ""), ("DELETE /orders?orderId=c-1", ""), ("POST /cancel", "{}"),
        ("POST /cancel", "["),
    ])
    func whatNoCallDocumentsCancelsNothing(_ target: String, _ body: String) throws {
        for (bindings, requests) in Self.bindings
        where requests[0].target.split(separator: "?")[0].hasPrefix(target.split(separator: "?")[0].prefix(14)) {
            let venue = try SimulatedVenue(Self.venue(bindings, requests, isReversed: false))
            let status = Self.send(target, body, to: venue).status
            #expect(status == 400 || status == 404, "\(requests[0].target): \(status)")
            #expect(venue.orders(in: .canceled).isEmpty)
        }
    }

    private static func send(_ line: String, _ body: String, to venue: SimulatedVenue) -> HTTPResponse {
        let words = line.split(separator: " ").map(String.init)
        return venue.receive(ReceivedRequest(method: words[0], target: words[1], body: Array(body.utf8))).answer()
            .response
    }

    /// A venue of two calls.
    private static func venue(_ bindings: Bindings, _ requests: [(target: String, body: String)], isReversed: Bool)
        throws -> Venue
    {
        let operations = [
            operation(
                "cancelOrder", "orderId: { type: string, pattern: '^[0-9]+$' }", bindings.byOrder, "'12'", requests[0]),
            operation(
                "cancelByClient", "clientId: { type: string, pattern: '^c-[0-9]+$' }", bindings.byClient, "c-1",
                requests[1]),
        ]
        let text = """
            format: 1
            venue: Siblings
            docs: { read: 2026-11-20, digest: sha256:\(String(repeating: "0", count: 64)) }
            servers: { production: https://api.siblings.example }
            security: none
            operations:
            \((isReversed ? operations.reversed() : operations).joined(separator: "\n"))

            """
        return try #require(
            SpecAnalysis([SourceFile(path: "siblings.venue.yaml", bytes: Array(text.utf8))]).venues.first)
    }

    private static func operation(
        _ name: String, _ parameter: String, _ binding: String, _ value: String,
        _ request: (target: String, body: String)
    ) -> String {
        let identifier = parameter.prefix { $0 != ":" }
        let media = request.body.hasPrefix("{") ? "application/json" : "application/x-www-form-urlencoded"
        let body = request.body.isEmpty ? "" : ", headers: { Content-Type: \(media) }, body: '\(request.body)'"
        return """
              \(name):
                parameters: { \(parameter) }
                identity: [\(identifier)]
                repeatable: safe
                http: { request: \(binding) }
                responses: { 200: none, 400: none }
                outcomes:
                  - { status: 200, then: canceled }
                  - { status: 400, then: rejected(invalidRequest) }
                examples:
                  - name: sample
                    input: { \(identifier): \(value) }
                    request: { line: '\(request.target)'\(body) }
                    replies:
                      - { name: canceled, status: 200, outcome: canceled }
            """
    }
}
