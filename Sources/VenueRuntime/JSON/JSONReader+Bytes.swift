extension JSONReader {
    /// The next byte, if there is one.
    @inline(__always)
    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Goes past JSON's four white space characters.
    @inline(__always)
    mutating func skipWhiteSpace() {
        position = bytes.withUnsafeBufferPointer { UsualJSON.endOfWhiteSpace(in: $0, from: position) }
    }

    /// An error about the next byte, or the end, where a value of this kind or a certain byte was expected.
    func unexpected(expected: JSONShape? = nil) -> JSONError {
        guard let byte = peek() else { return error(.endOfInput) }
        if let expected, let found = JSONShape(firstByte: byte), found != expected {
            return error(.wrongShape(expected: expected, found: found))
        }
        return error(.unexpectedByte)
    }

    /// Goes past a word such as `true`.
    @inline(__always)
    mutating func consume(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard peek() == word.utf8Start[index] else { throw unexpected() }
            position += 1
        }
    }
}
