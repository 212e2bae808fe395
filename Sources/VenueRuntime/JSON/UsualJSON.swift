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

    /// Where JSON's four white space characters end.
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
