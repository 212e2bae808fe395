internal import SourceText

enum HTMLText {
    /// Text for content and for quoted attributes, with a visible stand-in for control and text direction characters.
    static func escaped(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.map { VisibleText.of(String($0)) }.joined(separator: "\n").unicodeScalars.map { scalar in
            scalar == "'" ? "&#39;" : VisibleText.entities[scalar] ?? String(scalar)
        }.joined()
    }

    static func element(_ name: String, _ attributes: [(String, String)] = [], _ content: String) -> String {
        "<\(name)\(attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined())>\(content)</\(name)>"
    }

    static func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

    /// Prose with what stands between back-ticks as code.
    static func prose(_ text: String) -> String {
        let parts = text.unicodeScalars.split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().map { index, part in
            let isCode = index % 2 == 1 && index + 1 < parts.count
            let text = String(part)
            return isCode ? code(text) : (index % 2 == 1 ? "`" : "") + escaped(text)
        }.joined()
    }

    /// The pieces of a text, with those the other version lacks in `del` or `ins`.
    static func marked(_ pieces: [WordDiff.Piece], as tag: String) -> String {
        pieces.map { $0.isChanged ? "<\(tag)>\(escaped($0.text))</\(tag)>" : escaped($0.text) }.joined()
    }
}
