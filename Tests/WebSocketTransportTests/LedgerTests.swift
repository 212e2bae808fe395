import TestScheduling
import Testing
import VenueRuntime
import WebSocketTransport

/// What calls are said to have come to, against what the server received.
@Suite(.bounded, .timeLimit(.minutes(2))) struct LedgerTests {
    private enum Kind: Hashable { case answered, notSent, unknown }

    @Test func noCallIsSentTwiceAndNoneThatWasNotSentArrives() async throws {
        try await withServer { server, transport in
            let session = try Self.session(server, transport)
            let kinds = await withTaskGroup(of: [String: Kind].self, returning: [String: Kind].self) { group in
                for caller in 0..<48 {
                    group.addTask {
                        var (kinds, random): ([String: Kind], Random) = ([:], Random(state: UInt64(caller)))
                        for number in 0..<60 {
                            let id = "\(caller)-\(number)"
                            kinds[id] = await Self.call(session, id, &random)
                        }
                        return kinds
                    }
                }
                return await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
            }
            session.shutdown()
            let counts = try await Self.counts(server, transport)
            var seen: [Kind: Int] = [:]
            for (id, kind) in kinds {
                seen[kind, default: 0] += 1
                let count = counts[id] ?? 0
                switch kind {
                case .answered: #expect(count == 1, "\(id) was answered, and received \(count) times")
                case .notSent: #expect(count == 0, "\(id) was not sent, and received \(count) times")
                case .unknown: #expect(count <= 1, "\(id) was received \(count) times")
                }
            }
            #expect(kinds.count == 48 * 60)
            // Else it would prove little.
            for kind in [Kind.answered, .notSent, .unknown] { #expect(seen[kind] ?? 0 > 20, "\(seen)") }
            #expect(session.counts.connections > 20, "\(session.counts)")
        }
    }

    /// Makes one call, which chance lets end in one way or another.
    private static func call(_ session: SocketSession, _ id: String, _ random: inout Random) async -> Kind {
        let chance = Int.random(in: 0..<100, using: &random)
        let (work, members) =
            switch chance {
            case 0: ("reset", "")
            case 1: ("close", #""code":1001,"answer":true"#)
            case 2: ("noise", #""seed":\#(Int.random(in: 0..<1000, using: &random))"#)
            case 3: ("twice", "")
            case 4...6: ("nothing", "")
            default: ("answer", "")
            }
        let limit: Duration = chance < 10 ? .milliseconds(Int.random(in: 0...40, using: &random)) : .seconds(30)
        let call = Task { await session.call(id: id, frame: frame(id, work, members), deadline: .now + limit) }
        if chance > 95 {
            for _ in 0..<Int.random(in: 0..<20, using: &random) { await Task.yield() }
            call.cancel()
        }
        switch await call.value.result {
        case .answered: return .answered
        case .unknown: return .unknown
        case .notSent:
            // Lets the time after a failure pass, so that not all calls fall into it.
            try? await Task.sleep(for: .milliseconds(2))
            return .notSent
        }
    }

    private static func session(_ server: SocketServer, _ transport: WebSocketTransport) throws -> SocketSession {
        var options = SocketSession.Options()
        (options.backoff.first, options.backoff.longest) = (.milliseconds(1), .milliseconds(2))
        let request = try handshake()
        return SocketSession(
            server: try server.url(), transport: transport, options: options,
            handshake: { () throws(SocketFailure) in request }, replyID: replyID)
    }

    /// How often the server received frames, by their ids.
    private static func counts(_ server: SocketServer, _ transport: WebSocketTransport) async throws -> [String: Int] {
        let session = try session(server, transport)
        defer { session.shutdown() }
        let report = await session.call(id: "counts", frame: frame("counts", "counts"), deadline: .now + .seconds(20))
        guard case .object(let members)? = member("counts", of: report.reply) else {
            throw SocketFailure(.connectionFailed, detail: "no counts in \(report)")
        }
        return members.reduce(into: [:]) { counts, member in
            if case .number(let number) = member.value { counts[member.name] = Int(number.text) }
        }
    }

    /// Random numbers that are the same in every run (SplitMix64).
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
