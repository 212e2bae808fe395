package import SourceText
internal import VenueSpec
internal import YAMLDocument

/// The canonical layout of specs: one way to write the same facts, so that a difference between two specs is one of facts.
///
/// `SourceFile → Node → LayoutItem with its comments → keys in order → text`. The text is read again and compared before
/// it is given out.
package enum SpecFormatter {
    /// Documentation of the rules of layout, sorted by id.
    package static let rules = [unformattable, unformatted]

    /// A spec in canonical layout, or what keeps it from having one: it is no YAML, or not of the language's grammar.
    ///
    /// The same keys, values and comments are in the new text; the layout of a canonical text is the text itself.
    package static func format(_ file: SourceFile) -> (text: String?, diagnostics: [Diagnostic]) {
        let (document, findings) = SpecText.wellFormed(file)
        guard let node = document?.node else { return (nil, findings) }
        let text = LayoutWriter.write(LayoutOrder.ordering(LayoutReader.read(node, of: file)))
        let formatted = SourceFile(path: file.path, text: text)
        guard isSame(node, file, as: formatted) else {
            let message = "the canonical layout of this file would not say the same; it is left as it is"
            return (nil, [unformattable.finding(message, in: file.path, at: .fileStart)])
        }
        return (text, [])
    }

    /// The finding about a file whose canonical layout is another text; `nil` where it is the same but for how lines
    /// end, which is a checkout's business.
    package static func finding(_ file: SourceFile, canonical text: String) -> Diagnostic? {
        let formatted = Array(text.utf8)
        let written = file.foldedBytes
        guard formatted != written else { return nil }
        let same = zip(written, formatted).prefix { $0 == $1 }
        let start = SourcePosition(line: same.count { $0.0 == 0x0A } + 1, column: 1)
        return unformatted.finding(
            "not in canonical layout from here on; run 'venuegen fmt'", in: file.path,
            at: SourceRange(start: start, end: start))
    }

    /// Whether two files say the same with the same comments, wherever it stands in them.
    private static func isSame(_ node: Node, _ file: SourceFile, as other: SourceFile) -> Bool {
        guard let copy = YAMLReader.read(other).document else { return false }
        let comments = CommentScan.comments(in: node, of: SourceLines(file)).map(\.text).sorted()
        let copies = CommentScan.comments(in: copy, of: SourceLines(other)).map(\.text).sorted()
        return comments == copies && Facts(of: node) == Facts(of: copy)
    }
}

extension SpecFormatter {
    private static let unformatted = RuleDescription(
        id: "unformatted",
        summary: "a spec is in canonical layout",
        explanation: """
            Keys in the language's order, quotes only where they mean something, one way to indent: then the difference \
            between two versions of a spec is one of facts. Run 'venuegen fmt' and commit what it writes; it keeps every \
            comment.
            """,
        badExample: """
            docs: {digest: "sha256:…",
                   read: 2026-11-20}
            """,
        goodExample: "docs: { read: 2026-11-20, digest: sha256:… }")

    /// A spec can be laid out without changing it.
    private static let unformattable = RuleDescription(
        id: "unformattable",
        summary: "a spec can be laid out without changing what it says",
        explanation: """
            'venuegen fmt' reads the text it is about to write and compares it with the file. Here they differ, so the \
            file was left alone. YAML allows keys of more than 1024 characters only after a '?', which the layout does \
            not have; for anything else the tool is to blame.
            """,
        badExample: """
            ? a key of more than 1024 characters
            : value
            """,
        goodExample: "shortKey: value")
}

/// What a document says, without where and how it says it.
indirect enum Facts: Hashable {
    /// Text; `isPlain` counts where quotes tell text from constants.
    case scalar(String, isPlain: Bool)
    case list([Facts])
    /// A mapping whose keys are the author's, in their order.
    case map([Entry])
    /// A mapping of the language, in the grammar's order.
    case record([Entry])

    struct Entry: Hashable {
        let key: String
        let value: Facts
    }

    init(of document: Node) {
        self.init(of: document, as: Grammar.document)
    }

    private init(of node: Node, as form: Form) {
        let form = form.resolved(for: node)
        switch node.content {
        case .scalar(let scalar):
            let isTyped = ScalarText.looksTyped(scalar.text) && form.textForm(of: node)?.isNeverQuoted != true
            self = .scalar(scalar.text, isPlain: isTyped && scalar.isPlain)
        case .sequence(let elements):
            let inner: Form = if case .list(let element) = form { element } else { .template }
            self = .list(elements.map { Facts(of: $0, as: inner) })
        case .mapping(let entries):
            switch form {
            case .record(let record):
                self = .record(
                    record.keys.compactMap { key in
                        let entry = entries.first { $0.key == key.name }
                        return entry.map { Entry(key: key.name, value: Facts(of: $0.value, as: key.form)) }
                    })
            case .map(_, let value):
                self = .map(entries.map { Entry(key: $0.key, value: Facts(of: $0.value, as: value)) })
            default: self = .map(entries.map { Entry(key: $0.key, value: Facts(of: $0.value, as: .template)) })
            }
        }
    }
}
