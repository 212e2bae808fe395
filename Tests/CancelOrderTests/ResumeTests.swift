import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// What an earlier run told of an order decides whether it is sent, read or left, and every order is told once.
@Suite(.bounded) struct ResumeTests {
    /// What is resumed.
    enum Form: CaseIterable {
        case journal
        case results
    }

    private static let id = "f47ac10b-58cc-4372-a567-0e02b2c3d479"

    private func id(_ venue: BookVenue) -> String { venue.kind == .crossTrade ? hex(7) : Self.id }

    /// The line of a result.
    private func told(_ outcome: String, _ venue: BookVenue, _ id: String, _ more: String = "") -> String {
        #"{"venue":"\#(venue.venue)","input":\#(venue.input(id)),"outcome":"\#(outcome)","operation":"cancelOrder"\#(more)}"#
    }

    private func planned(_ venue: BookVenue, _ ids: [String], server: String? = nil) -> [String] {
        [venue.begin(ids.count, server: server)]
            + ids.enumerated().map {
                #"{"journal":"planned","position":\#($0.offset + 1),"input":\#(venue.input($0.element))}"#
            }
    }

    private func members(_ line: String?) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data((line ?? "").utf8))
        return try #require(object as? [String: Any])
    }

    private func resume(
        _ lines: [String], at venue: BookVenue, _ words: String..., torn: String = ""
    ) async throws -> (result: Bench.Result, file: String) {
        let bench = try Bench("CrossTrade")
        await bench.stop()
        let file = try bench.write("earlier", lines.map { $0 + "\n" }.joined() + torn)
        let result = try await bench.run(words: venue.words + ["--resume", file, "--json"] + words)
        return (result, (try? String(contentsOfFile: file, encoding: .utf8)) ?? "")
    }

    // MARK: Each row

    @Test(
        arguments: Form.allCases,
        [
            ("canceled", Int32(0)), ("tooLate(filled)", 11), ("tooLate(unspecified)", 11), ("rejected(permission)", 12),
            ("rejected(other)", 12),
        ])
    func whatIsProvenOrRefusedIsToldAgainAndNothingIsAsked(form: Form, row: (String, Int32)) async throws {
        for kind in [BookVenue.Kind.crossTrade, .bitGo] {
            let venue = try BookVenue(kind)
            defer { venue.stop() }
            let line = told(row.0, venue, id(venue), #","text":"as it stood","rule":"a rule","status":200"#)
            let plan = form == .journal ? planned(venue, [id(venue)]) : []
            let (result, _) = try await resume(plan + [line], at: venue)
            #expect(result.status == row.1, "\(result)")
            #expect(venue.methods.isEmpty)
            let members = try members(result.lines.first)
            #expect(members["outcome"] as? String == row.0)
            #expect(members["text"] as? String == "as it stood")
            #expect(members["takenOver"] as? Bool == true)
            #expect(result.error.contains("\n  resumed: 1 told again as they were\n"), "\(result.error)")
        }
    }

    @Test(
        arguments: [
            "notSent(deadline)", "notSent(connectionFailed)", "throttled(notProcessed)", "rejected(authentication)",
            "skipped",
            "planned",
        ])
    func whatWasProvablyNotDoneIsSentAsInAFirstRun(outcome: String) async throws {
        for kind in [BookVenue.Kind.crossTrade, .bitGo] {
            let venue = try BookVenue(kind)
            defer { venue.stop() }
            var lines = planned(venue, [id(venue)])
            switch outcome {
            case "planned": break
            case "skipped":
                let input = venue.input(id(venue))
                lines = [
                    #"{"venue":"\#(venue.venue)","input":\#(input),"outcome":"notSent(interrupted)","skipped":"stopped"}"#
                ]
            default: lines.append(told(outcome, venue, id(venue)))
            }
            let (result, _) = try await resume(lines, at: venue)
            #expect(result.status == 0, "\(result)")
            #expect(venue.cancels == [id(venue): 1])
            let members = try members(result.lines.first)
            #expect(members["followsUnknownAttempt"] as? Bool == false)
            #expect(result.error.contains("\n  resumed: 1 sent\n"), "\(result.error)")
        }
    }

    @Test(arguments: Form.allCases, ["pendingCancel", "alreadyPending", "unknownOrder", "gone"])
    func whatWasTakenOrNotFoundIsReadAndNeverSentAgain(form: Form, outcome: String) async throws {
        for kind in [BookVenue.Kind.crossTrade, .bitGo] {
            let venue = try BookVenue(kind)
            defer { venue.stop() }
            venue.cancel(id(venue))
            let lines = (form == .journal ? planned(venue, [id(venue)]) : []) + [told(outcome, venue, id(venue))]
            let (read, _) = try await resume(lines, at: venue)
            #expect(read.status == 0, "\(read)")
            #expect(venue.methods == ["GET"])
            #expect(read.error.contains("\n  resumed: 1 read\n"), "\(read.error)")
            // And where the reads prove nothing, it is what it was.
            let other = try BookVenue(kind)
            defer { other.stop() }
            let open = (form == .journal ? planned(other, [id(venue)]) : []) + [told("pendingCancel", other, id(venue))]
            let (result, _) = try await resume(open, at: other, "--confirm", "500ms")
            #expect(result.status == 10, "\(result)")
            #expect(other.methods == ["GET"])
            #expect(try members(result.lines.first)["state"] as? String == "working")
        }
    }

    @Test(arguments: Form.allCases, ["unknown(timeout)", "unknown(connectionLost)", "throttled(unknown)", "sending"])
    func whatIsUnknownIsReadAndSentAgainWhereThatIsSafe(form: Form, outcome: String) async throws {
        if form == .results, outcome == "sending" { return }
        for (kind, isCanceled) in [
            (BookVenue.Kind.crossTrade, true), (.crossTrade, false), (.bitGo, true), (.bitGo, false),
        ] {
            let venue = try BookVenue(kind)
            defer { venue.stop() }
            if isCanceled { venue.cancel(id(venue)) }
            var lines = form == .journal ? planned(venue, [id(venue)]) : []
            lines.append(
                outcome == "sending"
                    ? #"{"journal":"sending","input":\#(venue.input(id(venue)))}"# : told(outcome, venue, id(venue)))
            let (result, file) = try await resume(lines, at: venue, "--confirm", "2s")
            let members = try members(result.lines.first)
            #expect(result.lines.count == 1)
            switch (kind, isCanceled) {
            case (_, true):
                #expect(result.status == 0 && venue.methods == ["GET"], "\(result)")
                #expect(result.error.contains("\n  resumed: 1 read\n"), "\(result.error)")
                if form == .journal { #expect(file.contains(#""outcome":"canceled""#)) }
            case (.crossTrade, false):
                #expect(result.status == 0 && venue.methods == ["GET", "POST", "GET"], "\(result)")
                #expect(venue.cancels == [id(venue): 1])
                #expect(members["followsUnknownAttempt"] as? Bool == true)
                #expect(result.error.contains("\n  resumed: 1 sent again\n"), "\(result.error)")
                #expect(
                    result.error.hasPrefix(
                        "reading the order that was left unknown, to send again what is not proven to have ended\n"))
            case (.bitGo, false):
                #expect(venue.cancels.isEmpty && venue.methods == ["GET"])
                #expect(result.status == (outcome.hasPrefix("throttled") ? 13 : 15), "\(result)")
                #expect(members["outcome"] as? String == (outcome == "sending" ? "unknown(interrupted)" : outcome))
            }
        }
    }

    @Test func whereNothingReadsOrdersWhatIsOpenIsToldWithAHint() async throws {
        let bench = try Bench("B2Trader")
        func line(_ id: Int, _ outcome: String) -> String {
            #"{"venue":"B2Trader","input":{"accountId":"7","orderId":"\#(id)"},"outcome":"\#(outcome)","#
                + #""operation":"cancelOrder"}"#
        }
        let file = try bench.write("results", line(1, "unknown(timeout)") + "\n" + line(2, "pendingCancel") + "\n")
        let result = try await bench.run("b2trader", "--resume", file, "--json")
        #expect(result.status == 15, "\(result)")
        #expect(bench.requests == 0)
        #expect(result.error.contains("1 unknown: possibly cancelled; look these orders up at the venue"), "\(result)")
        #expect(result.error.contains("1 pending: accepted, not yet proven cancelled; confirm them"))
        #expect(result.error.contains("\n  resumed: 2 told again as they were\n"))
        await bench.server.stop()
    }

    // MARK: Files

    @Test func aTornLastLineOfAJournalIsToldAndLeftOut() async throws {
        let venue = try BookVenue(.bitGo)
        defer { venue.stop() }
        venue.cancel(Self.id)
        let lines = planned(venue, [Self.id]) + [#"{"journal":"sending","input":\#(venue.input(Self.id))}"#]
        for torn in [#"{"time":"#, told("notSent(deadline)", venue, Self.id)] {
            let (result, file) = try await resume(lines, at: venue, torn: torn)
            #expect(result.status == 0, "\(result)")
            #expect(venue.cancels.isEmpty)
            #expect(
                result.error.contains("earlier' is cut off and left out; the lines before it decide\n"), "\(result)")
            #expect(file.hasSuffix("\n"))
            for line in file.split(separator: "\n") { _ = try members(String(line)) }
        }
    }

    @Test(
        arguments: [
            (["PLAN", "nope"], ":3: error: "),
            (["PLAN", #"{"journal":"else"}"#], ":3: error: unknown line 'else' of a journal"),
            (["PLAN", "CANCELED2"], ":3: error: an order the journal does not plan"),
            (["PLAN", #"{"venue":"CrossTrade","input":{}}"#], ":3: error: a result of CrossTrade, not of BitGo"),
            (["CANCELED", "CANCELED2", "CANCELED"], ":3: error: repeats the order of line 1"),
            (["CANCELED", #"{"venue":"BitGo","input":{"accountId":"A","orderId":"x"}}"#], ":2: error: not a result: "),
            (
                ["CANCELED", #"{"venue":"BitGo","state":"working"}"#],
                ":2: error: not a line of a journal, nor a result"
            ),
            (["CANCELED", "SENDING"], ":2: error: a line of a journal whose beginning is missing"),
            (["SERVER"], ":1: a journal of the server http://127.0.0.1:1, not of http://127.0.0.1:"),
            (["orderId", "7"], "' is no journal and holds no results; '--orders' takes a file of orders\n"),
            (["FORMAT"], ":1: a journal of format 2, not 1"), (["SHORT"], "' plans 1 of its 2 orders"),
            (["PLAN", "GOES"], "' goes on in '/there'; resume that one"), ([], "' holds no orders"),
        ] as [([String], String)])
    func whatDoesNotFitIsAnErrorWithItsPlaceAndNothingIsSent(words: [String], message: String) async throws {
        let venue = try BookVenue(.bitGo)
        defer { venue.stop() }
        let other = "f47ac10b-58cc-4372-a567-000000000002"
        let plan = planned(venue, [Self.id])
        let lines = words.flatMap { word -> [String] in
            switch word {
            case "PLAN": plan
            case "CANCELED": [told("canceled", venue, Self.id)]
            case "CANCELED2": [told("canceled", venue, other)]
            case "SENDING": [#"{"journal":"sending","input":\#(venue.input(other))}"#]
            case "SERVER": planned(venue, [Self.id], server: "http://127.0.0.1:1")
            case "FORMAT": plan.map { $0.replacing(#""format":1"#, with: #""format":2"#) }
            case "SHORT": plan.map { $0.replacing(#""orders":1"#, with: #""orders":2"#) }
            case "GOES": [#"{"journal":"continued","in":"/there"}"#]
            default: [word]
            }
        }
        let (result, file) = try await resume(lines, at: venue)
        #expect(result.status == 3, "\(result)")
        #expect(result.error.contains(message), "\(result.error)")
        #expect(venue.methods.isEmpty)
        #expect(file == lines.map { $0 + "\n" }.joined())
    }

    @Test func theCutLastLineOfResultsIsAnErrorForItsOrderWouldBeForgotten() async throws {
        let venue = try BookVenue(.bitGo)
        defer { venue.stop() }
        let whole = told("canceled", venue, Self.id)
        let (result, _) = try await resume([whole], at: venue, torn: #"{"venue":"Bit"#)
        #expect(result.status == 3)
        #expect(result.error.contains(":2: error: "), "\(result.error)")
        #expect(result.error.contains("; the line is cut off"))
    }

    @Test(arguments: [
        ["--orders", "x"], ["--account-id", "A"], ["--state"],
    ])
    func whatIsResumedHasTheOrders(words: [String]) async throws {
        let venue = try BookVenue(.bitGo)
        defer { venue.stop() }
        let bench = try Bench("BitGo")
        let result = try await bench.run(words: venue.words + ["--resume", "x"] + words)
        #expect(result.status == 2, "\(result)")
        #expect(result.error.hasPrefix("error: give '") && result.error.contains(", not both\n"), "\(result.error)")
        await bench.server.stop()
    }

    @Test func aDryRunShowsWhatWouldBeSentReadAndLeft() async throws {
        let venue = try BookVenue(.crossTrade)
        defer { venue.stop() }
        let outcomes = ["canceled", "pendingCancel", "unknown(timeout)", "notSent(deadline)"]
        let results = outcomes.enumerated().map { told($0.element, venue, hex($0.offset + 1)) }
        let lines = planned(venue, (1...5).map(hex)) + results
        let bench = try Bench("CrossTrade")
        await bench.stop()
        let text = lines.map { $0 + "\n" }.joined()
        let file = try bench.write("journal", text)
        let result = try await bench.run(words: venue.words + ["--resume", file, "--dry-run"])
        #expect(result.status == 0, "\(result)")
        #expect(result.lines.map { String($0.prefix(4)) } == ["# le", "# re", "# re", "curl", "curl"], "\(result)")
        #expect(result.lines.first == "# leave: account=A orderId=\(hex(1)): canceled")
        #expect(
            result.error == "CrossTrade: 2 to send, 1 to read, and to send again unless their ends are proven, "
                + "1 to read, 1 to leave as they are\n")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
        let json = try await bench.run(words: venue.words + ["--resume", file, "--dry-run", "--json"])
        #expect(json.lines.count { $0.contains(#""curl":"#) } == 2 && json.lines.count == 5)
        #expect(venue.methods.isEmpty)
    }

    @Test func resultsComeFromStandardInputToo() async throws {
        let venue = try BookVenue(.bitGo)
        defer { venue.stop() }
        let bench = try Bench("BitGo")
        let line = told("notSent(deadline)", venue, Self.id)
        let result = try await bench.run(words: venue.words + ["--resume", "-", "--json"], input: line)
        #expect(result.status == 0, "\(result)")
        #expect(venue.cancels == [Self.id: 1])
        let begun = planned(venue, [Self.id]).joined(separator: "\n") + "\n"
        let refused = try await bench.run(words: venue.words + ["--resume", "-", "--json"], input: begun)
        #expect(refused.status == 3)
        #expect(refused.error.contains("error: cannot write to the journal '<stdin>'"), "\(refused)")
        #expect(venue.cancels == [Self.id: 1])
        await bench.server.stop()
    }

    @Test func ordersThatAreToBeSentDoNotWaitForReadsOfOthers() async throws {
        let venue = try BookVenue(.crossTrade)
        defer { venue.stop() }
        let lines = planned(venue, (1...4).map(hex)) + [#"{"journal":"sending","input":\#(venue.input(hex(1)))}"#]
        let (result, _) = try await resume(lines, at: venue, "--concurrency", "2")
        #expect(result.status == 0, "\(result)")
        #expect(venue.methods.first == "POST")
        #expect(venue.cancels == Dictionary(uniqueKeysWithValues: (1...4).map { (hex($0), 1) }))
        let positions = try result.lines.map { try members($0)["position"] as? Int }
        #expect(Set(positions) == [1, 2, 3, 4])
    }
}
