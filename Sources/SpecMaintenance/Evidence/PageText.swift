public import SourceText

/// A saved copy of a vendor's page as text, with the way back to its places.
public struct PageText: Sendable {
    /// The file.
    public let file: SourceFile
    /// The characters that are compared: without markup and invisible characters, quotes straight, each run of white
    /// space one space or, where it breaks a line, one line feed.
    let scalars: [Unicode.Scalar]
    /// The offset in the file of each of them.
    private let offsets: [Int]
    /// The lines of the file.
    private let lines: SourceLines

    /// The text the digest is taken of: without markup, each run of white space one space, ends trimmed.
    public let foldedText: String

    /// The text of a file, or `nil` where it is not UTF-8.
    public init?(_ file: SourceFile) {
        guard String(validating: file.bytes, as: UTF8.self) != nil else { return nil }
        self.file = file
        lines = SourceLines(file)
        let text =
            Markup.isMarkup(lines.scalars)
            ? Markup.strip(lines.scalars)
            : Array(lines.scalars.enumerated())
                .map { (offset: $0.offset, scalar: $0.element) }
        foldedText = Self.folded(text.map(\.scalar))
        var scalars: [Unicode.Scalar] = []
        var offsets: [Int] = []
        for (offset, scalar) in text {
            guard let scalar = Self.normalised(scalar) else { continue }
            if scalar == " " || scalar == "\n", let last = scalars.last, last == " " || last == "\n" {
                if scalar == "\n" { scalars[scalars.count - 1] = "\n" }
                continue
            }
            scalars.append(scalar)
            offsets.append(offset)
        }
        self.scalars = scalars
        self.offsets = offsets
    }

    /// The place of some of the characters.
    func range(_ range: Range<Int>) -> SourceRange {
        guard let first = range.first, offsets.indices.contains(first), offsets.indices.contains(range.upperBound - 1)
        else { return .fileStart }
        return SourceRange(
            start: lines.position(at: offsets[first]), end: lines.position(at: offsets[range.upperBound - 1] + 1))
    }

    /// Text as it is compared.
    static func comparable(_ text: String) -> [Unicode.Scalar] {
        Array(folded(text.unicodeScalars.compactMap(normalised)).unicodeScalars)
    }

    /// Text with each run of white space one space, and none at its ends.
    private static func folded(_ scalars: [Unicode.Scalar]) -> String {
        var text = String.UnicodeScalarView()
        var isApart = false
        for scalar in scalars {
            if scalar.properties.isWhitespace {
                isApart = !text.isEmpty
            } else {
                if isApart { text.append(" ") }
                isApart = false
                text.append(scalar)
            }
        }
        return String(text)
    }

    /// A character as it is compared, or `nil` for one that cannot be seen.
    private static func normalised(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}": nil
        case "\u{2018}", "\u{2019}", "\u{201B}", "\u{2032}": "'"
        case "\u{201C}", "\u{201D}", "\u{201F}", "\u{2033}", "\u{AB}", "\u{BB}": "\""
        case "\u{2010}", "\u{2011}", "\u{2212}": "-"
        case "\n", "\u{2028}", "\u{2029}", "\u{85}": "\n"
        case _ where scalar.properties.isWhitespace: " "
        default: scalar
        }
    }
}
