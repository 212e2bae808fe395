import Synchronization
import TestScheduling
import Testing
import VenueRuntime

/// The same three truths as over HTTP: answered, provably not sent, unknown; and nothing is sent twice.
@Suite(.bounded, .timeLimit(.minutes(1))) struct SocketSessionTests {
    // MARK: Answers

    @Test func eachCallIsAnsweredByItsIdWhateverTheOrder() async throws {
        let held = Mutex<[String]>([])
        let sockets = ScriptedSockets(serve: { text, connection in
            let all = held.withLock { held in
                held.append(text)
                return held.count == 200 ? held : []
            }
            for text in all.reversed() { connection.receive(text + " done") }
        })
        let scripted = try ScriptedSession(sockets)
        await withTaskGroup(of: (Int, SocketReport).self) { group in
            for number in 0..<200 { group.addTask { (number, await scripted.call("\(number)")) } }
            for await (number, report) in group {
                #expect(report.text == "\(number) hunter2 done")
                #expect(report.sent != nil)
            }
        }
        #expect(sockets.openings == 1)
        #expect(Set(sockets.connections[0].sent).count == 200)
        #expect(sockets.connections[0].sent.count == 200)
    }

    @Test func aReplyBeforeItsFrameLeftAnswersNothing() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        connection.hold()
        let call = await scripted.begin("7")
        connection.receive("7 early")
        #expect(scripted.told.events.last == .unclaimedReply(id: "7"))
        connection.release()
        await connection.waitUntilSent(1)
        connection.receive("7 right")
        #expect(await call.value.text == "7 right")
    }

    @Test func aLateReplyIsToldAndJudgedForNobody() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        let late = await scripted.begin("1", within: .seconds(1))
        scripted.clock.advance(by: .seconds(2))
        #expect(await late.value.result == .unknown(.timeout))
        // Its id is not given to another while its reply may still come.
        #expect(await scripted.call("1").result == .notSent(.invalidInput))
        connection.receive("1 late")
        #expect(scripted.told.events.last == .lateReply(id: "1", SocketFrame("1 late")))
        #expect(scripted.session.counts.lateReplies == 1)
    }

    @Test func theFirstReplyDecidesAndTheSecondIsTold() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        let call = await scripted.begin("1")
        connection.receive("1 first")
        connection.receive("1 second")
        #expect(await call.value.text == "1 first")
        #expect(scripted.told.events.last == .secondReply(id: "1", SocketFrame("1 second")))
        connection.receive("2 whose")
        #expect(scripted.told.events.last == .unclaimedReply(id: "2"))
        #expect(scripted.session.counts.secondReplies == 1)
        #expect(scripted.session.counts.unclaimedReplies == 1)
    }

    // MARK: Not sent, or unknown

    @Test func whereTheConnectionEndsWhatLeftIsUnknownAndWhatWaitedIsNotSent() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        let left = await scripted.begin("left")
        connection.hold()
        let waiting = await scripted.begin("waiting")
        connection.end(SocketEnding(.closed, code: 1001))
        #expect(await left.value.result == .unknown(.connectionLost))
        #expect(await waiting.value.result == .notSent(.connectionFailed))
        connection.release()
        #expect(connection.sent == ["left hunter2"])
        #expect(scripted.told.events.last == .ended(SocketEnding(.closed, code: 1001)))
    }

    @Test(arguments: SocketEnding.Cause.allCases)
    func theEndOfTheConnectionSaysWhyNothingIsKnown(_ cause: SocketEnding.Cause) async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        let call = await scripted.begin("1")
        connection.end(SocketEnding(cause))
        let expected: UnknownCause =
            switch cause {
            case .closed, .lost, .silent: .connectionLost
            case .oversized: .oversized
            case .unreadable: .unreadable
            case .closedHere, .shutDown: .interrupted
            }
        #expect(await call.value.result == .unknown(expected))
    }

    @Test func theDeadlineOfWhatWaitsIsNotSentAndOfWhatLeftUnknown() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        let left = await scripted.begin("left", within: .seconds(5))
        connection.hold()
        let waiting = await scripted.begin("waiting", within: .seconds(3))
        scripted.clock.advance(by: .seconds(4))
        #expect(await waiting.value.result == .notSent(.deadline))
        scripted.clock.advance(by: .seconds(4))
        #expect(await left.value.result == .unknown(.timeout))
        connection.release()
        #expect(connection.sent == ["left hunter2"])
        #expect(await scripted.call("late", within: .seconds(-1)).result == .notSent(.deadline))
    }

    @Test func aCancelledTaskEndsItsCall() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        let left = await scripted.begin("left")
        connection.hold()
        let waiting = await scripted.begin("waiting")
        left.cancel()
        waiting.cancel()
        #expect(await left.value.result == .unknown(.interrupted))
        #expect(await waiting.value.result == .notSent(.interrupted))
        connection.release()
        #expect(connection.sent == ["left hunter2"])
    }

    @Test(arguments: [(SocketRefusal.full, NotSentCause.localThrottle), (.ended, .connectionFailed)])
    func aFrameThatIsNotTakenIsNotSent(_ refusal: SocketRefusal, _ cause: NotSentCause) async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        connection.refuse(refusal)
        #expect(await scripted.call("1").result == .notSent(cause))
    }

    @Test func callsAreBoundedAndTheirIdsDiffer() async throws {
        let scripted = try ScriptedSession(changing: { $0.maximumCalls = 2 })
        let connection = await scripted.connected()
        let one = await scripted.begin("1")
        #expect(await scripted.call("1").result == .notSent(.invalidInput))
        let two = await scripted.begin("2")
        #expect(await scripted.call("3").result == .notSent(.localThrottle))
        connection.receive("1 a")
        connection.receive("2 b")
        #expect(await one.value.text == "1 a")
        #expect(await two.value.text == "2 b")
        // An id that was answered stays that call's as long as the connection stands.
        #expect(await scripted.call("2").result == .notSent(.invalidInput))
    }

    @Test func shutdownEndsEveryCallAndRefusesMore() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        let left = await scripted.begin("left")
        connection.hold()
        let waiting = await scripted.begin("waiting")
        let news = scripted.session.news()
        scripted.session.shutdown()
        #expect(await left.value.result == .unknown(.interrupted))
        #expect(await waiting.value.result == .notSent(.interrupted))
        #expect(await scripted.call("more").result == .notSent(.interrupted))
        #expect(connection.isClosed)
        for await _ in news { Issue.record("news after the end") }
        for await _ in scripted.session.news() { Issue.record("news of a session that is shut down") }
        #expect(await scripted.session.connect(deadline: scripted.clock.now + .seconds(1))?.cause == .interrupted)
    }

    @Test func aSessionThatNobodyHoldsClosesItsConnection() async throws {
        let sockets = ScriptedSockets()
        do {
            let scripted = try ScriptedSession(sockets)
            _ = await scripted.connected()
        }
        let connection = await sockets.connection()
        while !connection.isClosed { await Task.yield() }
    }

    // MARK: News

    @Test func framesThatAreNoRepliesGoToWhoeverListens() async throws {
        let scripted = try ScriptedSession()
        let connection = await scripted.connected()
        connection.receive("event 0")
        #expect(scripted.session.counts.unheardFrames == 1)
        var (one, other) = (scripted.session.news().makeAsyncIterator(), scripted.session.news().makeAsyncIterator())
        connection.receive("event 1")
        connection.end()
        for _ in 0..<2 {
            #expect(await one.next() == .frame(SocketFrame("event 1")))
            #expect(await one.next() == .gap(.connectionEnded(SocketEnding(.lost))))
            swap(&one, &other)
        }
    }

    @Test func aListenerThatIsTooSlowIsToldHowMuchItLost() async throws {
        let scripted = try ScriptedSession(changing: { $0.maximumWaitingNews = 3 })
        let connection = await scripted.connected()
        var news = scripted.session.news().makeAsyncIterator()
        for number in 1...5 { connection.receive("event \(number)") }
        for number in 1...3 { #expect(await news.next() == .frame(SocketFrame("event \(number)"))) }
        connection.receive("event 6")
        #expect(await news.next() == .gap(.overflow(3)))
        connection.receive("event 7")
        #expect(await news.next() == .frame(SocketFrame("event 7")))
    }

    @Test func listeningEndsWithItsTask() async throws {
        let scripted = try ScriptedSession()
        let news = scripted.session.news()
        let task = Task {
            for await _ in news { Issue.record("there is no news") }
        }
        task.cancel()
        await task.value
    }

    // MARK: Secrets

    @Test func framesAndRepliesAreNotShown() async throws {
        let scripted = try ScriptedSession(changing: { $0.maximumCalls = 1 })
        let connection = await scripted.connected()
        let call = await scripted.begin("1")
        let refused = await scripted.call("2")
        connection.receive("1 planted-reply")
        connection.receive("1 planted-reply")
        let report = await call.value
        var dumped = ""
        for value in [report, refused] as [Any] + scripted.told.events { dump(value, to: &dumped) }
        let shown = "\(report) \(refused) \(scripted.told.events) \(scripted.session.counts) \(dumped)"
        #expect(!shown.contains("planted-") && !shown.contains("hunter2"), "\(shown)")
        #expect("\(report)" == "answered <15 bytes>")
    }
}
