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

    /// The text of a page.
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

    /// A tag, a comment or a declaration.
    private struct Tag {
        /// The element's name in small letters; `!--` for a comment.
        let name: String
        /// Whether it ends the element.
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
            self.name = String(String.UnicodeScalarView(name)).lowercased()
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
        let text = String(String.UnicodeScalarView(name))
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
