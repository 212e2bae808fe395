internal import SourceText

/// Reports `%YAML`, `%TAG` and other directives.
enum DirectiveCheck {
    /// Reports every directive and makes it a comment, so that reading can go on and a thousand of them cost nothing.
    static func run(on text: inout YAMLText) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var isExpected = true
        for number in 1...text.lines.count {
            guard let line = text.lines.offsets(ofLine: number) else { break }
            switch text[line.lowerBound] {
            case "%" where isExpected:
                let end = text.trimmingBlanks(before: line.upperBound, limit: line.lowerBound)
                let name = text.text(line.lowerBound..<end).prefix { $0 != " " && $0 != "\t" }
                diagnostics.append(
                    YAMLRule.directive.diagnostic(
                        "the directive '\(name)' has no meaning in a spec; remove it",
                        path: text.path, range: text.range(line.lowerBound, end)))
                text.replace(at: line.lowerBound, with: "#")
            case "#":
                continue
            case nil:
                continue
            default:
                let isBlank = text.trimmingBlanks(before: line.upperBound, limit: line.lowerBound) == line.lowerBound
                if !isBlank { isExpected = text.scalars[line].starts(with: "...".unicodeScalars) }
            }
        }
        return diagnostics
    }
}
