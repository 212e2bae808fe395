import VenueClients
import VenueRuntime
import VenueSimulator

/// Whether everything was as it should be.
var isRight = true

/// Compares what was found with what should be.
@MainActor func expect<Value: Equatable>(_ found: Value, _ wanted: Value, line: Int = #line) {
    guard found != wanted else { return }
    print("main.swift:\(line): expected \(wanted), found \(found)")
    isRight = false
}

/// The text on standard input, which is the venue's spec.
var spec = ""
while let line = readLine(strippingNewline: false) { spec += line }

let venue = try SimulatedVenue(
    spec: spec, path: "crosstrade.venue.yaml",
    conduct: VenueConduct(secrets: ["token": "right"], faults: FaultPlan(script: [nil, .dropAfterApply])))
let transport = SimulatedTransport(to: venue)
let client = try CrossTrade.Client(
    server: .production, credentials: .bearer(Secret("right")), transport: transport,
    options: ClientOptions(retry: .never))
let orders = [1, 2].map { OrderKey(["account": "Sim101", "orderId": String(repeating: "\($0)", count: 32)]) }

expect(await client.cancel(account: "Sim101", orderID: orders[0].values[1]).outcome, .pendingCancel)
expect(await client.cancel(account: "Sim101", orderID: orders[1].values[1]).outcome, .unknown(.connectionLost))
expect(orders.map { venue.state(of: $0) }, [.canceled, .canceled])
expect(venue.ledger.requests.map(\.told), ["pendingCancel", nil])
expect(venue.name, "CrossTrade")
await transport.shutdown()

do {
    _ = try SimulatedVenue(spec: spec.replacing("identity:", with: "identiti:"), path: "mine.venue.yaml")
    expect("a venue", "an error")
} catch {
    expect("\(error)".hasPrefix("mine.venue.yaml:"), true)
    expect("\(error)".contains("did you mean 'identity'?"), true)
}
guard isRight else { fatalError("the simulated venue is wrong") }
print("the simulated venue is right")
