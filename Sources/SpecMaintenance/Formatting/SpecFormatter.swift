public import SourceText
internal import VenueSpec
internal import YAMLDocument

/// The canonical layout of specs: one way to write the same facts, so that a difference between two specs is one of facts.
///
/// `SourceFile → Node → LayoutItem with its comments → keys in order → text`. The text is read again and compared before
/// it is given out.
public enum SpecFormatter {
    /// Documentation of the rules of layout, sorted by id.
    public static let rules = [FormattingRules.unformattable, FormattingRules.unformatted]

    /// A spec in canonical layout, or what keeps it from having one: it is no YAML, or not of the language's grammar.
    ///
    /// The same keys, values and comments are in the new text; the layout of a canonical text is the text itself.
    public static func format(_ file: SourceFile) -> (text: String?, diagnostics: [Diagnostic]) {
        let (node, findings) = SpecText.wellFormed(file)
        guard let node else { return (nil, findings) }
        let text = LayoutWriter.write(LayoutOrder.ordering(LayoutReader.read(node, of: file)))
        let formatted = SourceFile(path: file.path, text: text)
        guard isSame(node, file, as: formatted) else {
            var report = Report(file)
            report.add(
                FormattingRules.unformattable,
                "the canonical layout of this file would not say the same; it is left as it is", at: .fileStart)
            return (nil, report.diagnostics)
        }
        return (text, [])
    }

    /// The finding about a file whose canonical layout is another text; `nil` where it is the same but for how lines
    /// end, which is a checkout's business.
    public static func finding(_ file: SourceFile, canonical text: String) -> Diagnostic? {
        let formatted = Array(text.utf8)
        let written = file.foldedBytes
        guard formatted != written else { return nil }
        let same = zip(written, formatted).prefix { $0 == $1 }
        let start = SourcePosition(line: same.count { $0.0 == 0x0A } + 1, column: 1)
        var report = Report(file)
        report.add(
            FormattingRules.unformatted, "not in canonical layout from here on; run 'venuegen fmt'",
            at: SourceRange(start: start, end: start))
        return report.diagnostics.first
    }

    /// Whether two files say the same with the same comments, wherever it stands in them.
    private static func isSame(_ node: Node, _ file: SourceFile, as other: SourceFile) -> Bool {
        guard let copy = YAMLReader.read(other).document else { return false }
        let comments = CommentScan.comments(in: node, of: SourceLines(file)).map(\.text).sorted()
        let copies = CommentScan.comments(in: copy, of: SourceLines(other)).map(\.text).sorted()
        return comments == copies && Facts(of: node) == Facts(of: copy)
    }
}
