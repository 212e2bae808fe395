/// A documentation comment: paragraphs of text that may come from anywhere.
package struct Documentation: Sendable, Hashable, ExpressibleByStringInterpolation {
    package private(set) var paragraphs: [String] = []

    /// A comment of these paragraphs; blank ones are dropped.
    package init(_ paragraphs: String...) {
        for paragraph in paragraphs { append(paragraph) }
    }

    package init(stringLiteral text: String) { append(text) }

    /// Adds text.
    ///
    /// Empty lines in it separate paragraphs, every other white space is a place to break the line.
    package mutating func append(_ text: String) {
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
        if Self.isParagraph(text) { return paragraphs.append(text) }
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

    /// Whether a text is words one space apart already: most text.
    private static func isParagraph(_ text: String) -> Bool {
        var isSpaceBefore = true
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: " ") && isSpaceBefore { return false }
            isSpaceBefore = byte == UInt8(ascii: " ")
        }
        return !isSpaceBefore
    }

    /// Adds words to the last paragraph, or a paragraph of them where there is none.
    package mutating func extendLastParagraph(with text: String) {
        let last = paragraphs.count - 1
        append(text)
        guard last >= 0, paragraphs.count > last + 1 else { return }
        paragraphs[last] += " " + paragraphs.remove(at: last + 1)
    }

    package mutating func append(_ other: Documentation) { paragraphs += other.paragraphs }

    private mutating func finish(_ paragraph: inout [String]) {
        if !paragraph.isEmpty { paragraphs.append(paragraph.joined(separator: " ")) }
        paragraph = []
    }

    /// Adds the comment's lines with their slashes, none longer than the width unless a single word is.
    func add(to lines: inout [String], margin: String, width: Int) {
        let head = margin + "///"
        for (index, paragraph) in paragraphs.enumerated() {
            if index > 0 { lines.append(head) }
            addLines(of: paragraph, to: &lines, head: head, width: width)
        }
    }

    /// Breaks a paragraph, whose words stand one space apart, at the last space each line has room for.
    private func addLines(of paragraph: String, to lines: inout [String], head: String, width: Int) {
        let isASCII = paragraph.utf8.allSatisfy { $0 < 0x80 }
        func add(_ text: Substring) {
            var line = head
            line += " "
            line += text
            lines.append(line)
        }
        var (lineStart, lineEnd) = (paragraph.startIndex, paragraph.startIndex)
        var length = head.count
        for word in paragraph.utf8.split(separator: UInt8(ascii: " ")) {
            let wordLength = isASCII ? word.count : Substring(word).count
            if length + 1 + wordLength > width, lineEnd > lineStart {
                add(paragraph[lineStart..<lineEnd])
                lineStart = word.startIndex
                length = head.count
            }
            lineEnd = word.endIndex
            length += 1 + wordLength
        }
        add(paragraph[lineStart..<lineEnd])
    }

    /// A word with each character that is not what it seems written as its code point.
    private static func visible(_ word: String) -> String {
        var result = ""
        for scalar in word.unicodeScalars {
            if PlainText.isPlain(scalar) || scalar.properties.generalCategory == .nonspacingMark {
                result.unicodeScalars.append(scalar)
            } else {
                result += "U+\(String(scalar.value, radix: 16, uppercase: true))"
            }
        }
        return result
    }
}
