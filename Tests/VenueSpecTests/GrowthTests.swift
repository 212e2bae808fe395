import Foundation
import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

/// Checking a spec takes time and memory that grow as the spec does, or the spec is refused with a place.
@Suite(.bounded) struct GrowthTests {
    /// A spec of many parts of one kind.
    private static func spec(
        types: String = "", parameters: String = "", json: String = "{ orderId }", query: String = "",
        responses: String = "200: Reply", outcomes: String = "- { status: 200, then: unknown(inconclusive) }",
        examples: String = "", quirks: String = ""
    ) -> SourceFile {
        SourceFile(
            path: "a.venue.yaml",
            text: """
                format: 1
                venue: Growth
                docs: { read: 2026-11-20, digest: sha256:\(String(repeating: "0", count: 64)) }
                servers: { main: https://a.example }
                security: bearer
                types:
                  Reply: { properties: { state: State } }
                \(types.isEmpty ? "  State: { enum: [A] }" : types)
                operations:
                  cancelOrder:
                    parameters: { orderId: string\(parameters) }
                    identity: [orderId]
                    repeatable: safe
                    http: { request: POST /orders, json: \(json)\(query) }
                    responses: { \(responses) }
                    outcomes:
                      \(outcomes)
                    examples:
                      - { name: one, input: { orderId: a }, request: { line: POST /orders }\(examples) }
                quirks: [\(quirks)]
                """)
    }

    /// Numbers in a row, each made into a text.
    private static func many(_ count: Int, _ separator: String = ", ", _ text: (Int) -> String) -> String {
        (0..<count).map(text).joined(separator: separator)
    }

    /// Specs in which something occurs very often.
    static let long: [(String, SourceFile)] = [
        (
            "values with an outcome each",
            spec(
                types: "  State: { enum: [\(many(4000) { "V\($0)" })] }",
                outcomes: "- { status: 200, by: state, then: { \(many(4000) { "V\($0): pendingCancel" }) } }\n"
                    + "      - { status: 200, then: unknown(inconclusive) }")
        ),
        ("values beyond the limit", spec(types: "  State: { enum: [\(many(10_000) { "V\($0)" })] }")),
        ("parameters", spec(parameters: ", " + many(4000) { "p\($0): string" })),
        ("parameters nobody declares", spec(json: "{ \(many(4000) { "p\($0)" }) }")),
        ("types in a chain", spec(types: many(4000, "\n") { "  T\($0): { properties: { a: T\($0 + 1) } }" })),
        (
            "types that hold the next one twice",
            spec(
                types: "  State: { enum: [A] }\n"
                    + many(60, "\n") { "  T\($0): { properties: { a: T\($0 + 1), b: T\($0 + 1) } }" }
                    + "\n  T60: { properties: {} }")
        ),
        ("properties", spec(types: "  State: { properties: { \(many(4000) { "p\($0): string" }) } }")),
        (
            "rows",
            spec(outcomes: many(4000, "\n      ") { "- { status: 200, when: { state: A\($0) }, then: gone }" })
        ),
        ("statuses", spec(responses: many(4000) { "\(200 + $0): Reply" })),
        (
            "replies",
            spec(examples: ", replies: [\(many(4000) { "{ name: r\($0), status: 200, outcome: gone }" })]")
        ),
        ("quirks", spec(quirks: many(4000) { "{ id: q\($0), docs: a, decision: b }" })),
        ("unknown keys", spec(query: ", " + many(4000) { "quory\($0): a" })),
        (
            "texts within texts",
            spec(
                json: String(repeating: "{ $encoded: ", count: 24) + "{ orderId }"
                    + String(repeating: " }", count: 24))
        ),
        (
            "slips in one line of values",
            spec(
                types: "  State: { enum: [\(many(1000) { "VALUE\($0)" })] }",
                outcomes: "- { status: 200, by: state, then: { \(many(1000) { "VALVE\($0): gone" }) } }")
        ),
    ]

    /// The seconds this thread has worked for, which others that keep the machine busy do not add to.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test("ends soon", .timeLimit(.minutes(1)), arguments: long.indices)
    func endsSoon(_ index: Int) {
        let (name, file) = Self.long[index]
        let begin = Self.processorTime
        let analysis = SpecAnalysis([file])
        let time = Self.processorTime - begin
        // Five seconds are twenty times what it takes; quadratic it was minutes.
        #expect(time < 5, "\(name): \(time) s")
        #expect(!analysis.diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("parameters", "'parameters' has 4001 entries; at most 1000 are taken"),
        ("values beyond the limit", "'enum' has 10000 entries; at most 5000 are taken"),
        ("texts within texts", "invalid template: '$encoded' stands within '$encoded' more than 4 times"),
    ])
    func aLimitIsTold(_ name: String, message: String) throws {
        let file = try #require(Self.long.first { $0.0 == name }?.1)
        let found = SpecAnalysis([file]).diagnostics.first { $0.message == message }
        #expect(found?.range.start.column ?? 0 > 1)
    }

    @Test func typesThatHoldThemselvesAreFoundInAnyTangle() {
        let types =
            "  State: { properties: { a: B } }\n  B: { properties: { c: { type: array, items: C } } }\n"
            + "  C: { properties: { b: B, own: D } }\n  D: { properties: { d: D } }\n  E: { properties: { d: D } }"
        let found = SpecAnalysis([Self.spec(types: types)]).diagnostics.filter { $0.rule == "recursive-type" }
        #expect(found.map(\.message) == ["B", "C", "D"].map { "type '\($0)' holds itself" })
    }
}
