internal import SourceText

/// Runs the rules about the outcome table, which share one reading of it.
enum OutcomeRules {
    /// Reports every flaw of every operation's table.
    static func check(_ venue: Venue, _ report: inout Report) {
        for finding in venue.operations.flatMap({ OutcomeCoverage.findings(for: $0, venue: venue) }) {
            let notes = finding.related.map { [("the other place is here", $0)] } ?? []
            report.add(finding.rule, finding.message, at: finding.range, notes: notes)
        }
    }
}
