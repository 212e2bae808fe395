internal import SourceText

/// Runs the rules about examples, which share one execution of them.
enum ExampleRules {
    /// Reports everything the examples of every operation get wrong or leave out.
    static func check(_ venue: Venue, _ report: inout Report) {
        for finding in venue.operations.flatMap({ ExampleCheck.findings(for: $0, venue: venue) }) {
            guard let rule = RuleCatalog.rule(finding.kind.rawValue) else { continue }
            if let unknown = finding.unknown {
                report.addUnknown(rule, finding.message, name: unknown.name, known: unknown.known, at: finding.range)
            } else {
                report.add(rule, finding.message, at: finding.range)
            }
        }
    }
}
