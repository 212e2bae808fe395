import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Many cancels under random faults: what the client says and what the ledger holds never contradict each other.
@Suite(.bounded) struct SoakTests {
    /// How many orders each venue gets.
    private static let count = 400

    /// Every fault with an equal share, leaving a quarter of the requests alone.
    private static func conduct(seed: UInt64) -> VenueConduct {
        let faults = Fault.all.map { fault -> Fault in
            switch fault {
            case .delayBefore: .delayBefore(.milliseconds(1))
            case .delayAfter: .delayAfter(.milliseconds(1))
            case .slowDrip: .slowDrip(.microseconds(1))
            case .oversized: .oversized(8192)
            default: fault
            }
        }
        let rules = faults.map { FaultPlan.Rule($0, share: 0.75 / Double(faults.count)) }
        return VenueConduct(
            filledFirst: 0.05, expiredFirst: 0.05, limitsRate: false, faults: FaultPlan(rules: rules, seed: seed))
    }

    /// Cancels every order once, several at a time.
    private static func run(_ spec: Venue, seed: UInt64, width: Int) async throws -> (SimulatedVenue, [String]) {
        let venue = try SimulatedVenue(spec, conduct: conduct(seed: seed))
        let transport = SimulatedTransport(to: venue, bodyLimit: 4096)
        let words = try await withThrowingTaskGroup(of: [(Int, String)].self) { group in
            for lane in 0..<width {
                group.addTask {
                    var words: [(Int, String)] = []
                    for number in stride(from: lane, to: count, by: width) {
                        let input = spec.input(number + 1)
                        let call = try await Call.cancel(spec, input: input, over: transport)
                        words.append((number, call.outcome.word))
                    }
                    return words
                }
            }
            return try await group.reduce(into: [(Int, String)]()) { $0 += $1 }
        }
        await transport.shutdown()
        return (venue, words.sorted { $0.0 < $1.0 }.map(\.1))
    }

    @Test(arguments: Venues.names)
    func clientAndLedgerAgreeOnEveryOrder(_ name: String) async throws {
        let spec = try Venues.named(name)
        let (venue, words) = try await Self.run(spec, seed: 7, width: 4)
        let ledger = venue.ledger
        let operation = try #require(spec.operations.first)
        #expect(ledger.requests.count { !$0.isDuplicate } == Self.count)
        for (number, word) in words.enumerated() {
            let value = try Self.identifier(number + 1, spec, operation)
            let request = try #require(ledger.requests.first { $0.order?.values.contains(value) == true })
            let order = try #require(request.order)
            #expect(ledger.requestCount(for: order) == 1)
            let state = venue.state(of: order)
            switch word {
            case "canceled": #expect(state == .canceled, "\(order)")
            case "pendingCancel": #expect(state == .canceled || state == .pendingCancel, "\(order)")
            case "tooLate(filled)": #expect(state == .filled, "\(order)")
            case "tooLate(expired)": #expect(state == .expired, "\(order)")
            case "gone": #expect(state?.isTerminal == true, "\(order)")
            case _ where word.hasPrefix("notSent"): Issue.record("\(order) was sent and reported as \(word)")
            default: break
            }
        }
    }

    @Test func aSeedRepeatsARunHoweverItInterleaves() async throws {
        let spec = try Venues.named("CrossTrade")
        let first = try await Self.run(spec, seed: 11, width: 1).1
        let second = try await Self.run(spec, seed: 11, width: 5).1
        let other = try await Self.run(spec, seed: 12, width: 5).1
        #expect(first == second)
        #expect(first != other)
    }

    /// The value that tells one order's input from another's.
    private static func identifier(
        _ number: Int, _ spec: Venue, _ operation: CallDescription
    ) throws -> String {
        let json = try JSONValue(jsonBytes: spec.input(number))
        switch json[try #require(operation.lastIdentifier)] {
        case .string(let text): return text
        case .number(let number): return number.text
        default: return ""
        }
    }
}
