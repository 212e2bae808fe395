/// How text from elsewhere is shown: the one place that decides it, for every output of every command.
///
/// A file's name, a spec's text or a venue's reply can hold characters that steer a terminal, end a line, turn the
/// direction of what follows or take no room at all. People are shown such a character's number instead, as `\u{1B}`;
/// in JSON it is escaped, so that programs read the same text.
package enum VisibleText {
    /// Text on one line with the number of every hidden character in its place.
    package static func of(_ text: String) -> String {
        isPlain(text) ? text : spelt(text, keeping: [])
    }

    /// Text of several lines with the number of every hidden character but line feeds and tabs in its place.
    package static func lines(of text: String) -> String {
        isPlain(text) ? text : spelt(text, keeping: ["\n", "\t"])
    }

    /// JSON that means the same and has no hidden characters but the line feeds between values: in its strings they are
    /// escaped.
    package static func json(_ json: String) -> String {
        if isPlain(json) { return json }
        var result = String.UnicodeScalarView()
        for scalar in json.unicodeScalars {
            if isHidden(scalar), scalar != "\n" {
                result.append(contentsOf: jsonEscape(scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// What stands for the characters that mean something in HTML and XML.
    package static let entities: [Unicode.Scalar: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"]

    package static func jsonEscape(_ scalar: Unicode.Scalar) -> String {
        String(Character(scalar)).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    /// The character itself, or its number if it is hidden.
    package static func spelling(_ scalar: Unicode.Scalar) -> String {
        isHidden(scalar) ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(Character(scalar))
    }

    /// Whether nobody sees a character where it stands: controls, ends of lines, direction marks, and what takes no room.
    ///
    /// Marks that combine with the character before them are seen on it, also those that choose its form.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0xFE00...0xFE0F: return false
        case 0x00...0x1F, 0x7F...0x9F: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether a text is printable ASCII, as nearly every text is.
    package static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { 0x20...0x7E ~= $0 } }

    private static func spelt(_ text: String, keeping kept: Set<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isHidden(scalar), !kept.contains(scalar) {
                result.append(contentsOf: spelling(scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}

package enum TerminalCell {
    /// The number of columns a character takes: that of its widest scalar.
    package static func width(of character: Character) -> Int {
        character.unicodeScalars.map(width).max() ?? 0
    }

    /// The number of columns a scalar takes: none for marks that combine, two for East Asian wide ones and emoji.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}

package enum TerminalStyle: String {
    case bold = "1"
    /// What is there for reference only.
    case dim = "2"
    case red = "1;31"
    /// Cures, and the marks under source text.
    case green = "1;32"
    case magenta = "1;35"
    case cyan = "1;36"
    /// Where in a file lines differ.
    case position = "36"
    case removal = "31"
    case insertion = "32"

    package func apply(to text: String) -> String {
        "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
    }
}
