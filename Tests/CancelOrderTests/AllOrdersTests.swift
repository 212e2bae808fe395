import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// `--all` cancels every order of a scope that is named, and nothing without a word.
@Suite(.bounded) struct AllOrdersTests {
    /// A venue with five orders of two accounts.
    private static func bench(_ conduct: VenueConduct = VenueConduct()) throws -> Bench {
        let bench = try Bench("CrossTrade", conduct)
        for (number, account) in ["Sim101", "Sim101", "Sim101", "Live7", "Live7"].enumerated() {
            bench.server.venue.place(OrderKey(["account": account, "orderId": hex(number)]))
        }
        return bench
    }

    private static func ended(_ bench: Bench) -> Int {
        (bench.server.venue.orders(in: .canceled) + bench.server.venue.orders(in: .pendingCancel)).count
    }

    @Test func theOrdersOfTheScopeAreCancelledAndTheVenuesCountIsTold() async throws {
        let bench = try Self.bench()
        let result = try await bench.run("crosstrade", "--all", "--account", "Sim101", "--yes")
        #expect(result.status == 10, "\(result)")
        #expect(result.output.hasPrefix("CrossTrade cancelOrders: pendingCancel\n  scope    account=Sim101\n"))
        #expect(result.output.contains("\n  orders   3 orders by the venue's count\n"), "\(result.output)")
        #expect(!result.output.contains("expected"))
        #expect(Self.ended(bench) == 3)
        #expect(bench.requests == 1)
        await bench.server.stop()
    }

    @Test(arguments: [("3", false), ("5", true)])
    func aCountThatIsAnotherThanTheVenuesIsTold(_ count: String, _ differs: Bool) async throws {
        let bench = try Self.bench()
        let words = ["crosstrade", "--all", "--account", "Sim101", "--count", count]
        let text = try await bench.run(words: words + ["--base-url", bench.server.address])
        #expect(text.status == 10, "\(text)")
        #expect(text.output.contains("  expected \(count), which is another number\n") == differs, "\(text.output)")
        let json = try await bench.run(words: words + ["--base-url", bench.server.address, "--json"])
        #expect(json.lines.count == 1)
        for part in [
            #""affected":0,"#, #""expected":\#(count)}"#, #""class":"pending""#,
            #""input":{"$scope":"byAccount","account":"Sim101"}"#,
        ] { #expect(json.output.contains(part), "\(json.output)") }
        await bench.server.stop()
    }

    @Test(arguments: [
        (["--all", "--account", "Sim101"], "'--all' is not done without a word, and nobody can be asked here"),
        (["--all"], "'--all' does not say whose orders"),
        (["--all", "--yes"], "'--all' does not say whose orders"),
        (["--all", "--instrument", "ES 09-26", "--yes"], "'--all' with these options names no scope"),
        (["--all", "--account", "", "--yes"], "the value of '--account' is empty"),
        (["--all", "--account", "Sim101", "--order-id", "x", "--yes"], "give '--all' or '--order-id', not both"),
        (["--all", "--account", "Sim101", "--orders", "f", "--yes"], "give '--all' or '--orders', not both"),
        (["--all", "--account", "Sim101", "--count", "many"], "'--count' is no number of orders"),
        (["--all", "--account", "Sim101", "--count", "-1"], "missing value for '--count <number>'"),
        (["--all", "--scope", "by-acount", "--yes"], "unknown scope 'by-acount'; did you mean 'by-account'?"),
        (["--all", "--scope", "by-account", "--yes"], "'--scope by-account' takes '--account <text>'"),
        (["--all", "--account", "a\u{200B}", "--yes"], "the value of '--account' ends with U+200B ZERO WIDTH SPACE"),
        (["--account", "Sim101"], "missing '--order-id <text>'"),
        (["--account", "Sim101", "--yes"], "'--yes' goes with '--all'"),
        (["--account", "Sim101", "--instrument", "ES 09-26"], "'--instrument' goes with '--all'"),
    ])
    func whatDoesNotSayItSendsNothing(_ words: [String], _ message: String) async throws {
        let bench = try Self.bench()
        let result = try await bench.run(words: ["crosstrade"] + words + ["--base-url", bench.server.address])
        #expect(result.status == 2, "\(result)")
        #expect(result.error.hasPrefix("error: \(message)\n"), "\(result.error)")
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test func aVenueWithoutSuchACallHasNoSuchOption() async throws {
        let bench = try Self.bench()
        let result = try await bench.run("b2trader", "--all", "--yes")
        #expect(result.status == 2)
        #expect(result.error.hasPrefix("error: B2Trader has no call that cancels all orders\n"), "\(result.error)")
        let help = try await bench.run("crosstrade", "--help", columns: 200)
        #expect(help.output.contains("--all --account --instrument\n"), "\(help.output)")
        await bench.server.stop()
    }

    @Test(arguments: [("3\n", 3), ("y\n", nil), ("\n", nil), ("", nil), ("3 orders\n", nil)])
    func atATerminalTheNumberIsAskedFor(_ answer: String, _ canceled: Int?) async throws {
        let bench = try Self.bench()
        // `script` is the terminal.
        let command = "\"$TOOL\" crosstrade --all --account Sim101 --base-url \"$URL\""
        let result = try await bench.shell(
            "printf '\(answer.replacing("\n", with: "\\n"))' | script -qec '\(command)' /dev/null")
        #expect(result.output.contains("This cancels every order of account=Sim101 at CrossTrade, http://127.0.0.1:"))
        #expect(result.output.contains("How many do you expect?"), "\(result)")
        #expect(Self.ended(bench) == canceled ?? 0, "\(result)")
        #expect(bench.requests == (canceled == nil ? 0 : 1))
        #expect(result.status == (canceled == nil ? 14 : 10), "\(result)")
        await bench.server.stop()
    }

    @Test func aDryRunShowsTheRequestAndSendsNothing() async throws {
        let bench = try Self.bench()
        let result = try await bench.run(
            "crosstrade", "--all", "--account", "Sim101", "--instrument", "ES 09-26", "--dry-run")
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("/v1/api/accounts/Sim101/orders/cancel"))
        #expect(result.output.contains(#"{"instrument":"ES 09-26"}"#), "\(result.output)")
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test(arguments: [Fault.dropAfterApply, .serverErrorApplied])
    func aCallThatGotNoAnswerIsUnknownAndNotRepeated(_ fault: Fault) async throws {
        let bench = try Self.bench(VenueConduct(faults: FaultPlan(rules: [.init(fault)])))
        let result = try await bench.run("crosstrade", "--all", "--account", "Sim101", "--count", "3")
        #expect(result.status == 15, "\(result)")
        #expect(bench.requests == 1)
        await bench.server.stop()
    }
}
