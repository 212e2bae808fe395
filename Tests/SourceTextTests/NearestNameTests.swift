import TestScheduling
import Testing

@testable import SourceText

@Suite("A misspelt name suggests the one that was meant", .bounded)
struct NearestNameTests {
    /// Names as a language may have them.
    private let known = ["method", "path", "query", "headers", "rateLimits", "orderId", "is", "json", "by"]

    @Test(
        "swaps, slips, case and separators lead to the name",
        arguments: [
            ("mehtod", "method"), ("metod", "method"), ("methodd", "method"), ("header", "headers"),
            ("rate_limit", "rateLimits"), ("rate-limits", "rateLimits"), ("orderID", "orderId"), ("OrderId", "orderId"),
            ("jsno", "json"), ("iz", "is"),
        ])
    func near(name: String, expected: String) {
        #expect(NearestName.nearest(to: name, in: known) == expected)
    }

    @Test(
        "a name that is nothing like any suggests none", arguments: ["", "x", "url", "zzzzzz", "timeout", "hdrs", "b"])
    func far(name: String) {
        #expect(NearestName.nearest(to: name, in: known.filter { $0 != "by" }) == nil)
    }

    @Test("the closest wins, and of equals the first")
    func choice() {
        #expect(NearestName.nearest(to: "serverz", in: ["severs", "servers", "server"]) == "servers")
        #expect(NearestName.nearest(to: "cat", in: ["bat", "hat"]) == "bat")
        #expect(NearestName.nearest(to: "cat", in: ["hat", "bat"]) == "hat")
        #expect(NearestName.nearest(to: "cat", in: []) == nil)
        #expect(NearestName.nearest(to: "cat", in: ["cat"]) == nil)
    }

    @Test(
        "the distance counts insertions, removals, replacements and swaps",
        arguments: [
            ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "acb", 1), ("ca", "abc", 3), ("kitten", "sitting", 3),
        ])
    func distance(left: String, right: String, expected: Int) {
        #expect(NearestName.distance(Array(left), Array(right)) == expected)
    }

    @Test("a very long name is compared with nothing like it at no cost")
    func long() {
        #expect(NearestName.nearest(to: String(repeating: "a", count: 1_000_000), in: known) == nil)
    }
}
