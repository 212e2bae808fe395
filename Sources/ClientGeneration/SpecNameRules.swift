package import SourceText
internal import VenueCodegen

/// The rules of specs' file names, which the stages do not know.
package enum SpecNameRules {
    /// Documentation of these rules, sorted by id.
    package static let all = [duplicate, specName]

    private static let duplicate = RuleDescription(
        id: "duplicate-output", summary: "no two specs of a run have the same file name",
        explanation: """
            The generated file is named after the spec, and Swift takes one file of a name per module. Names that \
            differ only in case are the same file on some machines. Rename one of the specs.
            """,
        badExample: "# the specs eu/example.venue.yaml and us/example.venue.yaml",
        goodExample: "# the specs eu/example-eu.venue.yaml and us/example-us.venue.yaml")

    private static let specName = RuleDescription(
        id: "spec-name", summary: "a spec is named '*.venue.yaml', in characters that can be seen",
        explanation: """
            The generated file's name is made from the spec's; any other name gives none. The name also stands in \
            generated comments and in reports, where a line end, a control character or one that turns the direction \
            of text would be more than a name.
            """, badExample: "# the spec example.yaml", goodExample: "# the spec example.venue.yaml")

    /// Every spec whose name gives no output name, is no name to show, or gives the output name of an earlier spec.
    static func findings(_ files: [SourceFile]) -> [Diagnostic] {
        var first: [String: SourceFile] = [:]
        return files.compactMap { file in
            guard file.name.hasSuffix(SpecPaths.suffix), file.name != SpecPaths.suffix else {
                return specName.finding(
                    "expected a spec named '*\(SpecPaths.suffix)', found '\(file.name)'; rename it", in: file.path,
                    at: .fileStart)
            }
            if let scalar = file.name.unicodeScalars.first(where: isUnseen) {
                let shown = file.name.unicodeScalars.map { isUnseen($0) ? escaped($0) : String($0) }.joined()
                return specName.finding(
                    "a spec's name holds only characters that can be seen, found \(escaped(scalar)) in '\(shown)'; "
                        + "rename it", in: file.path, at: .fileStart)
            }
            let output = ClientGenerator.outputName(forSpecNamed: file.name)
            guard let other = first[output.lowercased()] else {
                first[output.lowercased()] = file
                return nil
            }
            return duplicate.finding(
                "'\(output)' would be generated from this spec and from another; rename one of them", in: file.path,
                at: .fileStart,
                notes: [.init(message: "the other spec is this one", path: other.path, range: .fileStart)])
        }
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
