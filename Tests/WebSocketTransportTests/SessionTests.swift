import Foundation
import Synchronization
import TestScheduling
import Testing
import VenueRuntime
import WebSocketTransport

/// Sessions over sockets, against a server that shares no code with this package and counts what it receives.
@Suite(.bounded, .timeLimit(.minutes(1))) struct SessionTests {
    /// What a session told its observer.
    final class Told: Sendable {
        private let list = Mutex<[SocketSessionEvent]>([])
        var events: [SocketSessionEvent] { list.withLock(\.self) }
        func append(_ event: SocketSessionEvent) { list.withLock { $0.append(event) } }
    }

    /// Runs a test with a session over a transport, both of which are shut down afterwards.
    private func withSession(
        login: (@Sendable (SocketLoginExchange) async -> SocketFailure?)? = nil,
        _ change: (inout SocketSession.Options) -> Void = { _ in },
        _ body: (SocketSession, Told, WebSocketTransport) async throws -> Void
    ) async throws {
        try await withServer { server, transport in
            var options = SocketSession.Options()
            options.backoff.first = .milliseconds(1)
            change(&options)
            let (told, request) = (Told(), try handshake())
            let session = SocketSession(
                server: try server.url(), transport: transport, options: options,
                handshake: { () throws(SocketFailure) in request }, login: login, replyID: replyID,
                observer: { told.append($0) })
            defer { session.shutdown() }
            try await body(session, told, transport)
        }
    }

    /// How often the server received frames of an id, by its own count.
    private func count(_ id: String, _ session: SocketSession) async throws -> Int {
        let report = await call(session, "counts-\(UUID().uuidString)", "counts")
        guard case .object(let members)? = member("counts", of: report.reply) else {
            throw SocketFailure(.connectionFailed, detail: "no counts in \(report)")
        }
        guard case .number(let number)? = members.first(where: { $0.name == id })?.value else { return 0 }
        return Int(number.text) ?? -1
    }

    private func call(
        _ session: SocketSession, _ id: String, _ work: String, _ members: String = "",
        within limit: Duration = .seconds(20)
    ) async -> SocketReport {
        await session.call(id: id, frame: frame(id, work, members), deadline: .now + limit)
    }

    @Test func callsInFlightAreAnsweredByTheirIdsWhateverTheOrder() async throws {
        try await withSession { session, _, _ in
            for round in 0..<4 {
                await withTaskGroup(of: (String, SocketReport).self) { group in
                    for number in 0..<256 {
                        let id = "\(round)-\(number)"
                        group.addTask {
                            (id, await call(session, id, "hold", #""count":256,"text":"of \#(id)""#))
                        }
                    }
                    for await (id, report) in group {
                        #expect(report.reply?.text == #"{"id": "\#(id)", "text": "of \#(id)"}"#, "\(report)")
                    }
                }
            }
            #expect(session.counts.connections == 1)
            #expect(session.counts.unclaimedReplies + session.counts.lateReplies + session.counts.secondReplies == 0)
            let count = try await count("3-255", session)
            #expect(count == 1)
        }
    }

    @Test(
        arguments: [
            ("close", #""code":1011"#, UnknownCause.connectionLost), ("reset", "", .connectionLost),
            ("binary", "", .unreadable), ("badtext", "", .unreadable), ("big", #""size":5000"#, .oversized),
            ("compressed", "", .connectionLost),
        ])
    func whatWasHandedOverIsUnknownWhereTheConnectionEnds(
        _ work: String, _ members: String, _ cause: UnknownCause
    ) async throws {
        try await withSession({ $0.settings.maximumFrameSize = 2000 }) { session, told, _ in
            #expect(await call(session, "first", "answer").reply != nil)
            let others = (1...5).map { number in Task { await call(session, "other-\(number)", "nothing") } }
            while try await count("other-5", session) == 0 {}
            let ended = await call(session, "7", work, members)
            #expect(ended.result == .unknown(cause), "\(ended)")
            for other in others { #expect(await other.value.result == .unknown(cause)) }
            // The next use opens another connection, over which nothing is sent again.
            #expect(try await count("7", session) == 1)
            #expect(try await count("other-1", session) == 1)
            #expect(session.counts.connections == 2)
            #expect(!"\(told.events)".contains("planted"))
        }
    }

    @Test func aReplyBeforeTheEndIsAnAnswer() async throws {
        try await withSession { session, _, _ in
            let report = await call(session, "1", "close", #""answer":true,"code":1000"#)
            #expect(report.reply?.text == #"{"id": "1"}"#)
        }
    }

    @Test func lateAndSecondRepliesAreTold() async throws {
        try await withSession { session, told, _ in
            let late = await call(session, "late", "hold", #""count":9"#, within: .milliseconds(300))
            #expect(late.result == .unknown(.timeout), "\(late)")
            #expect(await call(session, "1", "release").reply != nil)
            #expect(told.events.contains(.lateReply(id: "late", SocketFrame(#"{"id": "late"}"#))))
            let first = await call(session, "2", "twice")
            #expect(first.reply?.text == #"{"id": "2", "number": 1}"#)
            #expect(await call(session, "3", "answer").reply != nil)
            #expect(told.events.contains(.secondReply(id: "2", SocketFrame(#"{"id": "2", "number": 2}"#))))
        }
    }

    @Test func eventsGoToWhoeverListens() async throws {
        try await withSession { session, _, _ in
            var news = session.news().makeAsyncIterator()
            #expect(await call(session, "1", "events", #""count":100"#).reply != nil)
            for number in 0..<100 {
                let next = await news.next()
                #expect(next == .frame(SocketFrame(#"{"event": \#(number)}"#)))
            }
        }
    }

    @Test func shutdownOfTheTransportEndsCallsInFlight() async throws {
        try await withSession { session, _, transport in
            let calls = (1...20).map { number in Task { await call(session, "\(number)", "nothing") } }
            while try await count("20", session) == 0 {}
            await transport.shutdown()
            for call in calls { #expect(await call.value.result == .unknown(.interrupted)) }
            #expect(await call(session, "more", "answer").result == .notSent(.interrupted))
        }
    }

    @Test func aCancelledCallEndsAtOnce() async throws {
        try await withSession { session, _, _ in
            let waiting = Task { await call(session, "1", "nothing") }
            while try await count("1", session) == 0 {}
            waiting.cancel()
            #expect(await waiting.value.result == .unknown(.interrupted))
        }
    }

    @Test func aLoginRunsOnceOnEachConnectionAndItsSecretsAreShownNowhere() async throws {
        let login: @Sendable (SocketLoginExchange) async -> SocketFailure? = { exchange in
            let report = await exchange.call(id: "login", frame: frame("login", "login", #""token":"planted-key""#))
            guard member("accepted", of: report.reply) == .boolean(true) else {
                return SocketFailure(.credentialsUnavailable, detail: "login \(report)")
            }
            return nil
        }
        try await withSession(login: login) { session, told, _ in
            var reports: [SocketReport] = []
            for number in 1...3 {
                let report = await call(session, "\(number)", "guarded")
                #expect(member("accepted", of: report.reply) == .boolean(true), "\(report)")
                reports.append(report)
                reports.append(await call(session, "end-\(number)", "close", #""code":1000"#))
            }
            #expect(session.counts.connections == 3)
            let count = try await count("login", session)
            #expect(count == 4)
            var shown = "\(reports) \(told.events) \(session) \(session.counts)"
            for value in reports as [Any] + told.events + [session] { dump(value, to: &shown) }
            #expect(!shown.contains("planted-"), "\(shown)")
        }
    }

    @Test func aLoginThatIsRefusedLeavesNothingSent() async throws {
        let login: @Sendable (SocketLoginExchange) async -> SocketFailure? = { exchange in
            let report = await exchange.call(id: "login", frame: frame("login", "login", #""token":"planted-wrong""#))
            return member("accepted", of: report.reply) == .boolean(true)
                ? nil : SocketFailure(.credentialsUnavailable, detail: "login \(report)")
        }
        try await withSession(login: login) { session, told, _ in
            let report = await call(session, "1", "guarded")
            #expect(report.result == .notSent(.credentialsUnavailable))
            #expect(!"\(report) \(told.events)".contains("planted-"))
        }
    }
}
