/// A documentation comment: paragraphs of text that may come from anywhere.
public struct Documentation: Sendable, Hashable {
    /// The paragraphs, in order.
    public private(set) var paragraphs: [String] = []

    /// A comment of these paragraphs; blank ones are dropped.
    public init(_ paragraphs: String...) {
        for paragraph in paragraphs { append(paragraph) }
    }

    /// Adds text.
    ///
    /// Empty lines in it separate paragraphs, every other white space is a place to break the line.
    public mutating func append(_ text: String) {
        var paragraph: [String] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.isEmpty {
                finish(&paragraph)
            } else {
                paragraph += words.map { Self.visible(String($0)) }.filter { !$0.isEmpty }
            }
        }
        finish(&paragraph)
    }

    /// Adds words to the last paragraph, or a paragraph of them where there is none.
    public mutating func extendLastParagraph(with text: String) {
        let last = paragraphs.popLast().map { $0 + " " } ?? ""
        append(last + text)
    }

    /// Adds another comment's paragraphs.
    public mutating func append(_ other: Documentation) { paragraphs += other.paragraphs }

    /// Ends a paragraph, if it has words.
    private mutating func finish(_ paragraph: inout [String]) {
        if !paragraph.isEmpty { paragraphs.append(paragraph.joined(separator: " ")) }
        paragraph = []
    }

    /// The comment's lines with their slashes, none longer than the width unless a single word is.
    func lines(width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in paragraphs {
            if !lines.isEmpty { lines.append("///") }
            var current = "///"
            for word in paragraph.split(separator: " ") {
                if current.count + 1 + word.count > width, current != "///" {
                    lines.append(current)
                    current = "///"
                }
                current += " " + word
            }
            lines.append(current)
        }
        return lines
    }

    /// A word with each character that is not what it seems written as its code point.
    private static func visible(_ word: String) -> String {
        var result = ""
        for scalar in word.unicodeScalars {
            if VisibleText.isPlain(scalar) || scalar.properties.generalCategory == .nonspacingMark {
                result.unicodeScalars.append(scalar)
            } else {
                result += "U+\(String(scalar.value, radix: 16, uppercase: true))"
            }
        }
        return result
    }
}
