import VenueClients
import VenueRuntime

/// Whether everything was as it should be.
var isRight = true

/// Compares what a client gave with what it should give.
@MainActor func expect<Value: Equatable>(_ found: Value, _ wanted: Value, line: Int = #line) {
    guard found != wanted else { return }
    print("main.swift:\(line): expected \(wanted), found \(found)")
    isRight = false
}

let input = CrossTrade.CancelOrder.Input(account: "Sim 101/β:%", orderID: "ce0a8e5002ea463e856eb6384f5cee7e")
let request = try CrossTrade.CancelOrder.prepare(input)
expect(
    "\(request.method) \(request.target)",
    "POST /v1/api/accounts/Sim%20101%2F%CE%B2%3A%25/orders/ce0a8e5002ea463e856eb6384f5cee7e/cancel")
expect(request.body, Array("{}".utf8))

let authorized = try request.authorized(by: CrossTrade.Credentials(token: Secret("s3cret")))
expect(authorized.exposedHeaders()["authorization"], "Bearer s3cret")
expect("\(authorized)".contains("s3cret"), false)

/// What the client makes of a reply.
@MainActor func outcome(_ status: Int, _ body: String) -> CancelOutcome {
    CrossTrade.CancelOrder.verdict(on: HTTPResponse(status: status, body: Array(body.utf8)), to: input).outcome
}

expect(outcome(200, #"{"orderId":"ce0a8e5002ea463e856eb6384f5cee7e","success":true}"#), .pendingCancel)
expect(outcome(400, #"{"error":"Order not found or already terminal"}"#), .gone)
expect(outcome(200, "<html>"), .unknown(.unreadable))

expect(VenueIndex.operations.isEmpty, false)
guard isRight else { fatalError("the committed client is wrong") }
print("the committed client is right")
