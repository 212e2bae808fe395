import TestScheduling
import Testing

/// What build servers show as test results.
@Suite(.bounded) struct DiffJUnitTests {
    @Test("A venue is a suite and a finding a test: those that fail the run fail, accepted ones are skipped")
    func report() throws {
        let workspace = try DiffSample.workspace()
        try workspace.remove("old/c.venue.yaml")
        try workspace.edit("new/a.venue.yaml", "for more tests.", "for <tests> & more.")
        try workspace.write(
            "accepted.yaml",
            DiffSample.entry(reason: "A <b> & \"c\".").replacing(
                "}]", with: "}, { fingerprint: 0123456789ab, reason: x, by: Jo, until: 2026-11-25 }]"))
        let run = try workspace.venuegen(
            "diff", "old", "new", "--format", "junit", "--accepted", "accepted.yaml", "--today", "2026-11-25")
        #expect(run.status == 1)
        #expect(
            run.output.replacing(/\((?!9bca)[0-9a-f]{12}\)/, with: "(…)") == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="venuegen diff" tests="4" failures="1" errors="0" skipped="1">
                  <testsuite name="Example" tests="3" failures="1" errors="0" skipped="1">
                    <testcase classname="Example" name="server-changed servers.production (9bca7a832912)">
                      <skipped message="accepted by Mara until 2026-11-25: A &lt;b&gt; &amp; &quot;c&quot;."/>
                    </testcase>
                    <testcase classname="Example" name="method-changed operations.cancelOrder.http.request (…)">
                      <failure type="error" message="an order may stay open: 'cancelOrder' is sent with POST \
                instead of DELETE">error: an order may stay open: 'cancelOrder' is sent with POST instead of DELETE
                old/a.venue.yaml:18:16
                new/a.venue.yaml:18:16
                - DELETE
                + POST
                Swift: Example.CancelOrder.prepare</failure>
                    </testcase>
                    <testcase classname="Example" name="description-changed description (…)">
                      <system-out>info: the venue is described in other words
                old/a.venue.yaml:3:14
                new/a.venue.yaml:3:14
                - A venue for tests.
                + A venue for &lt;tests&gt; &amp; more.</system-out>
                    </testcase>
                  </testsuite>
                  <testsuite name="accepted.yaml" tests="1" failures="0" errors="0" skipped="0">
                    <testcase classname="accepted.yaml" name="acceptance-unused at 1:109">
                      <system-out>info: no change has the fingerprint '0123456789ab'; a comparison with an older \
                version may need the entry until 2026-11-25
                accepted.yaml:1:109</system-out>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }
}
