internal import SourceText
internal import VenueCodegen

/// The rules of specs' file names, which the stages do not know.
package enum SpecNameRule: String, CaseIterable, DiagnosticRule {
    /// Two specs of one name.
    case duplicate = "duplicate-output"
    case specName = "spec-name"

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
