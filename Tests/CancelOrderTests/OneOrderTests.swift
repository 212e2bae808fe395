import Foundation
import TestScheduling
import Testing
import VenueSimulator

@Suite(.bounded) struct OneOrderTests {
    private func run(_ bench: Bench, _ extra: String...) async throws -> Bench.Result {
        let order = ["crosstrade", "--account", "Sim101", "--order-id", hex(7)]
        return try await bench.run(words: order + ["--base-url", bench.server.address] + extra)
    }

    @Test func anAcknowledgementIsPendingAndARepeatIsGone() async throws {
        let bench = try Bench("CrossTrade")
        let first = try await run(bench)
        #expect(first.status == 10)
        #expect(first.output.hasPrefix("CrossTrade cancelOrder: pendingCancel\n"))
        #expect(first.output.contains("  confirm  order lookup by orderId\n"))
        #expect(first.error.isEmpty)
        let second = try await run(bench)
        #expect(second.status == 11)
        #expect(second.output.hasPrefix("CrossTrade cancelOrder: gone\n"))
        #expect(bench.requests == 2)
        await bench.server.stop()
    }

    @Test func aProvenCancelIsZero() async throws {
        let bench = try Bench("B2Trader")
        let result = try await bench.run("b2trader", "--account-id", "77", "--order-id", "9876543210")
        #expect(result.status == 0, "\(result)")
        #expect(result.output.hasPrefix("B2Trader cancelOrder: canceled\n"))
        await bench.server.stop()
    }

    @Test(arguments: [
        ("server-error", Fault.serverError, Int32(15)), ("drop", .dropAfterRead, 15), ("page", .htmlPage, 15),
    ])
    func whatProvesNothingIsUnknown(name: String, fault: Fault, status: Int32) async throws {
        let bench = try Bench("Aries", VenueConduct(faults: FaultPlan(rules: [.init(fault)])))
        let result = try await bench.run(
            "aries", "--orig-cl-ord-id", "A-1", "--account-id", "1", "--symbol", "X", "--json")
        #expect(result.status == status, "\(result)")
        #expect(result.output.contains(#""class":"unknown""#))
        #expect(result.lines.count == 1)
        await bench.server.stop()
    }

    @Test func aReplyAboutAnotherOrderIsUnknownAndBothAreTold() async throws {
        let faults = FaultPlan(rules: [.init(.otherOrder)])
        let bench = try Bench("CrossTrade", VenueConduct(faults: faults))
        let text = try await run(bench)
        #expect(text.status == 15, "\(text)")
        #expect(text.output.hasPrefix("CrossTrade cancelOrder: unknown(otherOrder)\n"))
        let other = hex(7).dropLast() + (hex(7).hasSuffix("1") ? "2" : "1")
        #expect(text.output.contains("  asked    \(hex(7))\n  named    \(other) (orderId)\n"), "\(text)")
        let json = try await run(bench, "--json")
        #expect(json.status == 15, "\(json)")
        let named = #""otherOrder":{"field":"error","asked":"\#(hex(7))","named":"\#(other)"}"#
        #expect(json.output.contains(named) && json.output.contains(#""outcome":"unknown(otherOrder)""#), "\(json)")
        #expect(bench.requests == 2)
        await bench.server.stop()
    }

    @Test func aRefusedSecretIsRejectedAndNobodyThereIsNotSent() async throws {
        let bench = try Bench("BitGo")
        let ids = ["--account-id", hex(1), "--order-id", "f47ac10b-58cc-4372-a567-0e02b2c3d479"]
        let wrong = try await bench.run(
            "bitgo", ids[0], ids[1], ids[2], ids[3], environment: ["BITGO_TOKEN": "another-token"])
        #expect(wrong.status == 12, "\(wrong)")
        #expect(!wrong.output.contains("another-token"))
        await bench.server.stop()
        let absent = try await bench.run("bitgo", ids[0], ids[1], ids[2], ids[3])
        #expect(absent.status == 14, "\(absent)")
        #expect(absent.output.contains("notSent(connectionFailed)"))
    }

    @Test func aShortSecretWorksAndIsWarnedOf() async throws {
        let bench = try Bench("CrossTrade")
        let result = try await bench.run(
            "crosstrade", "--account", "A", "--order-id", hex(1), environment: ["CROSSTRADE_TOKEN": "t0k3n"])
        #expect(result.status == 15, "\(result)")
        #expect(result.error.hasPrefix("warning: CROSSTRADE_TOKEN has fewer than 6 characters; "))
        await bench.server.stop()
    }

    @Test func aDryRunShowsTheMaskedRequestAndSendsNothing() async throws {
        let bench = try Bench("CrossTrade")
        let result = try await run(bench, "--dry-run")
        #expect(result.status == 0)
        #expect(
            result.output == """
                curl --globoff --path-as-is --request POST --header 'Authorization: Bearer <redacted>' \
                --header 'Content-Type: application/json' --data-raw '{}' \
                \(bench.server.address)/v1/api/accounts/Sim101/orders/\(hex(7))/cancel

                """)
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test(arguments: [
        (["crosstrade", "--account", "..", "--order-id", hex(1)], "--account' is '.' or '..'"),
        (["crosstrade", "--account", "A", "--order-id", "short"], "--order-id' does not match '^[0-9a-fA-F]{32}$'"),
        (["crosstrade", "--account", "A\u{A0}", "--order-id", hex(1)], "--account' ends with U+00A0 NO-BREAK SPACE"),
        (["alphapoint", "--oms-id", "1.5", "--order-id", "1"], "--oms-id' is not a whole number"),
        (["alphapoint", "--oms-id", "1", "--order-id", "1", "--account-id", "2"], "do not go together"),
    ])
    func aValueThatIsNotTakenIsAMistakeInItsOption(words: [String], message: String) async throws {
        let bench = try Bench("CrossTrade")
        for extra in [[], ["--dry-run"]] {
            let result = try await bench.run(words: words + ["--base-url", bench.server.address] + extra)
            #expect(result.status == 2, "\(result)")
            #expect(result.error.contains(message), "\(result.error)")
            #expect(!result.error.contains("byte"))
        }
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test func aValueOfAnOptionThatHoldsForManyIsAMistakeInTheOptionToo() async throws {
        let bench = try Bench("CrossTrade")
        let file = try bench.write("orders", "orderId\n\(hex(1))\n\(hex(2))\n")
        let result = try await bench.run("crosstrade", "--account", "..", "--orders", file)
        #expect(result.status == 2, "\(result)")
        #expect(result.error == "error: the value of '--account' is '.' or '..', which a path cannot hold\n")
        #expect(bench.requests == 0)
        await bench.server.stop()
    }
}
