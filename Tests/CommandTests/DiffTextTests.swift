import TestScheduling
import Testing

/// What people read.
@Suite(.bounded) struct DiffTextTests {
    @Test("Changes stand by venue, errors first, with both places, both texts and what they touch")
    func text() throws {
        let run = try DiffSample.workspace().venuegen("diff", "old", "new")
        #expect(run.error.isEmpty)
        #expect(
            run.output == """
                Cc: 1 error

                  error: an order may stay open: the venue 'Cc' is gone; its orders can no
                    longer be cancelled [venue-removed]
                    old/c.venue.yaml:2:8 → nothing
                    - Cc
                    Swift: Cc
                    fingerprint: \(Self.fingerprint(1, in: run.output))

                Example: 2 errors, 1 info

                  error: credentials may go elsewhere: requests to 'production' and their
                    credentials go to https://new.example.com instead of
                    https://api.example.com [server-changed]
                    old/a.venue.yaml:8:15 → new/a.venue.yaml:8:15
                    - https://api.example.com
                    + https://new.example.com
                    Swift: Example.Server.production
                    fingerprint: 9bca7a832912

                  error: an order may stay open: 'cancelOrder' is sent with POST instead of
                    DELETE [method-changed]
                    old/a.venue.yaml:18:16 → new/a.venue.yaml:18:16
                    - DELETE
                    + POST
                    Swift: Example.CancelOrder.prepare
                    fingerprint: \(Self.fingerprint(3, in: run.output))

                  info: the venue is described in other words [description-changed]
                    old/a.venue.yaml:3:14 → new/a.venue.yaml:3:14
                    - A venue for tests.
                    + A venue for more tests.
                    fingerprint: \(Self.fingerprint(4, in: run.output))

                2 venues differ, 1 is unchanged: 3 errors, 1 info

                old/c.venue.yaml:2:8: error: an order may stay open: the venue 'Cc' is gone; its
                  orders can no longer be cancelled [venue-removed]
                new/a.venue.yaml:8:15: error: credentials may go elsewhere: requests to
                  'production' and their credentials go to https://new.example.com instead of
                  https://api.example.com [server-changed]
                new/a.venue.yaml:18:16: error: an order may stay open: 'cancelOrder' is sent
                  with POST instead of DELETE [method-changed]

                """)
    }

    @Test("Lines fit the width of the terminal where words allow", arguments: [60, 80, 140])
    func width(columns: Int) throws {
        let run = try DiffSample.workspace()
            .venuegen("diff", "old", "new", environment: ["COLUMNS": String(columns)])
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= columns })
        #expect(run.output.contains("instead of https://api.example.com [server-changed]\n") == (columns == 140))
    }

    @Test("Colours are there when asked for, and only then")
    func color() throws {
        let workspace = try DiffSample.workspace()
        let coloured = try workspace.venuegen("diff", "old", "new", "--color", "always").output
        let plain = try workspace.venuegen("diff", "old", "new").output
        #expect(coloured.contains("  \u{1B}[1;31merror:\u{1B}[0m an order may stay open: 'cancelOrder'"))
        #expect(coloured.contains("    \u{1B}[31m- DELETE\u{1B}[0m\n    \u{1B}[32m+ POST\u{1B}[0m\n"))
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test("A control character of a spec does not reach the terminal")
    func control() throws {
        let workspace = try Workspace([
            "old/a.venue.yaml": Sample.spec(),
            "new/a.venue.yaml": Sample.spec().replacing(
                "https://api.example.com", with: "\"https://a.example.com/\\e[2J\""),
        ])
        let run = try workspace.venuegen("diff", "old", "new")
        #expect(!(run.output + run.error).contains("\u{1B}"))
    }

    @Test("The errors of a report that is longer than a screen stand once more at its end; those accepted do not")
    func errorsAgain() throws {
        let workspace = try DiffSample.workspace()
        try workspace.write("accepted.yaml", DiffSample.entry())
        let run = try workspace.venuegen(
            "diff", "old", "new", "--accepted", "accepted.yaml", "--today", "2026-11-25",
            environment: ["COLUMNS": "140"])
        #expect(
            run.output.hasSuffix(
                """

                2 venues differ, 1 is unchanged: 2 errors, 1 info, 1 accepted

                old/c.venue.yaml:2:8: error: an order may stay open: the venue 'Cc' is gone; its orders can no longer be cancelled [venue-removed]
                new/a.venue.yaml:18:16: error: an order may stay open: 'cancelOrder' is sent with POST instead of DELETE [method-changed]

                """))
        try workspace.remove("old/c.venue.yaml")
        try workspace.edit("new/a.venue.yaml", "POST /orders", "DELETE /orders")
        let short = try workspace.venuegen("diff", "old", "new")
        #expect(short.output.hasSuffix("\n1 venue differs, 1 is unchanged: 1 error, 1 info\n"))
    }

    @Test("A status that was not documented meant something: the diff says what, and what it means now")
    func undocumentedDefault() throws {
        let documented = Sample.spec()
            .replacing("204: none\n", with: "204: none\n      409: any\n")
            .replacing("then: canceled }\n", with: "then: canceled }\n      - { status: 409, then: rejected }\n")
        let workspace = try Workspace(["old/a.venue.yaml": Sample.spec(), "new/a.venue.yaml": documented])
        let run = try workspace.venuegen("diff", "old", "new", environment: ["COLUMNS": "140"])
        #expect(
            run.output.contains(
                """
                  warning: an order may be judged wrongly: a reply of status 409 means rejected(other) instead of unknown(undocumented) [response-added]

                """))
        #expect(run.output.contains("\n    - unknown(undocumented)\n    + rejected(other), with any\n"))
        let reverse = try workspace.venuegen("diff", "new", "old", "--format", "html")
        #expect(reverse.output.contains("unknown(undocumented)"))
    }

    @Test("Nothing to report is said in one line")
    func nothing() throws {
        let workspace = try DiffSample.workspace()
        let run = try workspace.venuegen("diff", "old", "old")
        #expect(run.status == 0)
        #expect(run.output == "3 venues unchanged\n")
    }

    /// The fingerprint of a finding by its number in the report.
    private static func fingerprint(_ number: Int, in report: String) -> String {
        let all = report.matches(of: /fingerprint: ([0-9a-f]{12})\n/).map { String($0.output.1) }
        return all.indices.contains(number - 1) ? all[number - 1] : "none"
    }
}
