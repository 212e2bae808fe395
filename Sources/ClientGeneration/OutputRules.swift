package import SourceText
internal import VenueCodegen

/// The rules of the output directory: it holds what the specs give, and nobody else's files are in the way.
package enum OutputRules {
    /// Documentation of these rules, sorted by id.
    package static let all = [
        rule(
            "blocked-output", "nothing but a generated file stands where one is to be written",
            """
            The tool replaces only regular files that begin with the generated header: a file without it is somebody's \
            work, and a link may lead to it. Move it away, or give another directory with '--output'.
            """,
            bad: "# Generated/VenueClients/example.venue.swift, written by hand",
            good: "# Sources/MyClients/Example.swift, written by hand"),
        rule(
            "edited-output", "generated files are as they were generated",
            """
            The file's header is that of a fresh generation and the rest is not, so somebody edited it. The next \
            'venuegen generate' would lose the edit. Change the spec instead.
            """,
            bad: "# an edit in Generated/VenueClients/example.venue.swift",
            good: "# an edit in Specs/example.venue.yaml, and 'venuegen generate'"),
        rule(
            "missing-output", "every spec has its generated file",
            """
            The spec is new, or its generated file was not committed. Run 'venuegen generate' and commit what it writes.
            """,
            bad: "# a new Specs/example.venue.yaml alone",
            good: "# Specs/example.venue.yaml, and 'venuegen generate'"),
        rule(
            "orphaned-output", "every generated file has its spec",
            "The spec was deleted or renamed. Run 'venuegen generate' and commit the removal.",
            bad: "# Specs/example.venue.yaml deleted, Generated/VenueClients/example.venue.swift not",
            good: "# Specs/example.venue.yaml deleted, and 'venuegen generate'"),
        rule(
            "stale-output", "generated files are what their specs give today",
            "The spec or the tool has changed since. Run 'venuegen generate' and commit what it writes.",
            bad: "# an edit in Specs/example.venue.yaml alone",
            good: "# an edit in Specs/example.venue.yaml, and 'venuegen generate'"),
    ]

    /// The finding about a step that would change something.
    static func finding(_ step: OutputPlan.Step, in directory: String) -> Diagnostic? {
        switch step.action {
        case .keep: nil
        case .remove: diagnostic("orphaned-output", "no spec gives this file any more", step.name, directory)
        case .write(nil, _):
            diagnostic("missing-output", "the specs give this file, and it is not there", step.name, directory)
        case .write(let old?, let new):
            // The index names no digests, so its header does not tell an edit from a change of specs.
            if step.name != ClientGenerator.indexName, header(of: old) == header(of: new) {
                diagnostic(
                    "edited-output", "edited by hand; change the spec instead", step.name, directory,
                    line: firstDifference(old, new))
            } else {
                diagnostic(
                    "stale-output", "not what its spec gives today", step.name, directory,
                    line: firstDifference(old, new))
            }
        }
    }

    /// The finding about something that is in the way.
    static func finding(_ obstacle: OutputPlan.Obstacle, in directory: String) -> Diagnostic {
        diagnostic(
            "blocked-output", "cannot be replaced: \(obstacle.reason); move it, or generate elsewhere", obstacle.name,
            directory)
    }

    private static func rule(
        _ id: String, _ summary: String, _ explanation: String, bad: String, good: String
    ) -> RuleDescription {
        RuleDescription(id: id, summary: summary, explanation: explanation, badExample: bad, goodExample: good)
    }

    private static func diagnostic(
        _ rule: String, _ message: String, _ name: String, _ directory: String, line: Int = 1
    ) -> Diagnostic {
        let start = SourcePosition(line: line, column: 1)
        return Diagnostic(
            rule: rule, message: message, path: directory.appending(name: name),
            range: SourceRange(start: start, end: start))
    }

    /// The comment lines a generated file begins with; they name the tool, the spec and its digest.
    private static func header(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        Array(lines(bytes).prefix { $0.starts(with: "//".utf8) })
    }

    /// The number of the first line that differs.
    private static func firstDifference(_ old: [UInt8], _ new: [UInt8]) -> Int {
        zip(lines(old), lines(new)).prefix { $0 == $1 }.count + 1
    }

    /// A text's lines without their ends.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    }
}
