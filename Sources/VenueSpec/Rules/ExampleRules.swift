internal import SourceText

/// Runs the rules about examples, which share one execution of them.
enum ExampleRules {
    /// Reports everything the examples of every operation get wrong or leave out, and the slips they show.
    ///
    /// Slips are looked for in a whole venue only: another call may show what this one does not.
    static func check(_ venue: Venue, isWhole: Bool, _ report: inout Report) {
        let executed = venue.operations.map { ExecutedExamples(of: $0, venue: venue) }
        for finding in executed.flatMap(ExampleCheck.findings) {
            if let unknown = finding.unknown {
                report.addUnknown(
                    finding.rule, finding.message, name: unknown.name, known: unknown.known, at: finding.range)
            } else {
                report.add(finding.rule, finding.message, at: finding.range)
            }
        }
        if isWhole { MisspeltDeclaration.check(venue, executed, &report) }
    }
}
