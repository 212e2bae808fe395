extension JSONReader {
    /// The next byte, if there is one.
    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Goes past JSON's four white space characters.
    mutating func skipWhiteSpace() {
        while let byte = peek(), byte <= 0x20 {
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// An error about the next byte, or the end, where a value of this kind or a certain byte was expected.
    func unexpected(expected: JSONShape? = nil) -> JSONError {
        guard let byte = peek() else { return error(.endOfInput) }
        if position == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return error(.byteOrderMark) }
        if let expected, let found = JSONShape(firstByte: byte), found != expected {
            return error(.wrongShape(expected: expected, found: found))
        }
        return error(.unexpectedByte)
    }

    /// Goes past a word such as `true`.
    mutating func consume(_ word: String) throws(JSONError) {
        for byte in word.utf8 {
            guard peek() == byte else { throw unexpected() }
            position += 1
        }
    }
}
