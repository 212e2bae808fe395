import VenueRuntime

/// Whether everything was as it should be.
var isRight = true

/// Compares what the generated client gave with what it should give.
@MainActor func expect<Value: Equatable>(_ found: Value, _ wanted: Value, line: Int = #line) {
    guard found != wanted else { return }
    print("main.swift:\(line): expected \(wanted), found \(found)")
    isRight = false
}

let input = Example.CancelOrder.Input(account: "desk 7/β", orderID: "A-1")
let request = try Example.CancelOrder.prepare(input)
expect(request.method, "POST")
expect(request.target, "/accounts/desk%207%2F%CE%B2/cancel")
expect(request.body, Array(#"{"order":{"id":"A-1"},"all":false}"#.utf8))

let authorized = try request.authorized(by: Example.Credentials(token: Secret("s3cret")))
expect(authorized.exposedHeaders()["authorization"], "Bearer s3cret")
expect(authorized.exposedHeaders()["content-type"], "application/json")

/// What the client makes of a reply.
@MainActor func outcome(_ status: Int, _ body: String) -> CancelOutcome {
    Example.CancelOrder.verdict(on: HTTPResponse(status: status, body: Array(body.utf8)), to: input).outcome
}

expect(outcome(200, #"{"state":"DONE"}"#), .canceled)
expect(outcome(200, #"{"state":"QUEUED","note":"soon"}"#), .pendingCancel)
expect(outcome(200, #"{"state":"NEW"}"#), .unknown(.inconclusive))
expect(outcome(404, "no such order"), .unknownOrder)
expect(outcome(200, "<html>"), .unknown(.unreadable))
expect(outcome(502, ""), .unknown(.serverError))

do throws(InvalidInput) {
    _ = try Example.CancelOrder.prepare(Example.CancelOrder.Input(account: "", orderID: "lower"))
    expect("sent", "refused")
} catch {
    expect(error.violations.map(\.field), ["account", "orderId"])
}

expect(VenueIndex.operations.map { $0.venue }.contains("Example"), true)
guard isRight else { fatalError("the generated client is wrong") }
print("the generated client is right")
