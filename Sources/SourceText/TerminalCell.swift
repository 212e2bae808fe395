/// How wide a terminal shows text.
package enum TerminalCell {
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
