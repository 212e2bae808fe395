import VenueRuntime
import VenueSimulator
import VenueSpec

/// One cancel through a compiled client and a transport.
enum Call {
    /// What a call came to.
    struct Outcome: Equatable {
        /// The outcome.
        var outcome: CancelOutcome
        /// What the transport told its observer.
        var events: [TransportEvent]
        /// How long it took.
        var time: Duration
    }

    /// Cancels an order.
    static func cancel(
        _ venue: Venue, input: [UInt8], over transport: some Transport, server: String = "http://127.0.0.1",
        secrets: [String: String]? = nil, within limit: Duration = .seconds(60)
    ) async throws -> Outcome {
        guard let client = venue.client else { throw MissingClient(venue: venue.name.text) }
        return try await cancel(
            client, input, transport, BaseURL(server), secrets ?? venue.secrets, ContinuousClock.now + limit)
    }

    private static func cancel<Operation: CancelOperation>(
        _ client: Operation.Type, _ json: [UInt8], _ transport: some Transport, _ server: BaseURL,
        _ secrets: [String: String], _ deadline: ContinuousClock.Instant
    ) async throws -> Outcome {
        let input = try Operation.Input(jsonBytes: json)
        let credentials = Operation.Credentials(secrets: { Secret(secrets[$0] ?? "none") })
        let request = try Operation.prepare(input).authorized(by: credentials)
        let events = EventLog()
        let start = ContinuousClock.now
        let report = await transport.send(request, to: server, deadline: deadline) { events.add($0) }
        let time = start.duration(to: .now)
        let outcome: CancelOutcome =
            switch report.result {
            case .answered(let response): Operation.verdict(on: response, to: input).outcome
            case .notSent(let cause): .notSent(cause)
            case .unknown(let cause): .unknown(cause)
            }
        return Outcome(outcome: outcome, events: events.all, time: time)
    }

    /// A venue without a compiled client.
    struct MissingClient: Error {
        /// The venue.
        var venue: String
    }
}
