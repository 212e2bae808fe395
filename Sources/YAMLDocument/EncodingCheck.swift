internal import SourceText

/// Refuses what is too large or not UTF-8; nothing can be read of such a file.
enum EncodingCheck {
    /// What makes a file unreadable, if anything does.
    static func problem(in file: SourceFile) -> Diagnostic? {
        let size = file.bytes.count
        guard size <= YAMLReader.maximumSize else {
            return YAMLRule.size.finding(
                "the file has \(size) bytes; at most \(YAMLReader.maximumSize) are read, so split it",
                in: file.path, at: .fileStart)
        }
        if let encoding = otherEncoding(of: file.bytes) {
            return YAMLRule.encoding.finding(
                "the file is \(encoding), expected UTF-8; save it as UTF-8", in: file.path, at: .fileStart)
        }
        guard let offset = UTF8Validation.firstInvalidByte(in: file.bytes) else { return nil }
        let before = String(decoding: file.bytes[..<offset], as: UTF8.self).unicodeScalars
        let lineBreaks = before.count { $0 == "\n" }
        let lastLine = before.suffix(while: { $0 != "\n" })
        let mark = lineBreaks == 0 && lastLine.first == "\u{FEFF}" ? 1 : 0
        let start = SourcePosition(line: lineBreaks + 1, column: lastLine.count - mark + 1)
        return YAMLRule.encoding.finding(
            "byte 0x\(hexadecimal(file.bytes[offset])) at offset \(offset) is not valid UTF-8; save the file as UTF-8",
            in: file.path,
            at: SourceRange(start: start, end: SourcePosition(line: start.line, column: start.column + 1)))
    }

    /// The name of a Unicode encoding other than UTF-8 that the first bytes give away.
    private static func otherEncoding(of bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4)
        if head.elementsEqual([0x00, 0x00, 0xFE, 0xFF]) || head.elementsEqual([0xFF, 0xFE, 0x00, 0x00]) {
            return "UTF-32"
        }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16" }
        guard bytes.count >= 4 else { return nil }
        switch head.map({ $0 == 0 }) {
        case [true, true, true, false], [false, true, true, true]: return "UTF-32"
        case [true, false, true, false], [false, true, false, true]: return "UTF-16"
        default: return nil
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}

extension BidirectionalCollection {
    /// The longest tail whose elements all satisfy a condition.
    fileprivate func suffix(while condition: (Element) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex, condition(self[index(before: start)]) { formIndex(before: &start) }
        return self[start...]
    }
}

enum UTF8Validation {
    /// The offset of the first byte that does not begin or continue a scalar, or `nil` if all do.
    static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var (decoder, rest, offset) = (UTF8(), bytes.makeIterator(), 0)
        while case .scalarValue(let scalar) = decoder.decode(&rest) { offset += UTF8.width(scalar) }
        return offset
    }
}

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
                YAMLRule.controlCharacter.finding(
                    "\(name) cannot stand in a spec; remove it, or write it as '\(escape(scalar))' in double quotes",
                    in: text.path, at: text.range(start, offset)))
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
