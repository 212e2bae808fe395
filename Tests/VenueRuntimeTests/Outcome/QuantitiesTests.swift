import Foundation
import TestScheduling
import Testing
import VenueRuntime

@Suite("What a venue tells of quantities is kept digit for digit, and what follows from it is exact", .bounded)
struct QuantitiesTests {
    private func told(_ ordered: String?, _ filled: String?, _ remaining: String?) -> Quantities? {
        Quantities(
            ordered: ordered.flatMap { ExactDecimal($0) }, filled: filled.flatMap { ExactDecimal($0) },
            remaining: remaining.flatMap { ExactDecimal($0) })
    }

    @Test(
        "two quantities give the third",
        arguments: [
            ("1", nil, "0.4", "1 0.6 0.4"), ("0.10", nil, "0.1", "0.10 0.00 0.1"), ("1", "0.60", nil, "1 0.60 0.40"),
            (nil, "0.6", "0.4", "1.0 0.6 0.4"), (nil, "0.6", nil, "- 0.6 -"), ("2", nil, nil, "2 - -"),
            ("1", "0.6", "0.4", "1 0.6 0.4"), ("1e3", "1", nil, "1e3 1 999"), ("0", nil, "0", "0 0 0"),
            (
                "100000000000000000000000000000000.1", nil, "0.01",
                "100000000000000000000000000000000.1 "
                    + "100000000000000000000000000000000.09 0.01"
            ),
        ] as [(String?, String?, String?, String)])
    func thirdFollows(ordered: String?, filled: String?, remaining: String?, all: String) throws {
        let quantities = try #require(told(ordered, filled, remaining))
        #expect(
            [quantities.ordered, quantities.filled, quantities.remaining].map { $0?.text ?? "-" }
                .joined(separator: " ") == all)
        #expect(Quantities.Part.allCases.map { quantities.told($0)?.text } == [ordered, filled, remaining])
        #expect(quantities.contradiction == nil)
    }

    @Test(
        "what cannot be true is told, and nothing follows from it",
        arguments: [
            ("1", "0.6", "0.5", "filled 0.6 of 1, remaining 0.5 (filled 0.6 and remaining 0.5 are not ordered 1)"),
            ("1", nil, "1.5", "ordered 1, remaining 1.5 (remaining 1.5 is more than ordered 1)"),
            ("1", "2", nil, "filled 2 of 1 (filled 2 is more than ordered 1)"),
            ("1", "0.6", "0", "filled 0.6 of 1, remaining 0 (filled 0.6 and remaining 0 are not ordered 1)"),
        ] as [(String?, String?, String?, String)])
    func contradictionsAreTold(ordered: String?, filled: String?, remaining: String?, text: String) {
        #expect(told(ordered, filled, remaining)?.description == text)
    }

    @Test(
        "nothing follows from quantities that are negative or too far apart",
        arguments: [
            ("1", nil, "-0.5"), ("-1", nil, "-0.4"), (nil, "-1", "2"), ("1e2000", "1", nil), ("1", nil, "1e-2000"),
            ("1e99999999999999999999", "1", nil),
        ] as [(String?, String?, String?)])
    func nothingFollows(ordered: String?, filled: String?, remaining: String?) throws {
        let quantities = try #require(told(ordered, filled, remaining))
        for part in Quantities.Part.allCases where quantities.told(part) == nil {
            #expect([quantities.ordered, quantities.filled, quantities.remaining].filter { $0 == nil }.count == 1)
        }
        #expect(quantities.contradiction == nil)
    }

    @Test("a reply that tells none has none")
    func noneIsNone() { #expect(told(nil, nil, nil) == nil) }

    @Test("they survive coding, both ways")
    func codingKeepsThem() throws {
        for told in [told("1.0", nil, "0.40"), told("1", "0.6", "0.5"), told(nil, "6e-1", nil)] {
            let quantities = try #require(told)
            #expect(try Quantities(jsonBytes: quantities.jsonBytes()) == quantities)
            #expect(try JSONDecoder().decode(Quantities.self, from: JSONEncoder().encode(quantities)) == quantities)
        }
        #expect(text(try #require(told("1.0", nil, "0.40")).jsonBytes()) == #"{"ordered":"1.0","remaining":"0.40"}"#)
        #expect(throws: JSONError.self) { try Quantities(jsonBytes: bytes("{}")) }
    }

    // MARK: Verdicts and reports

    private let http = HTTPResponse(status: 200, body: bytes("{}"))

    @Test("a reply about another order tells none")
    func anotherOrderTellsNone() {
        let reply = JudgedReply(http, ordered: ExactDecimal(1), remaining: ExactDecimal("0.4"))
        #expect(reply.verdict(.canceled, "200").evidence.quantities?.filled?.text == "0.6")
        #expect(reply.otherOrder("id", "8", repeats: "7")?.evidence.quantities == nil)
    }

    /// A probe whose replies tell what was filled.
    private enum Filled: ProbeOperation {
        static let repeatability = Repeatability.safe

        static func judge(_ response: HTTPResponse, to input: Probe.Input, http: HTTPResponse) -> Verdict {
            guard let outcome = Probe.outcome(of: http) else { return .undocumented(http) }
            let filled = ExactDecimal(String(decoding: http.body, as: UTF8.self))
            return JudgedReply(http, filled: filled).verdict(outcome, "probe")
        }
    }

    /// The report of a call whose reply tells this.
    private func report(_ status: Int, filled: String, secret: String = "planted-token") async throws -> CancelReport {
        let client = try VenueClient<Filled>(
            server: .production, credentials: .bearer(Secret(secret)),
            transport: ScriptedTransport([.answer(status, body: filled)]))
        let report = await client.cancel(.init(orderID: "A"))
        await client.shutdown()
        return report
    }

    @Test("a report tells them whatever the outcome is, and in its one line", arguments: [200, 400, 404, 410])
    func reportsTell(status: Int) async throws {
        let report = try await report(status, filled: "0.60")
        #expect(report.quantities?.filled?.text == "0.60")
        #expect(report.description.contains(", filled 0.60, by rule"))
        #expect(report.evidence?.description.contains("filled 0.60") == true)
        let untold = try await self.report(status, filled: "")
        #expect(untold.quantities == nil && !untold.description.contains(", filled"))
    }

    @Test("what does not fit its documentation tells none")
    func undocumentedTellsNone() async throws {
        #expect(try await report(418, filled: "0.60").quantities == nil)
    }

    @Test("a number that is a secret, or holds a part of one, is none, and so is one too long to keep")
    func secretsAreNoQuantities() async throws {
        let long = String(repeating: "9", count: Evidence.limit + 1)
        for (filled, kept) in [("8126453799", nil), ("0.81264537", nil), ("8126453", "8126453"), (long, nil)] {
            let report = try await report(200, filled: filled, secret: "8126453799")
            #expect(report.quantities?.filled?.text == kept)
        }
    }

    @Test("what was filled is added up, and what is not known counts for nothing")
    func fillsAreAddedUp() {
        var fills = FillTally()
        fills.add(nil)
        #expect(fills.known == 0 && fills.total?.text == "0")
        for quantities in [told("1", nil, "0.4"), told("1", nil, "1"), told("7", nil, nil)] {
            fills.add(quantities)
        }
        fills.add(told(nil, "12.34", nil))
        #expect(fills.known == 3 && fills.filled == 2 && fills.total?.text == "12.94")
        fills.add(told(nil, "1e2000", nil))
        fills.add(told(nil, "1", nil))
        #expect(fills.known == 5 && fills.total == nil)
    }
}
