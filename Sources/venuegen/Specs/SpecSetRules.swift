internal import SourceText
internal import VenueCodegen
internal import VenueSpec

/// The rules that no file breaks alone.
enum SpecSetRules {
    /// Documentation of these rules, sorted by id.
    static let all = [
        RuleDescription(
            id: "duplicate-output",
            summary: "no two specs of a run have the same file name",
            explanation: """
                The generated file is named after the spec, and Swift takes one file of a name per module. Names that \
                differ only in case are the same file on some machines. Rename one of the specs.
                """,
            badExample: "# the specs eu/example.venue.yaml and us/example.venue.yaml",
            goodExample: "# the specs eu/example-eu.venue.yaml and us/example-us.venue.yaml"),
        RuleDescription(
            id: "duplicate-venue",
            summary: "no two specs of a run describe a venue of the same name",
            explanation: """
                The venue's name is the namespace of everything generated for it. Names that differ only in case would \
                compile, and would be mistaken for each other. Rename one of the venues.
                """,
            badExample: """
                # one.venue.yaml
                venue: Example
                # two.venue.yaml
                venue: Example
                """,
            goodExample: """
                # one.venue.yaml
                venue: Example
                # two.venue.yaml
                venue: ExampleFutures
                """),
        RuleDescription(
            id: "spec-name",
            summary: "a spec that is to be generated is named '*.venue.yaml'",
            explanation: "The generated file's name is made from the spec's; any other name gives none.",
            badExample: "# the spec example.yaml",
            goodExample: "# the spec example.venue.yaml"),
    ]

    /// Every place where two of the files want to be the same thing.
    static func findings(files: [SourceFile], venues: [Venue]) -> [Diagnostic] {
        let outputs = files.filter(\.isNamedAsSpec).map { file in
            Claim(
                file: file, range: .fileStart, wanted: ClientGenerator.outputName(forSpecNamed: file.name),
                rule: "duplicate-output", problem: "would be generated from this spec and from another")
        }
        let names = venues.map { venue in
            Claim(
                file: venue.file, range: venue.file.rangeOfVenueName, wanted: venue.name.text,
                rule: "duplicate-venue", problem: "is the name of this venue and of another")
        }
        return Claim.conflicts(in: outputs) + Claim.conflicts(in: names)
    }

    /// The specs whose names give no output name.
    static func misnamed(_ files: [SourceFile]) -> [Diagnostic] {
        files.filter { !$0.isNamedAsSpec }.map { file in
            Diagnostic(
                rule: "spec-name",
                message: "expected a spec named '*\(SpecPaths.suffix)', found '\(file.name)'; rename it",
                path: file.path, range: .fileStart)
        }
    }
}

/// A name that a file wants to have for itself.
private struct Claim {
    /// The file.
    let file: SourceFile
    /// Where it says so.
    let range: SourceRange
    /// The name.
    let wanted: String
    /// The rule that two claims break.
    let rule: String
    /// What is wrong with two claims, after the name.
    let problem: String

    /// A finding for each claim whose name an earlier one has, be it in other case.
    static func conflicts(in claims: [Claim]) -> [Diagnostic] {
        var first: [String: Claim] = [:]
        return claims.compactMap { claim in
            guard let other = first[claim.wanted.lowercased()] else {
                first[claim.wanted.lowercased()] = claim
                return nil
            }
            return Diagnostic(
                rule: claim.rule, message: "'\(claim.wanted)' \(claim.problem); rename one of them",
                path: claim.file.path, range: claim.range,
                notes: [
                    .init(message: "'\(other.wanted)' is wanted here first", path: other.file.path, range: other.range)
                ])
        }
    }
}

extension SourceFile {
    /// Whether a generated file can be named after this one.
    fileprivate var isNamedAsSpec: Bool {
        name.hasSuffix(SpecPaths.suffix) && name != SpecPaths.suffix
    }

    /// The line that names the venue.
    fileprivate var rangeOfVenueName: SourceRange {
        var number = 1
        while let text = line(number) {
            if text.hasPrefix("venue:") {
                return SourceRange(
                    start: SourcePosition(line: number, column: 1),
                    end: SourcePosition(line: number, column: text.unicodeScalars.count + 1))
            }
            number += 1
        }
        return .fileStart
    }
}
