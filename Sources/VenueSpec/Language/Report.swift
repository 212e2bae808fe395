package import SourceText

/// Collects the findings of one file.
package struct Report {
    let file: SourceFile
    /// What was found, in the order it was found.
    package private(set) var diagnostics: [Diagnostic] = []

    package init(_ file: SourceFile) {
        self.file = file
    }

    package mutating func add(
        _ rule: LanguageRule, _ message: String, at range: SourceRange,
        notes: [(String, SourceRange)] = [], fixIts: [Diagnostic.FixIt] = []
    ) {
        diagnostics.append(
            Diagnostic(
                rule: rule.id, severity: rule.severity, message: message, path: file.path, range: range,
                notes: notes.map { Diagnostic.Note(message: $0.0, path: file.path, range: $0.1) }, fixIts: fixIts))
    }

    /// How much may still be compared to find out what was meant; a file of nothing but slips gets no more.
    private var comparisons = 200_000

    /// Adds a finding about a name that is not known, with the nearest known one as its cure.
    ///
    /// Where the name is only a part of the text at the place, the cure leaves the rest as it is. `otherwise` ends the
    /// message where no known name is near.
    mutating func addUnknown(
        _ rule: LanguageRule, _ message: String, name: String, known: [String], at range: SourceRange,
        otherwise: String = ""
    ) {
        let effort = known.count * max(name.utf8.count, 1)
        comparisons -= min(comparisons, effort)
        guard comparisons > 0, let nearest = NearestName.nearest(to: name, in: known) else {
            return add(rule, message + otherwise, at: range)
        }
        let fixIt = place(of: name, in: range).flatMap { place in
            Self.isPlainText(nearest)
                ? Diagnostic.FixIt(message: "replace with '\(nearest)'", range: place, replacement: nearest) : nil
        }
        add(rule, message + "; did you mean '\(nearest)'?", at: range, fixIts: fixIt.map { [$0] } ?? [])
    }

    /// Where a name stands, as a whole word and after some text, in a place on one line; `nil` if it does not.
    func place(of name: String, after prefix: String = "", in range: SourceRange) -> SourceRange? {
        guard range.start.line == range.end.line, let line = file.line(range.start.line) else { return nil }
        let scalars = Array(line.unicodeScalars)
        let (wanted, length) = (Array((prefix + name).unicodeScalars), name.unicodeScalars.count)
        let end = min(range.end.column - 1, scalars.count)
        for start in stride(from: range.start.column - 1, through: end - wanted.count, by: 1) {
            let after = start + wanted.count
            guard scalars[start..<after].elementsEqual(wanted),
                !prefix.isEmpty || start == 0 || !Self.isWordScalar(scalars[start - 1]),
                after == scalars.count || !Self.isWordScalar(scalars[after])
            else { continue }
            return SourceRange(
                start: SourcePosition(line: range.start.line, column: after - length + 1),
                end: SourcePosition(line: range.start.line, column: after + 1))
        }
        return nil
    }

    /// Whether the text means itself in YAML wherever a word does.
    private static func isPlainText(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { isWordScalar($0) || "$().-".unicodeScalars.contains($0) }
            && text.unicodeScalars.first != "-"
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Adds the findings of another report about the same file.
    mutating func add(_ other: Report) {
        diagnostics += other.diagnostics
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
