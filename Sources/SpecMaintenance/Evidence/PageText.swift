package import SourceText

/// A saved copy of a vendor's page as text, with the way back to its places.
package struct PageText: Sendable {
    /// The file as it was saved, which findings about the page name.
    package let file: SourceFile
    /// The characters that are compared: without markup and invisible characters, quotes straight, each run of white
    /// space one space or, where it breaks a line, one line feed.
    let scalars: [Unicode.Scalar]
    private let offsets: [Int]
    private let source: SourceLines

    /// The text the digest is taken of: without markup, each run of white space one space, ends trimmed.
    package let foldedText: String

    /// The text of a file, or `nil` where it is not UTF-8.
    package init?(_ file: SourceFile) {
        guard String(validating: file.bytes, as: UTF8.self) != nil else { return nil }
        self.file = file
        source = SourceLines(file)
        let text =
            Markup.isMarkup(source.scalars)
            ? Markup.strip(source.scalars)
            : Array(source.scalars.enumerated())
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

    func range(_ range: Range<Int>) -> SourceRange {
        guard let first = range.first, offsets.indices.contains(first), offsets.indices.contains(range.upperBound - 1)
        else { return .fileStart }
        return SourceRange(
            start: source.position(at: offsets[first]), end: source.position(at: offsets[range.upperBound - 1] + 1))
    }

    var lines: [Range<Int>] {
        let ends = scalars.indices.filter { scalars[$0] == "\n" } + [scalars.count]
        return zip([0] + ends.map { $0 + 1 }, ends).map { $0..<$1 }
    }

    /// Some of the characters, on one line and not too long to be read in a message.
    func excerpt(_ range: Range<Int>) -> String {
        let text = scalars[range].prefix(100).text
        return (range.count > 100 ? text + "…" : text).replacing("\n", with: " ")
    }

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

/// HTML as text: tags and comments left out, entities read.
enum Markup {
    /// A character and its offset in the file.
    typealias Located = (offset: Int, scalar: Unicode.Scalar)

    /// Elements inside a line of text; the tags of all others stand for a line break.
    private static let inline: Set<String> = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    ]

    /// Elements whose content is no text of the page.
    private static let silent: Set<String> = ["script", "style", "head", "noscript", "svg", "template"]

    /// The entities pages use where an HTML author could have written the character.
    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}",
        "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}", "rdquo": "\u{201D}", "ndash": "\u{2013}",
        "mdash": "\u{2014}", "hellip": "\u{2026}", "zwnj": "\u{200C}", "bull": "\u{2022}", "middot": "\u{B7}",
        "lbrace": "{", "lcub": "{", "rbrace": "}", "rcub": "}", "lbrack": "[", "lsqb": "[", "rbrack": "]",
        "rsqb": "]", "colon": ":", "comma": ",", "period": ".", "sol": "/", "lowbar": "_", "hyphen": "\u{2010}",
        "dash": "\u{2010}", "thinsp": "\u{2009}", "ensp": "\u{2002}", "emsp": "\u{2003}",
    ]

    /// Whether a text is HTML, and not text in which angle brackets occur.
    static func isMarkup(_ scalars: [Unicode.Scalar]) -> Bool {
        var index = 0
        while let start = scalars[index...].firstIndex(of: "<") {
            if let tag = Tag(scalars, at: start) {
                if tag.isClosing, inline.contains(tag.name) || known.contains(tag.name) { return true }
                if tag.name == "!doctype" || tag.name == "html" || tag.name == "body" { return true }
            }
            index = start + 1
        }
        return false
    }

    /// Elements whose end makes a text HTML, beside the inline ones.
    private static let known: Set<String> = [
        "article", "body", "div", "h1", "h2", "h3", "h4", "html", "li", "main", "ol", "p", "pre", "section", "table",
        "td", "th", "tr", "ul",
    ]

    static func strip(_ scalars: [Unicode.Scalar]) -> [Located] {
        var text: [Located] = []
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "<":
                guard let tag = Tag(scalars, at: index) else { fallthrough }
                if !inline.contains(tag.name) { text.append((index, "\n")) }
                index = tag.end
                if silent.contains(tag.name), !tag.isClosing { index = end(of: tag.name, in: scalars, from: index) }
            case "&":
                let (scalar, end) = entity(in: scalars, at: index) ?? (scalars[index], index + 1)
                text.append((index, scalar))
                index = end
            default:
                text.append((index, scalars[index]))
                index += 1
            }
        }
        return text
    }

    private struct Tag {
        /// The element's name in small letters; `!--` for a comment.
        let name: String
        let isClosing: Bool
        /// The offset after it.
        let end: Int

        /// The tag that begins at an offset, or `nil` where there is none.
        init?(_ scalars: [Unicode.Scalar], at start: Int) {
            let rest = scalars[(start + 1)...]
            if rest.starts(with: "!--".unicodeScalars) {
                var end = start + 4
                while end < scalars.count, !scalars[end...].starts(with: "-->".unicodeScalars) { end += 1 }
                (name, isClosing, self.end) = ("!--", false, min(end + 3, scalars.count))
                return
            }
            isClosing = rest.first == "/"
            let letters = rest.dropFirst(isClosing ? 1 : 0)
            let name = letters.prefix {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "!" || ("0"..."9").contains($0))
            }
            guard let first = name.first, first == "!" || first.properties.isAlphabetic else { return nil }
            var end = name.endIndex
            var quote: Unicode.Scalar?
            while end < scalars.count, scalars[end] != ">" || quote != nil {
                if quote == scalars[end] {
                    quote = nil
                } else if quote == nil, scalars[end] == "\"" || scalars[end] == "'" {
                    quote = scalars[end]
                }
                end += 1
            }
            guard end < scalars.count else { return nil }
            self.name = name.text.lowercased()
            self.end = end + 1
        }
    }

    /// The offset after the end of an element.
    private static func end(of name: String, in scalars: [Unicode.Scalar], from start: Int) -> Int {
        var index = start
        while let next = scalars[index...].firstIndex(of: "<") {
            if let tag = Tag(scalars, at: next), tag.isClosing, tag.name == name { return tag.end }
            index = next + 1
        }
        return scalars.count
    }

    /// The character an entity stands for, and the offset after it.
    private static func entity(in scalars: [Unicode.Scalar], at start: Int) -> (Unicode.Scalar, Int)? {
        let name = scalars[(start + 1)...].prefix(10).prefix { $0 != ";" }
        guard name.endIndex < scalars.count, scalars[name.endIndex] == ";" else { return nil }
        let text = name.text
        let scalar: Unicode.Scalar? =
            if text.hasPrefix("#x") || text.hasPrefix("#X") {
                UInt32(text.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
            } else if text.hasPrefix("#") {
                UInt32(text.dropFirst()).flatMap(Unicode.Scalar.init)
            } else {
                entities[text]
            }
        return scalar.map { ($0, name.endIndex + 1) }
    }
}

extension Sequence<Unicode.Scalar> {
    var text: String { String(String.UnicodeScalarView(self)) }
}
