import Foundation
import TestScheduling
import Testing
import VenueSigning
import VenueSimulator

@Suite(.bounded) struct UsageTests {
    private func refusal(_ bench: Bench, _ words: [String]) async throws -> String {
        let result = try await bench.run(words: words)
        #expect(result.status == 2, "\(words)")
        #expect(result.output.isEmpty)
        return result.error.split(separator: "\n").first.map(String.init) ?? ""
    }

    @Test func misspeltVenuesAndOptionsAreAnsweredWithTheNearest() async throws {
        let bench = try Bench("CrossTrade")
        #expect(
            try await refusal(bench, ["crostrade"])
                == "error: unknown venue 'crostrade'; did you mean 'crosstrade'?")
        #expect(
            try await refusal(bench, ["crosstrade", "--acount", "x"])
                == "error: unknown option '--acount'; did you mean '--account'?")
        #expect(
            try await refusal(bench, ["crosstrade", "--account", "x"]) == "error: missing '--order-id <text>'")
        await bench.server.stop()
    }

    @Test(arguments: ["--token", "--token=planted-s3cret-5512", "--api-key", "--bearer", "--password"])
    func secretsInArgumentsAreRefusedAndNotShown(option: String) async throws {
        let bench = try Bench("CrossTrade")
        let message = try await refusal(bench, ["crosstrade", option, Bench.secret])
        let name = option.prefix { $0 != "=" }
        #expect(
            message == "error: '\(name)' is refused: every process of the machine can see a secret in an argument")
        await bench.server.stop()
    }

    @Test func plainHTTPToAnotherMachineIsRefused() async throws {
        let bench = try Bench("CrossTrade")
        let result = try await bench.run(
            "crosstrade", "--account", "A", "--order-id", hex(1), "--base-url", "http://venue.example")
        #expect(result.status == 2)
        #expect(result.error.contains("plain 'http' sends secrets in the clear"))
        await bench.server.stop()
    }

    @Test func aVenueWithoutACommonHostAsksForOne() async throws {
        let bench = try Bench("B2Trader")
        let order = ["b2trader", "--account-id", "1", "--order-id", "2"]
        let message = try await refusal(bench, order)
        #expect(message == "error: B2Trader has no common host")
        let result = try await bench.run(words: order + ["--host", "api.broker.example", "--dry-run"])
        #expect(result.status == 0)
        #expect(result.output.contains(" https://api.broker.example/"))
        #expect(try await refusal(bench, order + ["--host", "a b"]).hasPrefix("error: '--host': "))
        #expect(
            try await refusal(bench, order + ["--server", "brokr", "--host", "a.example"])
                == "error: B2Trader has no server 'brokr'; did you mean 'broker'?")
        await bench.server.stop()
    }

    @Test(arguments: [80, 140])
    func helpFitsTheTerminalAndTellsParametersSecretsAndStatuses(columns: Int) async throws {
        let bench = try Bench("CrossTrade")
        let help = try await bench.run("aries", "--help", columns: columns)
        #expect(help.status == 0)
        #expect(help.lines.allSatisfy { $0.count <= columns }, "\(help.lines.filter { $0.count > columns })")
        for text in [
            "--orig-cl-ord-id <text>", "origClOrdId: text, required", "ARIES_ACCESS_TOKEN", "  15  unknown",
            "  16  some results",
        ] {
            #expect(help.output.contains(text), "\(text)")
        }
        #expect(try await bench.run("alphapoint", "--help", columns: columns).output.contains("--oms-id <integer>"))
        let other = try await bench.run("crosstrade", "--help", columns: columns).output
        let words = other.split { $0.isWhitespace }.joined(separator: " ")
        #expect(
            words.contains("orderId: text, required. The id NinjaTrader gave when the order was placed"), "\(other)")
        #expect(words.contains("Matches `^[0-9a-fA-F]{32}$`."))
        await bench.server.stop()
    }

    @Test func aCredentialFileOthersCanReadIsRefusedAndAPrivateOneIsRead() async throws {
        let bench = try Bench("CrossTrade")
        let text = "# mine\nCROSSTRADE_TOKEN = \(Bench.secret)\n"
        let open = try bench.write("open", text, mode: 0o644)
        let own = try bench.write("own", text)
        let torn = try bench.write("torn", "CROSSTRADE_TOKEN=x\n\(Bench.secret)\n")
        let refused = try await bench.run(
            "crosstrade", "--account", "A", "--order-id", hex(1), "--credentials", open, environment: [:])
        #expect(refused.status == 3)
        #expect(refused.error == "error: others may read or change '\(open)' (mode 644); run 'chmod 600 \(open)'\n")
        let malformed = try await bench.run(
            "crosstrade", "--account", "A", "--order-id", hex(1), "--credentials", torn, environment: [:])
        #expect(malformed.error == "error: \(torn):2: expected NAME=VALUE\n")
        #expect(bench.requests == 0)
        let read = try await bench.run(
            "crosstrade", "--account", "A", "--order-id", hex(1), "--credentials", own, environment: [:])
        #expect(read.status == 10, "\(read)")
        let missing = try await bench.run("crosstrade", "--account", "A", "--order-id", hex(1), environment: [:])
        #expect(missing.status == 2)
        #expect(missing.error.hasPrefix("error: CROSSTRADE_TOKEN is not set;"))
        await bench.server.stop()
    }

    @Test func aSecretMayBeAFileByItselfThatNobodyElseMayRead() async throws {
        let bench = try Bench("CrossTrade")
        let order = ["crosstrade", "--account", "A", "--order-id", hex(1), "--base-url", bench.server.address]
        let key = try bench.write("key", "\(Bench.secret)\n")
        let read = try await bench.run(words: order, environment: ["CROSSTRADE_TOKEN_FILE": key])
        #expect(read.status == 10, "\(read)")
        let file = try bench.write("own", "CROSSTRADE_TOKEN_FILE=\(key)\n")
        let listed = try await bench.run(words: order + ["--credentials", file], environment: [:])
        #expect(listed.status == 11, "\(listed)")
        let sent = bench.requests
        let open = try bench.write("open", "\(Bench.secret)\n", mode: 0o644)
        let refused = try await bench.run(words: order, environment: ["CROSSTRADE_TOKEN_FILE": open])
        #expect(refused.status == 3)
        #expect(refused.error == "error: others may read or change '\(open)' (mode 644); run 'chmod 600 \(open)'\n")
        let both = try await bench.run(
            words: order, environment: ["CROSSTRADE_TOKEN_FILE": key, "CROSSTRADE_TOKEN": Bench.secret])
        #expect(both.status == 2)
        #expect(both.error == "error: CROSSTRADE_TOKEN and CROSSTRADE_TOKEN_FILE are both set; leave one of them out\n")
        let empty = try bench.write("empty", "\n")
        let missing = try await bench.run(words: order, environment: ["CROSSTRADE_TOKEN_FILE": empty])
        #expect(missing.status == 2, "\(missing)")
        #expect(bench.requests == sent)
        await bench.server.stop()
    }

    @Test(arguments: ["\"\(Bench.secret)\"", "'\(Bench.secret)'", " \"\(Bench.secret)\" "])
    func quotesAroundASecretAreNotSent(value: String) async throws {
        let bench = try Bench("CrossTrade")
        let order = ["crosstrade", "--account", "A", "--order-id", hex(1), "--base-url", bench.server.address]
        let file = try bench.write("own", "CROSSTRADE_TOKEN=\(value)\n")
        let read = try await bench.run(words: order + ["--credentials", file], environment: [:])
        #expect(read.status == 10, "\(read)")
        let variable = value.trimmingCharacters(in: .whitespaces)
        let set = try await bench.run(words: order, environment: ["CROSSTRADE_TOKEN": variable])
        #expect(set.status == 11, "\(set)")
        await bench.server.stop()
    }

    @Test(arguments: ["\"x", "x'", "\"x'", "\"", "\"\"x\"\"", "\u{201C}x\u{201D}"])
    func quotesThatDoNotMatchAreRefusedBeforeAnythingIsSent(value: String) async throws {
        let bench = try Bench("CrossTrade")
        let order = ["crosstrade", "--account", "A", "--order-id", hex(1), "--base-url", bench.server.address]
        let file = try bench.write("own", "CROSSTRADE_TOKEN=\(value)\n")
        for extra in [[], ["--dry-run"]] {
            let read = try await bench.run(words: order + ["--credentials", file] + extra, environment: [:])
            #expect(read.status == 3)
            #expect(read.error.contains("CROSSTRADE_TOKEN in '\(file)' has quotes that do not match"))
            let set = try await bench.run(words: order + extra, environment: ["CROSSTRADE_TOKEN": value])
            #expect(set.status == 3)
        }
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test func aDryRunLooksAtSecretsAsARunDoes() async throws {
        let bench = try Bench("CrossTrade")
        let order = ["crosstrade", "--account", "A", "--order-id", hex(1), "--dry-run"]
        let open = try bench.write("open", "CROSSTRADE_TOKEN=\(Bench.secret)\n", mode: 0o640)
        let refused = try await bench.run(words: order + ["--credentials", open], environment: [:])
        #expect(refused.status == 3)
        #expect(refused.error.contains("(mode 640)"))
        let missing = try await bench.run(words: order, environment: [:])
        #expect(missing.status == 2)
        #expect(missing.error.hasPrefix("error: CROSSTRADE_TOKEN is not set"), "\(missing.error)")
        #expect(missing.output.hasPrefix("curl "), "the request is shown all the same")
        let empty = try bench.write("empty", "OTHER=x\n")
        let unlisted = try await bench.run(words: order + ["--credentials", empty], environment: [:])
        #expect(unlisted.status == 3)
        #expect(unlisted.error == "error: CROSSTRADE_TOKEN is not in '\(empty)'\n")
        #expect(try await bench.run(words: order).error.isEmpty)
        await bench.server.stop()
    }

    @Test(
        arguments: [
            ("CROSSTRADE_TOKEN=\(Bench.secret)\r\nOTHER=x\r\n", 10),
            ("\u{FEFF}# mine\rCROSSTRADE_TOKEN\t=  \(Bench.secret) \t\rOTHER=x", 10),
            ("CROSSTRADE_TOKEN=\(Bench.secret)\u{A0}\n", 3), ("CROSSTRADE_TOKEN=\u{200B}\(Bench.secret)\n", 3),
            ("CROSSTRADE_TOKEN=\(Bench.secret)\u{0B}OTHER=x\n", 3),
            ("CROSSTRADE_TOKEN=\(Bench.secret)\u{85}\n", 3), ("CROSSTRADE_TOKEN=\(Bench.secret)\u{2028}OTHER=x", 3),
            ("\u{A0}CROSSTRADE_TOKEN=\(Bench.secret)\n", 3),
        ] as [(String, Int32)])
    func linesOfACredentialFileEndWhereTheyEndAndOnlySpacesAndTabsAreTrimmed(_ text: String, _ status: Int32)
        async throws
    {
        let bench = try Bench("CrossTrade")
        let path = try bench.write("secrets", text)
        let result = try await bench.run(
            "crosstrade", "--account", "A", "--order-id", hex(1), "--credentials", path, environment: [:])
        #expect(result.status == status, "\(result)")
        #expect(bench.requests == (status == 10 ? 1 : 0))
        await bench.server.stop()
    }

    @Test func aLoginIsMadeWhereWhatItTakesIsThere() async throws {
        let bench = try Bench(
            "AlphaPoint",
            VenueConduct(keys: ["apiSecret": Bench.secret], cryptography: SystemCryptography()))
        let order = ["alphapoint", "--oms-id", "1", "--order-id", "7", "--base-url", bench.server.address]
        var secrets = ["ALPHAPOINT_USER_ID": "57764", "ALPHAPOINT_API_KEY": "name-of-the-pair"]
        let missing = try await bench.run(words: order, environment: secrets)
        #expect(missing.status == 2)
        #expect(missing.error.hasPrefix("error: ALPHAPOINT_API_SECRET is not set; "))
        let none = try await bench.run(words: order, environment: [:])
        #expect(
            none.error.contains(
                "; or give what the login 'authenticateUser' takes: ALPHAPOINT_USER_ID, ALPHAPOINT_API_KEY, "
                    + "ALPHAPOINT_API_SECRET"))
        #expect(bench.requests == 0)
        secrets["ALPHAPOINT_API_SECRET_FILE"] = try bench.write("key", Bench.secret + "\n")
        let dry = try await bench.run(words: order + ["--dry-run"], environment: secrets)
        #expect(dry.status == 0 && dry.output.contains("aptoken: <redacted>"), "\(dry)")
        #expect(bench.requests == 0)
        let made = try await bench.run(words: order, environment: secrets)
        #expect(made.output.contains("pendingCancel"), "\(made)")
        #expect(bench.server.venue.ledger.requests.map(\.isLogin) == [true, false])
        secrets["ALPHAPOINT_API_SECRET_FILE"] = try bench.write("other", "another-secret-5512\n")
        let refused = try await bench.run(words: order, environment: secrets)
        #expect((refused.output + refused.error).contains("which means rejected(authentication)"), "\(refused)")
        #expect(!(refused.output + refused.error).contains("another-secret-5512"))
        #expect(bench.server.venue.ledger.requests.map(\.isLogin) == [true, false, true])
        await bench.server.stop()
    }
}
