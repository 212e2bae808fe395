internal import SourceText
internal import VenueCodegen

/// The rules of specs' file names, which the stages do not know.
enum SpecNameRules {
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
            id: "spec-name",
            summary: "a spec that is to be generated is named '*.venue.yaml'",
            explanation: "The generated file's name is made from the spec's; any other name gives none.",
            badExample: "# the spec example.yaml",
            goodExample: "# the spec example.venue.yaml"),
    ]

    /// Every spec whose name gives no output name, or one that an earlier spec's gives.
    static func findings(_ files: [SourceFile]) -> [Diagnostic] {
        var first: [String: SourceFile] = [:]
        return files.compactMap { file in
            guard file.name.hasSuffix(SpecPaths.suffix), file.name != SpecPaths.suffix else { return misnamed(file) }
            let output = ClientGenerator.outputName(forSpecNamed: file.name)
            guard let other = first[output.lowercased()] else {
                first[output.lowercased()] = file
                return nil
            }
            return Diagnostic(
                rule: "duplicate-output",
                message: "'\(output)' would be generated from this spec and from another; rename one of them",
                path: file.path, range: .fileStart,
                notes: [.init(message: "the other spec is this one", path: other.path, range: .fileStart)])
        }
    }

    /// The finding about a name that is no spec's.
    private static func misnamed(_ file: SourceFile) -> Diagnostic {
        Diagnostic(
            rule: "spec-name",
            message: "expected a spec named '*\(SpecPaths.suffix)', found '\(file.name)'; rename it",
            path: file.path, range: .fileStart)
    }
}
