internal import SourceText

/// Reports characters that cannot be seen but change what is read or how it looks.
enum InvisibleCharacterCheck {
    /// Reports every run of such a character and puts U+FFFD in its place, so that reading can go on; a carriage return
    /// becomes the line break it was most likely meant to be.
    static func run(on text: inout YAMLText) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var offset = 0
        while let scalar = text[offset] {
            let start = offset
            offset += 1
            // Nearly all characters are printable ASCII.
            if 0x20...0x7E ~= scalar.value { continue }
            guard let name = name(of: scalar, before: text[offset]) else { continue }
            while text[offset] == scalar, self.name(of: scalar, before: text[offset + 1]) != nil { offset += 1 }
            diagnostics.append(
                YAMLRule.controlCharacter.diagnostic(
                    "\(name) cannot stand in a spec; remove it, or write it as '\(escape(scalar))' in double quotes",
                    path: text.path, range: text.range(start, offset)))
            for place in start..<offset { text.replace(at: place, with: scalar == "\r" ? "\n" : "\u{FFFD}") }
        }
        return diagnostics
    }

    /// What a forbidden character is called, or `nil` for an allowed one.
    private static func name(of scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> String? {
        switch scalar.value {
        case 0x09, 0x0A: nil
        case 0x0D: next == "\n" ? nil : "a carriage return without a line feed"
        case 0x00...0x1F, 0x7F...0x84, 0x86...0x9F: "the control character \(codePoint(scalar))"
        case 0x85, 0x2028, 0x2029: "the line separator \(codePoint(scalar))"
        case 0xFEFF: "a byte order mark (U+FEFF) after the beginning"
        case 0x202A...0x202E, 0x2066...0x2069: "the text direction character \(codePoint(scalar))"
        case 0xFFFE, 0xFFFF: "the noncharacter \(codePoint(scalar))"
        default: nil
        }
    }

    /// A scalar as `U+` and at least four digits.
    private static func codePoint(_ scalar: Unicode.Scalar) -> String {
        "U+" + digits(scalar)
    }

    /// A scalar as it is written in a double-quoted YAML scalar.
    private static func escape(_ scalar: Unicode.Scalar) -> String {
        "\\u" + digits(scalar)
    }

    /// The code point in hexadecimal, with at least four digits.
    private static func digits(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
