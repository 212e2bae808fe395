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
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return appendASCII(text) }
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

    /// Adds text of which every character is plain to see, and a space or a line feed the only white space: most text.
    private mutating func appendASCII(_ text: String) {
        var paragraph: [UInt8] = []
        var (isLineEmpty, isWordOver) = (true, false)
        /// Ends the paragraph, if it has words.
        func finish() {
            if !paragraph.isEmpty { paragraphs.append(String(decoding: paragraph, as: UTF8.self)) }
            paragraph.removeAll(keepingCapacity: true)
            isWordOver = false
        }
        paragraph.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"):
                if isLineEmpty { finish() }
                (isLineEmpty, isWordOver) = (true, true)
            case UInt8(ascii: " "): isWordOver = true
            default:
                if isWordOver, !paragraph.isEmpty { paragraph.append(UInt8(ascii: " ")) }
                paragraph.append(byte)
                (isLineEmpty, isWordOver) = (false, false)
            }
        }
        finish()
    }

    /// Adds words to the last paragraph, or a paragraph of them where there is none.
    public mutating func extendLastParagraph(with text: String) {
        let last = paragraphs.count - 1
        append(text)
        guard last >= 0, paragraphs.count > last + 1 else { return }
        paragraphs[last] += " " + paragraphs.remove(at: last + 1)
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
            let isASCII = paragraph.utf8.allSatisfy { $0 < 0x80 }
            var current = "///"
            var length = 3
            for word in paragraph.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init) {
                let wordLength = isASCII ? word.utf8.count : word.count
                if length + 1 + wordLength > width, length > 3 {
                    lines.append(current)
                    current = "///"
                    length = 3
                }
                current += " "
                current += word
                length += 1 + wordLength
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
