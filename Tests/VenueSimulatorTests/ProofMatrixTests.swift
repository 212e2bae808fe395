import TestScheduling
import Testing
import VenueRuntime
import VenueSimulator
import VenueSpec

/// Each outcome that a venue's cancel can have, each state its reads can show, and what both prove at last, through the
/// generated clients.
@Suite(.bounded) struct ProofMatrixTests {
    /// What a cancel came to, what is read afterwards, and what is proven then: `=` what the cancel came to, `!` what was
    /// read, `?` that nothing is known, `-` what the cancel came to, without a read.
    private static let table = """
        cancel          working  pendingCancel  canceled  tooLate  gone  unknownOrder  unknown
        canceled        -        -              -         -        -     -             -
        tooLate         -        -              -         -        -     -             -
        notSent         -        -              -         -        -     -             -
        pendingCancel   =        =              !         !        =     =             =
        alreadyPending  =        =              !         !        =     =             =
        unknownOrder    ?        ?              !         !        =     =             =
        gone            ?        ?              !         !        =     =             =
        rejected        =        =              !         !        =     =             =
        throttled       =        =              !         !        =     =             =
        unknown         =        =              !         !        =     =             =
        """

    private static let signs: [String: [String: String]] = {
        let rows = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        return rows.dropFirst().reduce(into: [:]) { signs, row in
            signs[row[0]] = Dictionary(uniqueKeysWithValues: zip(rows[0].dropFirst(), row.dropFirst()))
        }
    }()

    /// Answers cancels in one way and carries everything else to the venue.
    private struct Answering: Transport {
        let cancel: String
        let result: TransportReport.Result
        let reads: SimulatedTransport

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            if "\(request.method) \(request.target)" == cancel { return TransportReport(result) }
            return await reads.send(request, to: server, deadline: deadline, observer: observer)
        }

        func shutdown() async { await reads.shutdown() }
    }

    /// Cancels an order that stands somewhere at a venue, or does not exist, and confirms it.
    private func confirmed(
        _ spec: Venue, _ result: TransportReport.Result, state: SimulatedOrderState?
    ) async throws -> (CancelReport, SimulatedOrder?) {
        let clock = VirtualClock()
        let conduct = VenueConduct(
            opensUnknownOrders: false, drawsQuantities: true, partlyFilled: 1, limitsRate: false, clock: clock)
        let venue = try SimulatedVenue(spec, conduct: conduct)
        let example = try spec.readableExample()
        let input = try JSONValue(jsonBytes: Array(example.inputJSON.utf8))
        let operation = spec.operations[0]
        let given = operation.parameters.map(\.name.text).filter {
            operation.identifiers.contains($0) && input[$0] != nil
        }
        let key = try #require(
            venue.keys(of: given.compactMap { input[$0]?.scalarText }).first { $0.names == given })
        if let state { venue.place(key, state: state) }
        let client = try spec.makeClient(
            transport: Answering(cancel: example.request.line, result: result, reads: SimulatedTransport(to: venue)),
            options: ClientOptions(retry: .never, rateLimiter: RateLimiter([]), clock: clock))
        let report = await client.cancel(json: input, deadline: nil, confirm: .within(.seconds(5)))
        return (report, venue.order(key))
    }

    /// One answer for each outcome that the spec records, and what happens on the way.
    private func answers(of spec: Venue) -> [TransportReport.Result] {
        var seen: Set<Outcome> = []
        let recorded = spec.operations[0].examples.flatMap(\.replies).filter { seen.insert($0.outcome).inserted }
        return recorded.map { reply in
            var headers = HTTPHeaderFields()
            for header in reply.headers { headers.append(name: header.name, value: header.value) }
            return .answered(HTTPResponse(status: reply.status, headers: headers, body: reply.body))
        } + [.unknown(.timeout), .unknown(.connectionLost), .notSent(.connectionFailed)]
    }

    @Test(arguments: Venues.readable.map(\.name.text))
    func aFinalStateIsProofAndNoOtherIs(_ name: String) async throws {
        let spec = try Venues.named(name)
        for answer in answers(of: spec) {
            for state in SimulatedOrderState.allCases + [nil] {
                let (report, order) = try await confirmed(spec, answer, state: state)
                let cancel = report.cancelOutcome
                // Rowan's read of one order wants a member of the reply to the cancel.
                let needsList = name == "Rowan" && !report.reads.contains { $0.name == "getOrder" }
                let words = needsList ? ShownState.rowansList : ShownState.words[name]
                let word = try #require(state.map { words?[$0] } ?? report.lastState?.description ?? "unknown")
                let row = try #require(Self.signs[Self.word(cancel.description)], "\(cancel)")
                let sign = try #require(row[Self.word(word)], "\(word)")
                let expected =
                    switch sign {
                    case "!": word
                    case "?": "unknown(inconclusive)"
                    default: cancel.description
                    }
                #expect(report.outcome.description == expected, "\(cancel), \(state as Any): \(report)")
                #expect(report.reads.isEmpty == (sign == "-"), "\(cancel), \(state as Any): \(report)")
                if sign == "-" { continue }
                #expect((report.contradiction != nil) == (sign == "?"))
                if state != nil { #expect(report.lastState?.description == word, "\(cancel): \(report)") }
                if sign == "!" { #expect(report.quantities?.filled == order?.filled) }
            }
        }
    }

    @Test func everyKindOfOutcomeOccurs() async throws {
        var seen: Set<String> = []
        for spec in Venues.readable {
            for answer in answers(of: spec) {
                seen.insert(Self.word(try await confirmed(spec, answer, state: .canceled).0.cancelOutcome.description))
            }
        }
        // No venue records that a cancel is under way already.
        #expect(seen == Set(Self.signs.keys).subtracting(["alreadyPending"]))
    }

    /// A word without its argument.
    private static func word(_ text: String) -> String { String(text.prefix { $0 != "(" }) }
}
