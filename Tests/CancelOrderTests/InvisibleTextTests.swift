import Foundation
import TestScheduling
import Testing
import VenueSimulator

/// Identifiers that only seem to be what people see are refused.
@Suite(.bounded) struct InvisibleTextTests {
    private static let flaws = [
        ("9 ", "ends with U+0020 SPACE"), (" 9", "begins with U+0020 SPACE"), ("9\t", "ends with U+0009"),
        ("\u{FEFF}9", "begins with U+FEFF ZERO WIDTH NO-BREAK SPACE"), ("1\u{200B}2", "holds U+200B ZERO WIDTH SPACE"),
        ("1\u{A0}2", "holds U+00A0 NO-BREAK SPACE"), ("1\u{AD}2", "holds U+00AD SOFT HYPHEN"),
        ("1\u{202E}2", "holds U+202E RIGHT-TO-LEFT OVERRIDE"), ("1\u{3164}2", "holds U+3164 HANGUL FILLER"),
        ("1\u{2007}2", "holds U+2007 FIGURE SPACE"), ("9\u{FE0F}", "ends with U+FE0F VARIATION SELECTOR-16"),
        ("1\u{2028}2", "holds U+2028 LINE SEPARATOR"), ("9\u{2066}", "ends with U+2066 LEFT-TO-RIGHT ISOLATE"),
    ]

    @Test(arguments: flaws)
    func theyAreRefusedInOptionsAndInBothFormsOfFiles(id: String, flaw: String) async throws {
        let bench = try Bench("B2Trader")
        let option = try await bench.run("b2trader", "--account-id", "7", "--order-id", id)
        #expect(option.status == 2)
        #expect(option.error.hasPrefix("error: the value of '--order-id' \(flaw)"), "\(option.error)")
        let csv = try bench.write("csv", "orderId\n1\n\(id)\n")
        let json = try bench.write(
            "json", "{\"orderId\":\"1\"}\n{\"orderId\":\"\(id.replacing("\t", with: "\\t"))\"}\n")
        for (file, line) in [(csv, 3), (json, 2)] {
            let result = try await bench.run("b2trader", "--account-id", "7", "--orders", file)
            #expect(result.status == 3)
            #expect(result.error.contains("\(file):\(line): error: 'orderId' \(flaw)"), "\(result.error)")
        }
        #expect(bench.requests == 0)
        await bench.server.stop()
    }

    @Test(arguments: ["an id", "Zürich-Straße 7", "注文-1", "a-b_c~d"])
    func whatPeopleSeeIsTaken(id: String) async throws {
        let bench = try Bench("CrossTrade")
        let result = try await bench.run("crosstrade", "--account", id, "--order-id", hex(1), "--dry-run")
        #expect(result.status == 0, "\(result)")
        await bench.server.stop()
    }
}
