internal import SourceText
internal import YAMLDocument

extension YAMLRule {
    /// The rule with its text for `explain`.
    var description: RuleDescription {
        switch self {
        case .alias:
            describe(
                summary,
                """
                A reviewer must see a fact where it is used. Write out what the alias stands for; what several places \
                share belongs under a name of the language itself.
                """,
                bad: "timeout: &t 5s\nretry: *t", good: "timeout: 5s\nretry: 5s")
        case .anchor:
            describe(
                summary,
                "Anchors only serve aliases, which are not allowed either. Remove the anchor.",
                bad: "status: &ok 200", good: "status: 200")
        case .complexKey:
            describe(
                summary,
                """
                YAML also allows sequences, mappings and nothing at all as keys. A brace or bracket at the start of a \
                key is usually text that lacks quotes.
                """,
                bad: "{id}: text", good: "'{id}': text")
        case .controlCharacter:
            describe(
                summary,
                """
                Control characters, line separators other than the line feed, marks that turn the direction of text \
                and byte order marks inside the text change what is read without being visible in a review. Remove \
                them, or write them as an escape in double quotes.
                """,
                bad: "separator: '\u{2028}'", good: "separator: \"\\u2028\"")
        case .depth:
            describe(
                summary,
                "Nothing a spec says needs more; a deeper text is damaged or hostile. Flatten it.",
                bad: String(repeating: "[", count: YAMLReader.maximumDepth + 1)
                    + String(repeating: "]", count: YAMLReader.maximumDepth + 1),
                good: "[]")
        case .directive:
            describe(
                summary,
                "They have no meaning in a spec: its version is its own first key. Remove the line.",
                bad: "%YAML 1.2\n---\nformat: 1", good: "format: 1")
        case .duplicateKey:
            describe(
                summary,
                "Of two equal keys one would silently win. Remove one of them, or rename it.",
                bad: "status: 200\nstatus: 201", good: "status: 200")
        case .empty:
            describe(
                summary,
                "The file is empty or holds only comments. Write the document, or remove the file.",
                bad: "# nothing yet", good: "format: 1")
        case .encoding:
            describe(
                summary,
                """
                Other encodings, and bytes that are no UTF-8, would be read differently by different tools. Save the \
                file as UTF-8; a byte order mark at its beginning is accepted.
                """,
                bad: "name: caf\\xe9 (one byte, Latin-1)", good: "name: café (two bytes, UTF-8)")
        case .mergeKey:
            describe(
                summary,
                "It brings entries a reviewer does not see. Write them out.",
                bad: "base: &b { a: 1 }\nother: { <<: *b }", good: "base: { a: 1 }\nother: { a: 1 }")
        case .multipleDocuments:
            describe(
                summary,
                "What follows a second '---' would be easy to overlook. Move it to a file of its own.",
                bad: "format: 1\n---\nformat: 1", good: "format: 1")
        case .size:
            describe(
                summary,
                "Specs are written and read by people; a larger file is something else. Split it.",
                bad: "(a file of 2 MiB)", good: "(two files of less than 1 MiB each)")
        case .syntax:
            describe(
                summary,
                """
                The parser could not go on at this place; what follows it has not been read. Text that contains ': ' \
                or ' #', or begins with one of @ ` % & * ! | > [ ] { } , ' \" needs quotes.
                """,
                bad: "description: cancel: one order", good: "description: 'cancel: one order'")
        case .tab:
            describe(
                summary,
                """
                YAML forbids tabs where indentation has a meaning, and editors show them at different widths. Inside \
                quotes, in blocks of text and between words they are allowed.
                """,
                bad: "server:\n\turl: x", good: "server:\n  url: x")
        case .tag:
            describe(
                summary,
                """
                The language decides what a value is, not the text beside it: a plain '0123' is text wherever text is \
                expected. Remove the tag; to mark a constant as text, put it in quotes.
                """,
                bad: "code: !!str 0123", good: "code: '0123'")
        }
    }
}
