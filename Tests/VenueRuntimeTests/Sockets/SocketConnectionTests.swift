import Synchronization
import TestScheduling
import Testing
import VenueRuntime

/// When a session opens its connection, logs in, and waits before it does so again.
@Suite(.bounded, .timeLimit(.minutes(1))) struct SocketConnectionTests {
    private static let answering = { @Sendable (text: String, connection: ScriptedConnection) in
        connection.receive(text.split(separator: " ").first.map { "\($0) done" } ?? "")
    }

    // MARK: Opening

    @Test func theConnectionIsOpenedOnFirstUseAndKept() async throws {
        let scripted = try ScriptedSession(ScriptedSockets(serve: Self.answering))
        #expect(scripted.sockets.openings == 0)
        #expect(await scripted.call("1").text == "1 done")
        #expect(await scripted.call("2").text == "2 done")
        #expect(scripted.sockets.openings == 1)
        #expect(scripted.told.events == [.ready])
    }

    @Test func theConnectionCanBeOpenedAheadOfTime() async throws {
        let scripted = try ScriptedSession(ScriptedSockets(serve: Self.answering))
        #expect(await scripted.session.connect(deadline: scripted.clock.now + .seconds(1)) == nil)
        #expect(await scripted.session.connect(deadline: scripted.clock.now + .seconds(1)) == nil)
        #expect(scripted.sockets.openings == 1)
        #expect(await scripted.call("1").text == "1 done")
    }

    @Test func callsWaitForTheConnectionUntilTheirDeadline() async throws {
        let gate = Mutex(false)
        let sockets = ScriptedSockets(
            failure: { _ in
                while !gate.withLock(\.self) { await Task.yield() }
                return nil
            }, serve: Self.answering)
        let scripted = try ScriptedSession(sockets)
        let short = Task { await scripted.call("1", within: .seconds(1)) }
        let long = Task { await scripted.call("2", within: .seconds(9)) }
        let cancelled = Task { await scripted.call("3", within: .seconds(9)) }
        let connecting = Task { await scripted.session.connect(deadline: scripted.clock.now + .seconds(1)) }
        while sockets.openings == 0 { await Task.yield() }
        cancelled.cancel()
        #expect(await cancelled.value.result == .notSent(.interrupted))
        await scripted.clock.advance(by: .seconds(2), afterSleepers: 1)
        #expect(await short.value.result == .notSent(.deadline))
        #expect(await connecting.value == SocketFailure(.deadline))
        gate.withLock { $0 = true }
        #expect(await long.value.text == "2 done")
        #expect(sockets.connections[0].sent == ["2 hunter2"])
    }

    @Test func aCallAfterTheConnectionEndedOpensAnother() async throws {
        let scripted = try ScriptedSession(ScriptedSockets(serve: Self.answering))
        for number in 1...20 {
            #expect(await scripted.call("1").text == "1 done")
            #expect(scripted.sockets.openings == number)
            await scripted.sockets.connection(number).end()
        }
        #expect(scripted.session.counts.connections == 20)
    }

    @Test func whatAnEarlierConnectionTellsIsPassedOver() async throws {
        let scripted = try ScriptedSession()
        let first = await scripted.connected()
        let one = await scripted.begin("1")
        first.receive("1 done")
        _ = await one.value
        first.end()
        let two = Task { await scripted.call("1") }
        let second = await scripted.sockets.connection(2)
        await second.waitUntilSent(1)
        first.receive("1 of another connection")
        first.end()
        second.receive("1 right")
        #expect(await two.value.text == "1 right")
    }

    // MARK: Failures

    @Test func failuresAreFollowedByLongerAndLongerWaits() async throws {
        let sockets = ScriptedSockets(
            failure: { $0 <= 8 ? SocketFailure(.connectionFailed, status: 503, detail: "busy") : nil },
            serve: Self.answering)
        let scripted = try ScriptedSession(
            sockets, changing: { ($0.backoff.first, $0.backoff.longest) = (.seconds(1), .seconds(8)) })
        for (number, wait) in [1, 2, 4, 8, 8, 8, 8, 8].enumerated() {
            let failed = await scripted.call("a")
            #expect(failed.result == .notSent(.connectionFailed))
            #expect(failed.detail?.contains("busy") == true)
            #expect(sockets.openings == number + 1)
            scripted.clock.advance(by: .seconds(wait) - .milliseconds(1))
            // However many calls there are meanwhile, nothing is opened.
            for _ in 1...5 { #expect(await scripted.call("b").result == .notSent(.connectionFailed)) }
            #expect(await scripted.session.connect(deadline: scripted.clock.now + .seconds(1))?.status == 503)
            #expect(sockets.openings == number + 1)
            scripted.clock.advance(by: .milliseconds(1))
        }
        #expect(await scripted.call("c").text == "c done")
        // What answered a call was no failure: the next connection comes at once.
        await sockets.connection().end()
        #expect(await scripted.call("d").text == "d done")
    }

    @Test func aConnectionThatEndsWithoutAnAnswerIsAFailure() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        connection.end()
        #expect(await scripted.call("1").result == .notSent(.connectionFailed))
        #expect(scripted.sockets.openings == 1)
    }

    @Test func whoeverWaitsForAConnectionIsToldWhyThereIsNone() async throws {
        let sockets = ScriptedSockets(failure: { _ in SocketFailure(.tlsFailed, detail: "the certificate is refused") })
        let scripted = try ScriptedSession(sockets)
        let failure = await scripted.session.connect(deadline: scripted.clock.now + .seconds(1))
        #expect(failure == SocketFailure(.tlsFailed, detail: "the certificate is refused"))
        #expect(await scripted.call("1").result == .notSent(.tlsFailed))
        #expect(scripted.told.events == [.failed(SocketFailure(.tlsFailed, detail: "the certificate is refused"))])
    }

    // MARK: Login

    /// Logs in with one call, whose reply says `yes` or something else.
    private static func logIn(_ exchange: SocketLoginExchange) async -> SocketFailure? {
        let report = await exchange.call(id: "login", frame: "login planted-key")
        return report.text == "login yes" ? nil : SocketFailure(.credentialsUnavailable, detail: "login \(report)")
    }

    @Test func aLoginComesBeforeEveryOtherCallOnEveryConnection() async throws {
        let sockets = ScriptedSockets(serve: { text, connection in
            if text.hasPrefix("login") { connection.receive("login yes") } else { Self.answering(text, connection) }
        })
        let scripted = try ScriptedSession(sockets, login: Self.logIn)
        for number in 1...3 {
            await withTaskGroup(of: Void.self) { group in
                for id in 1...10 { group.addTask { #expect(await scripted.call("\(id)").text == "\(id) done") } }
            }
            let connection = await sockets.connection(number)
            #expect(connection.sent.first == "login planted-key")
            #expect(connection.sent.filter { $0.hasPrefix("login") }.count == 1)
            #expect(connection.sent.count == 11)
            connection.end()
        }
    }

    @Test func callsThatWaitForALoginThatFailsAreNotSent() async throws {
        let sockets = ScriptedSockets(serve: { text, connection in
            if text.hasPrefix("login") { connection.receive("login no planted-token") }
        })
        let scripted = try ScriptedSession(sockets, login: Self.logIn)
        let report = await scripted.call("1")
        #expect(report.result == .notSent(.credentialsUnavailable))
        #expect(sockets.connections[0].sent == ["login planted-key"])
        #expect(sockets.connections[0].isClosed)
        // It is not tried again at once.
        #expect(await scripted.call("2").result == .notSent(.credentialsUnavailable))
        #expect(sockets.openings == 1)
        #expect(!"\(report) \(scripted.told.events)".contains("planted-"))
    }

    @Test func aConnectionThatEndsDuringItsLoginLeavesNothingSent() async throws {
        let sockets = ScriptedSockets(serve: { text, connection in
            if text.hasPrefix("login") { connection.end(SocketEnding(.closed, code: 1008)) }
        })
        let scripted = try ScriptedSession(sockets, login: Self.logIn)
        #expect(await scripted.call("1").result == .notSent(.connectionFailed))
        #expect(sockets.connections[0].sent == ["login planted-key"])
    }

    @Test func anOpeningThatTakesTooLongIsGivenUp() async throws {
        let sockets = ScriptedSockets(failure: { number in
            // As long as the session lets it.
            while number == 1, !Task.isCancelled { await Task.yield() }
            return nil
        })
        let scripted = try ScriptedSession(sockets, changing: { $0.openTimeout = .seconds(5) })
        let call = Task { await scripted.call("1") }
        while sockets.openings == 0 { await Task.yield() }
        scripted.clock.advance(by: .seconds(6))
        #expect(await call.value.result == .notSent(.deadline))
        // What comes too late is closed, and not used.
        while sockets.connections.first?.isClosed != true { await Task.yield() }
        scripted.clock.advance(by: .seconds(1))
        #expect(await scripted.session.connect(deadline: scripted.clock.now + .seconds(1)) == nil)
        #expect(sockets.openings == 2)
    }

    @Test func aLoginThatTakesTooLongIsGivenUp() async throws {
        let scripted = try ScriptedSession(login: Self.logIn, changing: { $0.openTimeout = .seconds(5) })
        let call = Task { await scripted.call("1") }
        let connection = await scripted.sockets.connection()
        await connection.waitUntilSent(1)
        scripted.clock.advance(by: .seconds(6))
        #expect(await call.value.result == .notSent(.credentialsUnavailable))
        while !connection.isClosed { await Task.yield() }
        #expect(connection.sent == ["login planted-key"])
    }

    @Test func aCallOfALoginThatIsOverIsNotSent() async throws {
        let kept = Mutex<SocketLoginExchange?>(nil)
        let scripted = try ScriptedSession(
            ScriptedSockets(serve: Self.answering),
            login: { exchange in
                kept.withLock { $0 = exchange }
                return nil
            })
        #expect(await scripted.call("1").text == "1 done")
        let taken = kept.withLock(\.self)
        let exchange = try #require(taken)
        #expect(await exchange.call(id: "x", frame: "x").result == .notSent(.interrupted))
    }

    // MARK: Addresses

    @Test(
        arguments: [
            ("wss://sockets.example/v1/", "wss://sockets.example/v1", true),
            ("ws://127.0.0.1:8080", "ws://127.0.0.1:8080", false),
            ("WSS://Sockets.Example", "wss://sockets.example", true),
        ])
    func anAddressIsReadAsThatOfHTTP(_ text: String, _ shown: String, _ isSecure: Bool) throws {
        let url = try SocketURL(text)
        #expect(url.description == shown)
        #expect(url.isSecure == isSecure)
        #expect(url == SocketURL(url.base))
    }

    @Test(
        arguments: [
            ("https://sockets.example", InvalidBaseURL.Problem.unknownSocketScheme), ("", .unknownSocketScheme),
            ("ws://sockets.example", .insecureSocket), ("wss://a:b@sockets.example", .userInformation),
            ("wss://sockets.example/?token=planted-token", .query),
        ])
    func anAddressThatIsNoneIsRefused(_ text: String, _ problem: InvalidBaseURL.Problem) throws {
        let error = #expect(throws: InvalidBaseURL.self) { try SocketURL(text) }
        #expect(error?.problem == problem)
        #expect(try !SocketURL("ws://sockets.example", allowInsecure: true).isSecure)
    }
}
