import Foundation
import LoopbackServer
import SourceText
import TestScheduling
import Testing

/// A reply that could not be made sense of, or that refused, shows something of itself.
@Suite(.bounded) struct ShownReplyTests {
    /// Runs the command for one order against a venue that gives one reply.
    private func run(_ status: Int, _ headers: [String], _ body: String, _ extra: String...) async throws
        -> Bench.Result
    {
        let bench = try Bench("CrossTrade")
        await bench.stop()
        let venue = try LoopbackServer { _, peer in
            peer.reply(status, headers: headers, body: body)
            return .close
        }
        defer { venue.stop() }
        let order = ["crosstrade", "--account", "Sim101", "--order-id", hex(7), "--base-url", venue.url()]
        return try await bench.run(words: order + extra)
    }

    /// The members of a line of JSON.
    private func members(_ result: Bench.Result) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    @Test func aPageOfSomebodyInBetweenCanBeTold() async throws {
        let page = "<html>\n<title>Access denied</title>" + String(repeating: "x", count: 5000)
        let text = try await run(403, ["Content-Type: text/html; charset=utf-8"], page)
        #expect(text.status == 15)
        #expect(
            text.output.contains(
                #"  reply    text/html; charset=utf-8, 5035 bytes: <html>\u{A}<title>Access denied</title>xxx"#),
            "\(text)")
        #expect(text.output.contains("x…\n") && text.output.utf8.count < 1000)
        let members = try members(await run(403, ["Content-Type: text/html"], page, "--json"))
        let reply = try #require(members["reply"] as? [String: Any])
        #expect(reply["contentType"] as? String == "text/html" && reply["size"] as? Int == 5035)
        #expect(reply["body"] as? String == String(page.prefix(4096)) && reply["truncated"] as? Bool == true)
    }

    @Test(arguments: [
        (#"{"error":7}"#, "error: expected string, found number, at byte 9"),
        ("", "text ends inside a value, at byte 0"),
        ("<html>", "unexpected byte, at byte 0"),
        (#"{"error":"no","x":{"y":[1,tru]}}"#, "x.y[1]: unexpected byte, at byte 29"),
        (#"{"message":"no"}"#, "error: missing member, at byte 16"),
    ])
    func whereAReplyDoesNotFitIsTold(_ body: String, _ problem: String) async throws {
        let text = try await run(400, ["Content-Type: application/json"], body)
        #expect(text.status == 15 && text.output.contains("\n  problem  \(problem)\n"), "\(text)")
        #expect(text.output.contains("\n  reply    application/json, \(body.utf8.count) byte"))
        let json = try await run(400, [], body, "--json")
        #expect(try members(json)["problem"] as? String == problem)
    }

    @Test func aProvenOutcomeHasTheReplyInItsLine() async throws {
        let body = #"{"orderId":"\#(hex(7))","success":true,"filled":"0.6"}"#
        let json = try await run(200, ["Content-Type: application/json"], body, "--json")
        #expect((try members(json)["reply"] as? [String: Any])?["body"] as? String == body)
        #expect(try await !run(200, [], body).output.contains("filled"))
    }

    @Test func neitherSecretsNorHiddenCharactersReachAnybody() async throws {
        let body = "{\"error\":\"\(Bench.secret)\u{1B}[2J\u{9B}2J\u{202E}\u{2028}\u{E0041}\\n::error::x\"}"
        for extra in [[], ["--json"]] {
            // What stands for itself in a string has to be escaped in JSON, or the reply is unreadable: both are shown.
            for body in [body, body.replacing("\u{1B}", with: "\\u001b")] {
                let result = try await extra.isEmpty ? run(400, [], body) : run(400, [], body, "--json")
                #expect(!result.output.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" }, "\(result)")
                #expect(!result.lines.contains { $0.hasPrefix("::") }, "\(result)")
                #expect(result.output.contains("<redacted>"), "\(result)")
            }
        }
    }

    @Test func aFileNameCannotCommandATerminalOrABuildServer() async throws {
        let bench = try Bench("CrossTrade")
        let name = "a\n::error::b\u{1B}[2J\u{202E}"
        for option in ["--orders", "--credentials"] {
            let result = try await bench.run(
                "crosstrade", "--account", "A", "--order-id", hex(1), option, "/nowhere/\(name)")
            #expect(!result.error.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" }, "\(result)")
            #expect(!result.error.contains("\n::"))
        }
        let orders = try bench.write("\u{9B}orders.csv", "account,orderId\n..,x\n")
        #expect(try await bench.run("crosstrade", "--orders", orders).error.contains(#"\u{9B}orders.csv:2: error: "#))
        await bench.stop()
    }
}
