import SourceText
import SpecDiff
import TestScheduling
import Testing
import VenueCodegen
import VenueSpec

/// Rows that were merged, split, moved or said again count as what they do to replies.
@Suite(.bounded) struct SameMeaningTests {
    /// The findings about meaning of two tables for status 400, as `level rule`.
    private func findings(_ old: [String], _ new: [String]) throws -> [String] {
        let base = try DiffCase.file("replies.venue.yaml")
        /// The base with rows in place of its own.
        func venue(_ rows: [String], _ folder: String) throws -> Venue {
            let lines = base.split(separator: "\n", omittingEmptySubsequences: false)
            let start = try #require(lines.firstIndex { $0.contains("when: { message: { contains: already filled") })
            let end = try #require(lines.firstIndex { $0.contains("{ status: 400, then: rejected }") })
            let table = rows.map { "      - { status: 400, \($0) }" } + ["      - { status: 400, then: rejected }"]
            let text = lines[..<start] + table.map { $0[...] } + lines[(end + 1)...]
            return try DiffCase.venue(text.joined(separator: "\n"), path: "\(folder)/base.venue.yaml")
        }
        let difference = SpecDiff.compare(
            old: [try venue(old, "old")], new: [try venue(new, "new")], declarations: ClientGenerator().declarations)
        return difference.findings.filter { $0.category == .meaning }.map { "\($0.level.rawValue) \($0.rule)" }
    }

    /// A row that compares the message.
    private static func row(_ test: String, _ outcome: String) -> String {
        "when: { message: { \(test) } }, then: \(outcome)"
    }

    @Test(
        "No reply means anything else, and no finding asks for attention",
        arguments: [
            // Two rows merged into one, and split again.
            ([row("equals: A", "gone"), row("equals: B", "gone")], [row("oneOf: [A, B]", "gone")]),
            ([row("oneOf: [A, B]", "gone")], [row("equals: A", "gone"), row("equals: B", "gone")]),
            // A row that says what the last one says.
            ([], [row("prefix: no such", "rejected")]), ([row("contains: x", "rejected")], []),
            // A row in front of a wider one with the same outcome.
            ([row("contains: x", "gone")], [row("contains: xy", "gone"), row("contains: x", "gone")]),
            // Rows that no reply fits both of, or that mean the same.
            (
                [row("equals: A", "gone"), row("equals: B", "unknownOrder")],
                [row("equals: B", "unknownOrder"), row("equals: A", "gone")]
            ),
            (
                [row("contains: x", "gone"), row("contains: y", "gone")],
                [row("contains: y", "gone"), row("contains: x", "gone")]
            ),
        ] as [([String], [String])])
    func same(old: [String], new: [String]) throws {
        let found = try findings(old, new)
        #expect(!found.isEmpty && found.allSatisfy { $0.hasPrefix("info ") }, "\(found)")
    }

    @Test(
        "A reply means something else, and a finding says so",
        arguments: [
            ([row("equals: A", "gone"), row("equals: B", "gone")], [row("oneOf: [A, B, C]", "gone")]),
            ([row("oneOf: [A, B, C]", "gone")], [row("equals: A", "gone"), row("equals: B", "gone")]),
            ([], [row("prefix: no such", "unknownOrder")]), ([row("contains: x", "gone")], []),
            ([row("contains: xy", "gone")], [row("contains: xy", "gone"), row("contains: x", "gone")]),
            (
                [row("contains: x", "gone"), row("contains: y", "unknownOrder")],
                [row("contains: y", "unknownOrder"), row("contains: x", "gone")]
            ),
        ] as [([String], [String])])
    func different(old: [String], new: [String]) throws {
        let found = try findings(old, new)
        #expect(found.contains { !$0.hasPrefix("info ") }, "\(found)")
    }

    @Test("Very many conditions are not looked at for ever, and then count as different", .timeLimit(.minutes(1)))
    func bounded() throws {
        let many = (0..<60).map { Self.row("contains: word\($0)end", $0 % 2 == 0 ? "gone" : "unknownOrder") }
        #expect(try findings(many, many.reversed()).contains("error outcome-rows-reordered"))
    }
}
