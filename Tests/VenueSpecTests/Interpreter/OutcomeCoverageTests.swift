import SourceText
import TestScheduling
import Testing

@testable import VenueSpec

@Suite("The outcome table is total and has no dead rows", .bounded)
struct OutcomeCoverageTests {
    /// The findings for rules about statuses 200, 400 and 500; `total` ends each of them.
    private func findings(_ rules: String, total: Bool = true) throws -> [String] {
        let end = "\n      - { status: [200, 400, 500], then: unknown(inconclusive) }"
        let test = try TestVenue(
            types: """
                  Reply:
                    properties:
                      state: { type: State, required: false }
                      code: { type: Code, required: false }
                      text: { type: string, required: false }
                      flag: { type: boolean, required: false }
                      ids: { type: array, items: string, required: false }
                  State: { enum: [A, B] }
                  Code: { type: integer, enum: { 0: { name: none }, 1: { name: one } } }
                """,
            operation: """
                    parameters: { id: string }
                    identity: [id]
                    repeatable: safe
                    http: { request: 'DELETE /o/{id}' }
                    responses: { 200: Reply, 400: Reply, 500: Reply }
                    outcomes:
                \(rules.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n"))\(total ? end : "")
                """)
        var report = Report(test.venue.file)
        OutcomeCoverage.check(test.operation, of: test.venue, &report)
        return report.diagnostics.map { "\($0.rule): \($0.message)" }
    }

    @Test("a table that is total and alive has no findings")
    func total() throws {
        let found = try findings(
            """
            - { status: 200, when: { flag: true, state: A }, then: canceled }
            - { status: 200, when: { flag: true }, then: pendingCancel }
            - { status: 200, when: { text: { contains: order not found } }, then: unknownOrder }
            - { status: 200, when: { text: { contains: not found } }, then: gone }
            - { status: [200, 400], by: state, then: { A: gone, B: canceled } }
            - { status: 400, when: { ids: { contains: ab } }, then: gone }
            - { status: 400, when: { ids: { contains: abc } }, then: canceled }
            - { status: 400, when: { 'ids[*]': x, 'ids[0]': y }, then: canceled }
            - { status: 400, proof: status, then: gone }
            """, total: false)
        #expect(
            found == [
                "status-without-outcome: status 200 can end without an outcome; end its rules with one that has "
                    + "neither 'when' nor 'by'",
                "status-without-outcome: status 500 can end without an outcome; end its "
                    + "rules with one that has neither 'when' nor 'by'",
            ])
    }

    @Test("a deciding field lists its declared values, no others")
    func values() throws {
        #expect(
            try findings("- { status: 200, by: state, then: { A: gone, C: gone } }") == [
                "value-without-outcome: 'state' can be 'B', which has no outcome; list it under 'then'",
                "value-without-outcome: 'C' is not a declared value of 'state'; declare it in the enumeration or remove it",
            ])
    }

    @Test("a value that is decided elsewhere need not, and may not, be listed")
    func decidedElsewhere() throws {
        #expect(
            try findings(
                """
                - { status: 200, when: { code: 1 }, then: gone }
                - { status: 200, by: code, then: { 0: canceled } }
                """) == [])
        #expect(try findings("- { status: 200, when: { state: A }, by: state, then: { A: gone } }") == [])
        let dead = try findings(
            """
            - { status: 200, when: { code: 1 }, then: gone }
            - { status: 200, by: code, then: { 0: canceled, 1: gone } }
            """)
        #expect(dead.count == 1)
        #expect(dead.allSatisfy { $0.hasPrefix("unreachable-outcome: the value '1' never decides status 200, since") })
    }

    @Test(
        "a row that an earlier one covers is dead",
        arguments: [
            ("{ status: [200, 400], then: gone }", "{ status: 200, when: { flag: true }, then: canceled }"),
            (
                "{ status: 200, when: { flag: true }, then: gone }",
                "{ status: 200, when: { flag: true }, then: canceled }"
            ),
            (
                "{ status: 200, when: { flag: true }, then: gone }",
                "{ status: 200, when: { state: A, flag: true }, then: canceled }"
            ),
            (
                "{ status: 200, when: { text: [a, b] }, then: gone }",
                "{ status: 200, when: { text: a }, then: canceled }"
            ),
            (
                "{ status: 200, when: { text: { contains: found } }, then: gone }",
                "{ status: 200, when: { text: { contains: not found } }, then: canceled }"
            ),
            (
                "{ status: 200, when: { text: { contains: a } }, then: gone }",
                "{ status: 200, when: { text: { prefix: ba } }, then: canceled }"
            ),
            (
                "{ status: 200, when: { text: { prefix: a } }, then: gone }",
                "{ status: 200, when: { text: ab }, then: canceled }"
            ),
            (
                "{ status: 200, when: { text: { matches: '^a' } }, then: gone }",
                "{ status: 200, when: { text: ab }, then: canceled }"
            ),
            (
                "{ status: 200, when: { text: { present: true } }, then: gone }",
                "{ status: 200, when: { text: { matches: x } }, then: canceled }"
            ),
            (
                "{ status: 200, by: state, then: { A: gone, B: gone } }",
                "{ status: 200, when: { state: B }, then: canceled }"
            ),
            (
                "{ status: 200, when: { ids: { contains: x } }, then: gone }",
                "{ status: 200, when: { 'ids[*]': x }, then: canceled }"
            ),
        ])
    func shadowed(first: String, second: String) throws {
        let found = try findings("- \(first)\n- \(second)").filter {
            $0.contains("never decides status 200, since line ")
        }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.hasPrefix("unreachable-outcome: this rule never decides") })
        #expect(try findings("- \(second)") == [])
    }

    @Test(
        "conditions that exclude each other are dead",
        arguments: [
            "text: a, state: { equals: A, oneOf: [B] }", "text: { equals: a, prefix: b }",
            "text: { equals: a, contains: b }",
            "text: { present: false, contains: a }", "text: { equals: a, matches: '^b' }",
            "ids: { present: false }, 'ids[0]': x",
        ])
    func contradictions(when: String) throws {
        let found = try findings("- { status: 200, when: { \(when) }, then: gone }")
        #expect(found.count == 1 && found[0].hasSuffix("never hold together; remove one of them"), "\(found)")
    }

    @Test("proof by status after an ordinary end still decides bodies that do not fit")
    func proof() throws {
        #expect(
            try findings(
                """
                - { status: [200, 500], then: unknown(inconclusive) }
                - { status: 400, then: gone }
                - { status: 400, proof: status, then: unknown(inconclusive) }
                """, total: false) == [])
    }

    @Test("a server error proves nothing")
    func serverErrors() throws {
        #expect(
            try findings(
                """
                - { status: 500, when: { flag: true }, then: throttled }
                - { status: [400, 500], when: { flag: false }, then: gone }
                - { status: 500, by: state, then: { A: unknown(serverError), B: canceled } }
                """)
                == ["gone", "canceled"].map {
                    "server-error-decided: status 500 proves nothing, so it cannot mean '\($0)'; use 'unknown(…)' or "
                        + "'throttled(…)', or 'proof: body' with a test of its code or text"
                })
    }
}
