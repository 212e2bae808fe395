package import SourceText
internal import VenueCodegen

/// The rules of specs' file names, which the stages do not know.
package enum SpecNameRules {
    /// Documentation of these rules, sorted by id.
    package static let all = [
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
            summary: "a spec is named '*.venue.yaml', in characters that can be seen",
            explanation: """
                The generated file's name is made from the spec's; any other name gives none. The name also stands in \
                generated comments and in reports, where a line end, a control character or one that turns the direction \
                of text would be more than a name.
                """,
            badExample: "# the spec example.yaml",
            goodExample: "# the spec example.venue.yaml"),
    ]

    /// Every spec whose name gives no output name, is no name to show, or gives the output name of an earlier spec.
    static func findings(_ files: [SourceFile]) -> [Diagnostic] {
        var first: [String: SourceFile] = [:]
        return files.compactMap { file in
            guard file.name.hasSuffix(SpecPaths.suffix), file.name != SpecPaths.suffix else { return misnamed(file) }
            if let scalar = file.name.unicodeScalars.first(where: isUnseen) { return unseen(scalar, in: file) }
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

    /// The finding about a name that cannot be shown as it is.
    private static func unseen(_ scalar: Unicode.Scalar, in file: SourceFile) -> Diagnostic {
        Diagnostic(
            rule: "spec-name",
            message: "a spec's name holds only characters that can be seen, found \(escaped(scalar)) in "
                + "'\(file.name.unicodeScalars.map { isUnseen($0) ? escaped($0) : String($0) }.joined())'; rename it",
            path: file.path, range: .fileStart)
    }

    /// Whether a scalar is a control or format character, or ends a line or paragraph.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }

    /// A scalar by its number, as Swift writes it.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
}
