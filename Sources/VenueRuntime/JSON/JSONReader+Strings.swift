extension JSONReader {
    /// Reads a string.
    public mutating func string() throws(JSONError) -> String {
        try stringBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads a string without making a text of it.
    public mutating func stringBytes() throws(JSONError) -> JSONKey { try stringBytes { JSONKey($0) } }

    /// Reads a string and makes a value of its bytes, which are well-formed UTF-8.
    @inline(__always)
    mutating func stringBytes<T>(_ make: (UnsafeBufferPointer<UInt8>) -> T) throws(JSONError) -> T {
        guard let range = bytes.withUnsafeBufferPointer({ UsualJSON.string(in: $0, from: position) }) else {
            return try unusualStringBytes().withUnsafeBufferPointer(make)
        }
        position = range.upperBound + 1
        return bytes.withUnsafeBufferPointer { make(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    private mutating func unusualStringBytes() throws(JSONError) -> [UInt8] {
        skipWhiteSpace()
        guard peek() == UInt8(ascii: "\"") else { throw unexpected(expected: .string) }
        return try scanString { Array($0) }
    }

    /// Goes past a string whose quotation mark is next and makes a value of its bytes, which are well-formed UTF-8.
    mutating func scanString<T>(_ make: (UnsafeBufferPointer<UInt8>) -> T) throws(JSONError) -> T {
        let start = position + 1
        position = bytes.withUnsafeBufferPointer { ByteWords.endOfPlainText(in: $0, from: start) }
        if let unescaped = try scanRestOfString(from: start) { return unescaped.withUnsafeBufferPointer(make) }
        let end = position - 1
        return bytes.withUnsafeBufferPointer { make(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }

    /// Goes past the rest of a string and gives all of it if it has escapes; `nil` if its bytes stand for themselves.
    private mutating func scanRestOfString(from start: Int) throws(JSONError) -> [UInt8]? {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return nil
            case UInt8(ascii: "\\"): return try scanEscapedString(from: start)
            default: position += try characterLength(of: byte)
            }
        }
        throw error(.endOfInput)
    }

    /// Goes past the rest of a string that has escapes and unescapes all of it.
    private mutating func scanEscapedString(from start: Int) throws(JSONError) -> [UInt8] {
        var text = Array(bytes[start..<position])
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return text
            case UInt8(ascii: "\\"):
                text.append(contentsOf: String(Character(try scanEscape())).utf8)
            default:
                let length = try characterLength(of: byte)
                text.append(contentsOf: bytes[position..<(position + length)])
                position += length
            }
        }
        throw error(.endOfInput)
    }

    /// The number of bytes of the character that starts with this, the next, byte.
    private func characterLength(of byte: UInt8) throws(JSONError) -> Int {
        if byte < 0x20 { throw error(.controlCharacter) }
        if byte < 0x80 { return 1 }
        guard let length = UTF8Sequence.length(in: bytes, at: position) else { throw error(.invalidUTF8) }
        return length
    }

    /// Goes past an escape, or two that make a surrogate pair, and gives the character it stands for.
    private mutating func scanEscape() throws(JSONError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let letter = peek() else { throw error(.endOfInput) }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try scanUnicodeEscape(from: start)
        default:
            position = start
            throw error(.invalidEscape)
        }
    }

    /// Goes past the digits of a `\u` escape and, after the first half of a surrogate pair, the second escape.
    private mutating func scanUnicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let unit = try scanHexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        if unit < 0xDC00, peek() == UInt8(ascii: "\\") {
            position += 1
            if peek() == UInt8(ascii: "u") {
                position += 1
                let second = try scanHexDigits()
                if 0xDC00...0xDFFF ~= second,
                    let scalar = Unicode.Scalar(0x10000 + (UInt32(unit - 0xD800) << 10 | UInt32(second - 0xDC00)))
                {
                    return scalar
                }
            }
        }
        throw JSONError(.loneSurrogate, path: path, offset: start)
    }

    private mutating func scanHexDigits() throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek() else { throw error(.endOfInput) }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw error(.invalidEscape) }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }
}

/// Finds what replies mostly consist of, names and strings without anything to unescape, in one go.
///
/// Whatever else is there is left to ``JSONReader``, which also knows what is wrong with it.
enum UsualJSON {
    /// The bytes between a string's quotation marks; `nil` unless a string of plain ASCII characters is next.
    @inline(__always)
    static func string(in bytes: UnsafeBufferPointer<UInt8>, from position: Int) -> Range<Int>? {
        let quote = endOfWhiteSpace(in: bytes, from: position)
        guard quote < bytes.count, bytes[quote] == UInt8(ascii: "\"") else { return nil }
        let end = ByteWords.endOfPlainText(in: bytes, from: quote + 1)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
        return quote + 1..<end
    }

    /// The next member's name and where its colon ends; `nil` unless a name of plain ASCII characters is next.
    @inline(__always)
    static func key(
        in bytes: UnsafeBufferPointer<UInt8>, from position: Int, isFirst: Bool
    ) -> (range: Range<Int>, end: Int)? {
        var index = position
        if !isFirst {
            index = endOfWhiteSpace(in: bytes, from: index)
            guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return nil }
            index += 1
        }
        guard let range = string(in: bytes, from: index) else { return nil }
        index = endOfWhiteSpace(in: bytes, from: range.upperBound + 1)
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
        return (range, index + 1)
    }

    @inline(__always)
    static func endOfWhiteSpace(in bytes: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
        var index = position
        while index < bytes.count, bytes[index] <= 0x20 {
            let byte = bytes[index]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            index += 1
        }
        return index
    }
}
