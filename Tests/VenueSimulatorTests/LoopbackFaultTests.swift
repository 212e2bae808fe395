import Foundation
import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// What an unmodified client sees of each fault over a socket; everything it leaves behind is counted.
@Suite(.bounded, .serialized) struct LoopbackFaultTests {
    /// A server with one fault for the first request.
    private static func server(_ fault: Fault?) throws -> LoopbackServer {
        let spec = try Venues.named("CrossTrade")
        let conduct = VenueConduct(secrets: spec.secrets, faults: FaultPlan(script: [fault]))
        return try LoopbackServer(venue: SimulatedVenue(spec, conduct: conduct))
    }

    /// Cancels an order with `curl`.
    private static func curl(_ server: LoopbackServer, _ options: String...) async throws -> Tool.Result {
        let path = "/v1/api/accounts/Sim101/orders/ce0a8e5002ea463e856eb6384f5cee7e/cancel"
        return try await Tool.run(
            ["curl", "--silent", "--show-error", "--request", "POST", server.address + path, "--data", "{}"]
                + ["--header", "Authorization: Bearer planted-secret-token", "--write-out", "\n%{http_code}"] + options)
    }

    @Test(arguments: [
        // 52: nothing came back; 18: less than the announced length came.
        (Fault.dropAfterRead, 52), (.dropAfterApply, 52), (.dropMidBody, 18),
    ])
    func aDroppedConnectionIsSeenAsDropped(_ fault: Fault, _ status: Int) async throws {
        let server = try Self.server(fault)
        let result = try await Self.curl(server)
        #expect(Int(result.status) == status, "\(result)")
        #expect(server.venue.ledger.requests.count == 1)
        #expect(server.venue.orders(in: .canceled).count == (fault.isApplied ? 1 : 0))
        #expect(try await Self.curl(server).output.hasSuffix(fault.isApplied ? "\n400" : "\n200"))
        await server.stop()
    }

    @Test(arguments: [
        (Fault.serverError, "503"), (.serverErrorApplied, "503"), (.htmlPage, "200"), (.refusal, "200"),
        (.malformedJSON, "200"), (.redirect("http://127.0.0.1:9/"), "307"), (.duplicate, "400"),
        (.oversized(100_000), "200"), (.delayBefore(.milliseconds(50)), "200"), (.delayAfter(.milliseconds(50)), "200"),
        (.slowDrip(.milliseconds(1)), "200"),
    ])
    func anAnswerArrivesAsTheVenueMeantIt(_ fault: Fault, _ status: String) async throws {
        let server = try Self.server(fault)
        let result = try await Self.curl(server)
        #expect(result.status == 0, "\(result)")
        #expect(result.output.hasSuffix("\n" + status), "\(result.output.suffix(200))")
        if case .oversized(let size) = fault { #expect(result.output.utf8.count == size + status.utf8.count + 1) }
        #expect(server.venue.orders(in: .canceled).count == (fault.isApplied ? 1 : 0))
        await server.stop()
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [Fault.delayBefore(.seconds(3600)), .delayAfter(.seconds(3600)), .slowDrip(.seconds(3600))])
    func stoppingEndsWhatIsUnderWay(_ fault: Fault) async throws {
        let server = try Self.server(fault)
        async let result = Task { try await Self.curl(server) }.value
        while server.venue.ledger.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        await server.stop()
        #expect(try await result.status != 0)
        #expect(server.venue.orders(in: .canceled).count == 1)
    }

    @Test func aTakenPortIsReported() async throws {
        let first = try Self.server(nil)
        #expect(throws: ServerFailure(port: first.port)) {
            try LoopbackServer(venue: first.venue, port: first.port)
        }
        await first.stop()
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd"), "needs /proc"))
    func aStoppedServerLeavesNoDescriptorBehind() async throws {
        let before = try Self.descriptors()
        for number in 0..<100 {
            let fault = Fault.all[number % Fault.all.count]
            let server = try Self.server(fault.isWaiting ? .dropMidBody : fault)
            if number < Fault.all.count { _ = try await Self.curl(server, "--max-time", "5") }
            await server.stop()
        }
        // Each server has a socket, a poll set and a pipe of its own; other tests of the process open a few meanwhile.
        #expect(try Self.descriptors() - before < 50)
    }

    /// How many descriptors this process has open.
    private static func descriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
}

extension Fault {
    /// Whether the fault takes as long as it is told to.
    fileprivate var isWaiting: Bool {
        switch self {
        case .delayBefore, .delayAfter, .slowDrip: true
        default: false
        }
    }
}
