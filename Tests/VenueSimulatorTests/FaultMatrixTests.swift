import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Every fault at every venue leads to the outcome that is documented, and the ledger agrees with the client.
@Suite(.bounded) struct FaultMatrixTests {
    /// Every fault, with waits short enough for a test.
    private static let faults: [Fault] = Fault.all.map { fault in
        switch fault {
        case .delayBefore: .delayBefore(.milliseconds(20))
        case .delayAfter: .delayAfter(.milliseconds(20))
        case .slowDrip: .slowDrip(.microseconds(50))
        default: fault
        }
    }

    @Test func everyFaultIsInTheTable() {
        #expect(Set(DocumentedOutcome.faults) == Set(Fault.all.map(\.name)))
        #expect(Set(DocumentedOutcome.venues) == Set(Venues.names))
    }

    @Test(arguments: Venues.names, Self.faults)
    func aFaultLeadsToItsDocumentedOutcome(_ name: String, _ fault: Fault) async throws {
        let spec = try Venues.named(name)
        let conduct = VenueConduct(secrets: spec.secrets, faults: FaultPlan(script: [fault]))
        let venue = try SimulatedVenue(spec, conduct: conduct)
        #expect(venue.plays(fault))
        let transport = SimulatedTransport(to: venue)
        let call = try await Call.cancel(spec, input: spec.input(), over: transport)

        #expect(call.outcome.word == DocumentedOutcome.word(of: fault, at: name))

        let received = venue.ledger.requests
        #expect(received.count == (fault == .duplicate ? 2 : 1))
        let request = try #require(received.last)
        let order = try #require(request.order)
        #expect(request.fault == fault)
        #expect(venue.ledger.requestCount(for: order) == 1)
        #expect(venue.state(of: order) == (fault.isApplied ? .canceled : nil))
        if case .unknown(.connectionLost) = call.outcome {
        } else if fault.name != "oversized" {
            #expect(received.first?.told == call.outcome.word)
        }
        // The next cancel meets no fault and an order in the state the ledger tells.
        let next = try await Call.cancel(spec, input: spec.input(), over: transport)
        if !fault.isApplied { #expect(next.outcome.word == DocumentedOutcome.success(at: name)) }
        #expect(venue.state(of: order) == .canceled)
        #expect(venue.ledger.transitions.map(\.to) == [.pendingCancel, .canceled])
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: Venues.names,
        [Fault.delayBefore(.seconds(3600)), .delayAfter(.seconds(3600)), .slowDrip(.seconds(3600))])
    func nothingHangsPastTheDeadline(_ name: String, _ fault: Fault) async throws {
        let spec = try Venues.named(name)
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(faults: FaultPlan(script: [fault])))
        let transport = SimulatedTransport(to: venue)
        let call = try await Call.cancel(spec, input: spec.input(), over: transport, within: .milliseconds(300))
        #expect(call.outcome == .unknown(.timeout))
        // The venue works on what it has received, whether or not somebody waits.
        #expect(venue.orders(in: .canceled).count == 1)
        await transport.shutdown()
    }

    @Test func aRefusalIsNotPlayedWhereNoneIsDocumented() throws {
        var spec = try Venues.named("CrossTrade")
        for index in spec.operations.indices {
            for example in spec.operations[index].examples.indices {
                spec.operations[index].examples[example].replies.removeAll { reply in
                    if case .rejected = reply.outcome { true } else { false }
                }
            }
        }
        let venue = try SimulatedVenue(spec, conduct: VenueConduct(faults: FaultPlan(script: [.refusal])))
        #expect(!venue.plays(.refusal))
    }

    @Test func aSpecWithoutARecordedSuccessIsReported() throws {
        var spec = try Venues.named("CrossTrade")
        for index in spec.operations.indices { spec.operations[index].examples = [] }
        #expect {
            try SimulatedVenue(spec)
        } throws: { error in
            "\(error)".contains("CrossTrade.cancelOrder records no reply to an accepted cancel; add an example")
        }
    }
}

extension CancelOutcome {
    /// The outcome's word; how long to wait is not part of it.
    var word: String {
        if case .throttled(_, let processing) = self {
            return CancelOutcome.throttled(retryAfter: nil, processing: processing).description
        }
        return description
    }
}
