internal import SourceText
internal import VenueCodegen

/// The rules of the output directory: it holds what the specs give, and nobody else's files are in the way.
package enum OutputRule: String, CaseIterable, DiagnosticRule {
    case blocked = "blocked-output"
    case edited = "edited-output"
    case missing = "missing-output"
    case orphaned = "orphaned-output"
    case stale = "stale-output"

    /// The finding about a step that would change something.
    static func finding(_ step: OutputPlan.Step, in directory: String) -> Diagnostic? {
        let file = directory.appending(name: step.name)
        return switch step.action {
        case .keep: nil
        case .remove: orphaned.finding("no spec gives this file any more", in: file)
        case .write(nil, _): missing.finding("the specs give this file, and it is not there", in: file)
        // The index names no digests, so its header does not tell an edit from a change of specs.
        case .write(let old?, let new)
        where step.name != ClientGenerator.indexName && header(of: old) == header(of: new):
            edited.finding("edited by hand; change the spec instead", in: file, line: firstDifference(old, new))
        case .write(let old?, let new):
            stale.finding("not what its spec gives today", in: file, line: firstDifference(old, new))
        }
    }

    /// The finding about something that is in the way.
    static func finding(_ obstacle: OutputPlan.Obstacle, in directory: String) -> Diagnostic {
        blocked.finding(
            "cannot be replaced: \(obstacle.reason); move it, or generate elsewhere",
            in: directory.appending(name: obstacle.name))
    }

    private func finding(_ message: String, in path: String, line: Int = 1) -> Diagnostic {
        let start = SourcePosition(line: line, column: 1)
        return finding(message, in: path, at: SourceRange(start: start, end: start))
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
