/// What a terminal shows of text: how wide it is, and what stands for characters it must not receive.
package enum TerminalCell {
    /// Text with a visible stand-in for every control, line separator and text direction character.
    ///
    /// A spec's text may come from anywhere; escape sequences in it must not reach the terminal.
    package static func printable(_ text: String) -> String {
        if isPlain(text) { return text }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.map(printable))
        return String(result)
    }

    /// Whether a text is printable ASCII, which stands for itself and takes a column for each byte: nearly every text.
    package static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { 0x20...0x7E ~= $0 } }

    /// The scalar itself, or a visible stand-in.
    static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        case 0x80...0x9F, 0x2028, 0x2029, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: "\u{FFFD}"
        default: scalar
        }
    }

    /// The number of columns a character takes: that of its widest scalar.
    package static func width(of character: Character) -> Int {
        character.unicodeScalars.map(width).max() ?? 0
    }

    /// The number of columns a scalar takes: none for marks that combine, two for East Asian wide ones and emoji.
    private static func width(of scalar: Unicode.Scalar) -> Int {
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
