import CurlTransport
import VenueClients
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Cancels orders over loopback sockets: generated clients on libcurl against venues simulated from the same specs.
struct WireRun {
    struct Row: Sendable {
        var venue: String
        var situation: String
        var report: CancelReport
        var received: Int
        var isExpected: Bool
    }

    /// Something arranged at the venue or in the client, and what may come of it.
    private struct Situation {
        var title: String
        var conduct = VenueConduct()
        var localLimit: [RateLimit] = []
        var calls = 1
        var allows: @Sendable (CancelReport) -> Bool
    }

    let transport: CurlTransport

    func rows(_ venues: [Venue]) async throws -> [Row] {
        var rows: [Row] = []
        for venue in venues {
            for operation in venue.operations {
                guard let client = VenueIndex.operations.first(where: { $0.isGenerated(from: operation, of: venue) }),
                    let example = operation.examples.first,
                    let input = try? JSONValue(jsonBytes: Array(example.inputJSON.utf8))
                else { continue }
                for situation in situations(at: venue, limits: client.rateLimits) {
                    rows.append(try await run(situation, at: venue, client, input))
                }
            }
        }
        return rows
    }

    private func situations(at venue: Venue, limits: [RateLimit]) -> [Situation] {
        var filled = VenueConduct()
        filled.filledFirst = 1
        var stranger = VenueConduct()
        stranger.secrets = Dictionary(uniqueKeysWithValues: venue.credentials.map { ($0.name.text, "another") })
        var refusing = VenueConduct()
        refusing.faults = FaultPlan(rules: [FaultPlan.Rule(.refusal)])
        let refuses = (try? SimulatedVenue(venue))?.plays(.refusal) ?? false
        var dropping = VenueConduct()
        dropping.faults = FaultPlan(rules: [FaultPlan.Rule(.dropAfterApply)])
        var faltering = VenueConduct()
        faltering.faults = FaultPlan(script: [.dropAfterApply])
        let most = limits.map { $0.burst ?? $0.requests }.min() ?? 0
        let once = RateLimit(requests: 1, per: .seconds(600), burst: 1, scope: .user)
        return [
            Situation(title: "open order") { [.canceled, .pendingCancel].contains($0.outcome) },
            Situation(title: "filled before", conduct: filled) { $0.outcome.isEndOfOrder },
            refuses
                ? Situation(title: "refused", conduct: refusing) { $0.outcome.isRejected }
                : Situation(title: "wrong token", conduct: stranger) { $0.outcome.isRejected },
            limits.isEmpty
                ? Situation(title: "own limit hit", localLimit: [once], calls: 2) {
                    $0.outcome == .notSent(.localThrottle)
                }
                : Situation(title: "venue limit hit", calls: most + 1) { $0.outcome.isThrottled },
            Situation(title: "answers lost", conduct: dropping) { $0.outcome.isUnknown },
            Situation(title: "first answer lost", conduct: faltering) {
                $0.outcome.isUnknown || $0.followsUnknownAttempt
            },
        ]
    }

    private func run<Operation: CancelOperation>(
        _ situation: Situation, at venue: Venue, _: Operation.Type, _ input: JSONValue
    ) async throws -> Row {
        let server = try LoopbackServer(venue: try SimulatedVenue(venue, conduct: situation.conduct))
        let client = VenueClient<Operation>(
            server: Operation.Server(try BaseURL(server.address)),
            credentials: .fixed(Operation.Credentials(secrets: { Secret("demo-\($0)") })), transport: transport,
            options: ClientOptions(deadline: .seconds(3), rateLimiter: RateLimiter(situation.localLimit)))
        var report = await client.cancel(json: input)
        for _ in 1..<situation.calls where !situation.allows(report) { report = await client.cancel(json: input) }
        await client.shutdown()
        await server.stop()
        return Row(
            venue: Operation.venue, situation: situation.title, report: report,
            received: server.venue.ledger.requests.count, isExpected: situation.allows(report))
    }
}

extension CancelOperation {
    static func isGenerated(from operation: CallDescription, of spec: Venue) -> Bool {
        venue == spec.name.text && name == operation.name.text
    }
}

extension CancelOutcome {
    /// Whether the order is proven to have ended, or may have.
    fileprivate var isEndOfOrder: Bool {
        switch self {
        case .tooLate, .gone, .unknownOrder, .rejected: true
        default: false
        }
    }

    /// Whether the venue refused the request, or answered in a way its page does not cover.
    fileprivate var isRejected: Bool {
        switch self {
        case .rejected, .gone, .unknown(.undocumented): true
        default: false
        }
    }

    fileprivate var isThrottled: Bool { if case .throttled = self { true } else { false } }

    fileprivate var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
