/// A finding about a place in a source file.
package struct Diagnostic: Sendable, Hashable {
    package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
        case error
        /// The input can be used; somebody should look.
        case warning
        /// Worth knowing; nothing needs to be done.
        case note

        /// Errors come first.
        package static func < (left: Severity, right: Severity) -> Bool {
            switch (left, right) {
            case (.error, .warning), (.error, .note), (.warning, .note): true
            default: false
            }
        }
    }

    /// A further place that explains a finding.
    package struct Note: Sendable, Hashable {
        /// What is there; lower case, no full stop.
        package let message: String
        package let path: String
        package let range: SourceRange

        package init(message: String, path: String, range: SourceRange) {
            (self.message, self.path, self.range) = (message, path, range)
        }
    }

    /// A textual edit that cures a finding.
    package struct FixIt: Sendable, Hashable {
        /// What the edit does, such as `replace with 'method'`.
        package let message: String
        package let range: SourceRange
        package let replacement: String

        package init(message: String, range: SourceRange, replacement: String) {
            (self.message, self.range, self.replacement) = (message, range, replacement)
        }
    }

    /// The stable id of the rule that found it, kebab case.
    package let rule: String
    package let severity: Severity
    /// What was found, what was expected and the cure; lower case, no full stop, identifiers in single quotes.
    package let message: String
    package let path: String
    package let range: SourceRange
    package let notes: [Note]
    /// Edits that cure it, best first.
    package let fixIts: [FixIt]

    package init(
        rule: String, severity: Severity = .error, message: String, path: String, range: SourceRange,
        notes: [Note] = [], fixIts: [FixIt] = []
    ) {
        (self.rule, self.severity, self.message, self.path, self.range) = (rule, severity, message, path, range)
        (self.notes, self.fixIts) = (notes, fixIts)
    }
}

/// What findings of one kind break.
package protocol DiagnosticRule: Sendable {
    /// Its stable id, in kebab case.
    var id: String { get }
    var severity: Diagnostic.Severity { get }
}

extension DiagnosticRule where Self: RawRepresentable<String> {
    package var id: String { rawValue }
    package var severity: Diagnostic.Severity { .error }
}

/// The documentation of a rule, shown by `explain` and carried by reports.
package struct RuleDescription: DiagnosticRule, Hashable {
    package let id: String
    package let severity: Diagnostic.Severity
    /// One line that says what it demands.
    package let summary: String
    /// Why it exists and how to satisfy it.
    package let explanation: String
    /// A piece of YAML that breaks it.
    package let badExample: String
    /// The same piece, cured.
    package let goodExample: String

    package init(
        id: String, severity: Diagnostic.Severity = .error, summary: String, explanation: String,
        badExample: String, goodExample: String
    ) {
        (self.id, self.severity, self.summary, self.explanation) = (id, severity, summary, explanation)
        (self.badExample, self.goodExample) = (badExample, goodExample)
    }
}

extension DiagnosticRule {
    /// A finding of the rule; it has the rule's severity unless it has one of its own.
    package func finding(
        _ message: String, in path: String, at range: SourceRange, severity: Diagnostic.Severity? = nil,
        notes: [Diagnostic.Note] = [], fixIts: [Diagnostic.FixIt] = []
    ) -> Diagnostic {
        Diagnostic(
            rule: id, severity: severity ?? self.severity, message: message, path: path, range: range, notes: notes,
            fixIts: fixIts)
    }
}

extension Diagnostic {
    /// Where it is, as `path:line:column`.
    package var place: String { "\(path):\(range.start)" }
}

extension Sequence<Diagnostic> {
    /// The diagnostics by path, place, severity and rule; those alike in all of them keep their order.
    package func inReadingOrder() -> [Diagnostic] {
        enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.path != second.path { return first.path < second.path }
            if first.range.start != second.range.start { return first.range.start < second.range.start }
            if first.severity != second.severity { return first.severity < second.severity }
            if first.rule != second.rule { return first.rule < second.rule }
            return left.offset < right.offset
        }.map(\.element)
    }
}

extension Diagnostic.FixIt {
    /// The text of a file after the edit, or `nil` where the edit's range is not in the file or the file is not UTF-8.
    package func apply(to file: SourceFile) -> String? {
        guard String(validating: file.bytes, as: UTF8.self) != nil else { return nil }
        let lines = SourceLines(file)
        guard let start = lines.offset(of: range.start), let end = lines.offset(of: range.end) else { return nil }
        var text = String.UnicodeScalarView()
        if lines.hasByteOrderMark { text.append("\u{FEFF}") }
        text.append(contentsOf: lines.scalars[..<start])
        text.append(contentsOf: replacement.unicodeScalars)
        text.append(contentsOf: lines.scalars[end...])
        return String(text)
    }
}
