import TestScheduling
import Testing
import VenueRuntime

/// The first page that names the order decides, and it is absent only from a list that was read to its end.
@Suite(.bounded) struct PageTests {
    private func read(_ pages: [ScriptedTransport.Step]) async throws -> (OrderRead?, [String]) {
        let transport = ScriptedTransport([.answer(202), .answer(404)] + pages)
        let client = try probe(Probe.Listed.self, transport) { $0.retry = .never }
        let report = await client.cancel(.init(orderID: "7"), confirm: .within(.milliseconds(1500)))
        return (report.reads.last, transport.sent.dropFirst(2).map(\.line))
    }

    @Test func theFirstPageThatNamesTheOrderDecides() async throws {
        let (read, lines) = try await read([
            .answer(200, body: "1 working\nnext b"), .answer(200, body: "7 canceled 0.5/1\nnext c"),
        ])
        #expect(read?.state == .canceled)
        #expect(read?.quantities?.filled == ExactDecimal("0.5"))
        #expect(read?.name == "listOrders")
        #expect(read?.attempts.count == 2)
        #expect(read?.attempts.map(\.state) == [nil, .canceled])
        #expect(lines == ["GET /orders", "GET /orders?page=b"])
    }

    @Test func anOrderIsAbsentOnlyFromTheWholeList() async throws {
        let (read, lines) = try await read([
            .answer(200, body: "1 working\nnext b"), .answer(200, body: "2 working"),
        ])
        #expect(read?.state == .gone)
        #expect(read?.evidence?.rule == "no row")
        #expect(lines.count == 2)
    }

    @Test func pagesBeyondTheBoundLeaveTheOrderUnknown() async throws {
        let (read, lines) = try await read((1...3).map { .answer(200, body: "\($0) working\nnext p\($0)") })
        #expect(read?.state == .unknown(.inconclusive))
        #expect(read?.evidence?.rule == "not on the first 3 pages, and more follow")
        #expect(lines == ["GET /orders", "GET /orders?page=p1", "GET /orders?page=p2"])
    }

    @Test func aPageThatNamesItselfAsTheNextIsNotFollowed() async throws {
        let (read, lines) = try await read([
            .answer(200, body: "1 working\nnext b"), .answer(200, body: "2 working\nnext b"),
        ])
        #expect(read?.state == .unknown(.inconclusive))
        #expect(lines.count == 2)
    }

    @Test(arguments: [
        (ScriptedTransport.Step.answer(500), "unknown(serverError)"), (.answer(302), "unknown(undocumented)"),
        (.unknown(.connectionLost), "unknown(connectionLost)"), (.notSent(.hostNotFound), "unknown(connectionLost)"),
    ])
    func aPageThatCannotBeReadProvesNothing(_ step: ScriptedTransport.Step, _ state: String) async throws {
        let (read, lines) = try await read([.answer(200, body: "1 working\nnext b"), step])
        #expect(read?.state.description == state)
        #expect(lines.count == 2)
    }
}
