import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// The simulated transport keeps the contract of transports.
@Suite(.bounded) struct TransportContractTests {
    private static func slow(_ fault: Fault?) throws -> (Venue, SimulatedVenue, SimulatedTransport) {
        let spec = try Venues.named("CrossTrade")
        let plan = FaultPlan(rules: fault.map { [FaultPlan.Rule($0)] } ?? [])
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(limitsRate: false, faults: plan))
        return (spec, venue, SimulatedTransport(to: venue))
    }

    @Test func aPassedDeadlineSendsNothing() async throws {
        let (spec, venue, transport) = try Self.slow(nil)
        let call = try await Call.cancel(spec, input: spec.input(), over: transport, within: .seconds(-1))
        #expect(call.outcome == .notSent(.deadline))
        #expect(call.events.isEmpty)
        #expect(venue.ledger.requests.isEmpty)
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        let (spec, venue, transport) = try Self.slow(nil)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await Call.cancel(spec, input: spec.input(), over: transport)
        }
        task.cancel()
        #expect(try await task.value.outcome == .notSent(.interrupted))
        #expect(venue.ledger.requests.isEmpty)
    }

    @Test(.timeLimit(.minutes(5))) func cancellationEndsACallUnderWay() async throws {
        let (spec, venue, transport) = try Self.slow(.delayAfter(.seconds(3600)))
        let task = Task { try await Call.cancel(spec, input: spec.input(), over: transport, within: .seconds(3600)) }
        while venue.ledger.requests.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let call = try await task.value
        #expect(call.outcome == .unknown(.interrupted))
        #expect(venue.orders(in: .canceled).count == 1)
    }

    @Test(.timeLimit(.minutes(5))) func shutdownEndsEveryCallAndRefusesFurtherOnes() async throws {
        let (spec, venue, transport) = try Self.slow(.delayBefore(.seconds(3600)))
        let calls = (0..<20).map { number in
            Task {
                try await Call.cancel(spec, input: spec.input(number), over: transport, within: .seconds(3600))
            }
        }
        while venue.ledger.requests.count < 20 { try await Task.sleep(for: .milliseconds(1)) }
        async let again: Void = transport.shutdown()
        await transport.shutdown()
        await again
        for call in calls { #expect(try await call.value.outcome == .unknown(.interrupted)) }
        let late = try await Call.cancel(spec, input: spec.input(), over: transport)
        #expect(late.outcome == .notSent(.interrupted))
        #expect(venue.ledger.requests.count == 20)
    }
}
