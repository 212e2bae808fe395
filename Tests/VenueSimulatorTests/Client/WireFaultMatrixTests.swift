import CurlTransport
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Every fault at every venue over a socket: generated clients on libcurl report what is documented.
@Suite(.bounded, .serialized, .timeLimit(.minutes(5))) struct WireFaultMatrixTests {
    /// Every fault, with waits short enough for a test.
    private static let faults: [Fault] = Fault.all.filter { $0.name != "redirect" }.map { fault in
        switch fault {
        case .delayBefore: .delayBefore(.milliseconds(20))
        case .delayAfter: .delayAfter(.milliseconds(20))
        case .slowDrip: .slowDrip(.milliseconds(1))
        default: fault
        }
    }

    /// What a call came to, and the server behind it.
    private static func call(
        _ name: String, _ fault: Fault, retry: RetryPolicy = .never, deadline: Duration = .seconds(60)
    ) async throws -> (CancelReport, SimulatedVenue) {
        let spec = try Venues.named(name)
        let plan = FaultPlan(script: [fault])
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(secrets: spec.secrets, faults: plan))
        let server = try LoopbackServer(venue: venue)
        let transport = try CurlTransport()
        let shown = Mutex("")
        let client = try spec.makeClient(
            server: server.address, transport: transport,
            options: ClientOptions(deadline: deadline, retry: retry) { event in
                shown.withLock { shown in
                    shown += "\(event) "
                    dump(event, to: &shown)
                }
            })
        let report = await client.cancel(json: try JSONValue(jsonBytes: spec.input()))
        await client.shutdown()
        var text = shown.withLock(\.self)
        #expect(text.contains("\(name) cancelOrder #"))
        for value in [report, client, transport, venue.ledger] as [Any] {
            text += "\(value) \(String(reflecting: value)) "
            dump(value, to: &text)
        }
        #expect(!text.contains("planted-secret"), "a secret was shown")
        await transport.shutdown()
        await server.stop()
        return (report, venue)
    }

    @Test(arguments: Venues.names, faults)
    func aFaultLeadsToItsDocumentedOutcome(_ name: String, _ fault: Fault) async throws {
        let (report, venue) = try await Self.call(name, fault)
        #expect(report.outcome.word == DocumentedOutcome.word(of: fault, at: name), "\(report)")
        #expect(report.attempts.count == 1)
        let requests = venue.ledger.requests
        #expect(requests.count { !$0.isDuplicate } == 1)
        #expect(requests.first?.fault == fault)
        #expect(venue.orders(in: .canceled).count == (fault.isApplied ? 1 : 0))
    }

    @Test(
        arguments: Venues.names,
        [Fault.delayBefore(.seconds(3600)), .delayAfter(.seconds(3600)), .slowDrip(.seconds(3600))])
    func nothingHangsPastTheDeadline(_ name: String, _ fault: Fault) async throws {
        let (report, venue) = try await Self.call(name, fault, retry: RetryPolicy(), deadline: .milliseconds(500))
        #expect(report.outcome == .unknown(.timeout), "\(report)")
        #expect(venue.ledger.requests.count == 1)
    }

    @Test(arguments: Venues.names) func anotherHostARedirectNamesReceivesNothing(_ name: String) async throws {
        let spec = try Venues.named(name)
        let other = try LoopbackServer(venue: SimulatedVenue(spec))
        let (report, venue) = try await Self.call(name, .redirect("http://localhost:\(other.port)/"))
        #expect(report.outcome == .unknown(.undocumented))
        #expect(report.evidence?.status == 307)
        #expect(venue.ledger.requests.count == 1)
        #expect(other.venue.ledger.requests.isEmpty)
        await other.stop()
    }

    @Test(arguments: Venues.names) func anAnswerLostOnceIsNeverReportedAsAFailure(_ name: String) async throws {
        let (report, venue) = try await Self.call(name, .dropAfterApply, retry: RetryPolicy(base: .milliseconds(1)))
        let isRepeatable = try #require(try Venues.named(name).client).repeatability == .safe
        #expect(report.attempts.count == (isRepeatable ? 2 : 1), "\(report)")
        #expect(venue.ledger.requests.count == report.attempts.count)
        #expect(report.followsUnknownAttempt == (isRepeatable && report.evidence != nil), "\(report)")
        switch report.outcome {
        case .canceled, .gone: #expect(isRepeatable)
        case .unknown: break
        default: Issue.record("\(report)")
        }
    }
}
