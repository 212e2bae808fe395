/// The name of an object's member, or another string, as bytes.
///
///     switch key {
///     case "orderId": orderID = try json.string()
///     default: try json.skipValue()
///     }
///
/// Two names are the same when their bytes are, after unescaping. Unicode's canonical equivalence plays no part.
///
/// Four words, so that it travels in registers: nearly every name has no more than 23 bytes and costs no block of memory.
public struct JSONKey: Hashable, Sendable {
    /// The first eight bytes, the first one lowest; zeros where there are fewer.
    let first: UInt64
    let second: UInt64
    /// The next seven and, highest, how many bytes there are in all, or 255 for more.
    @usableFromInline let third: UInt64
    /// All bytes after those; `nil` where there are none.
    let rest: [UInt8]?

    private static let wordBytes = 23

    /// Keeps these bytes, which are well-formed UTF-8.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        first = ByteWords.word(of: bytes, at: 0)
        second = bytes.count > 8 ? ByteWords.word(of: bytes, at: 8) : 0
        third = Self.third(of: bytes)
        rest = bytes.count > Self.wordBytes ? Array(bytes[Self.wordBytes...]) : nil
    }

    @inline(__always)
    private static func third(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let length = UInt64(min(bytes.count, 255)) << 56
        return bytes.count > 16 ? ByteWords.word(of: bytes, at: 16) & ~(0xFF << 56) | length : length
    }

    /// The name.
    public var text: String {
        withUnsafeBytes(of: (first.littleEndian, second.littleEndian, third.littleEndian)) { words in
            if let rest { return String(decoding: words[..<Self.wordBytes] + rest, as: UTF8.self) }
            return String(decoding: UnsafeRawBufferPointer(rebasing: words[..<Int(third >> 56)]), as: UTF8.self)
        }
    }

    /// Whether the name is this text, byte for byte.
    @inlinable
    public static func ~= (pattern: StaticString, key: JSONKey) -> Bool {
        guard pattern.hasPointerRepresentation else { return pattern.withUTF8Buffer { key.isExactly($0) } }
        guard key.mayHave(count: pattern.utf8CodeUnitCount) else { return false }
        return key.isExactly(UnsafeBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount))
    }

    /// Whether the text is this one, byte for byte.
    @inlinable
    public func isText(_ text: String) -> Bool {
        guard mayHave(count: text.utf8.count) else { return false }
        var text = text
        return text.withUTF8 { isExactly($0) }
    }

    @inlinable
    func mayHave(count: Int) -> Bool { third >> 56 == UInt64(min(count, 255)) }

    @usableFromInline
    func isExactly(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard third == Self.third(of: other), first == ByteWords.word(of: other, at: 0) else { return false }
        if other.count > 8, second != ByteWords.word(of: other, at: 8) { return false }
        return rest?.elementsEqual(other[Self.wordBytes...]) ?? true
    }

    /// The same number for names that are the same, and seldom for others.
    @inline(__always)
    var digest: UInt64 {
        var mixed = first &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 32 ^ second) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 32 ^ third) &* 0x9E37_79B9_7F4A_7C15
        return mixed
    }
}
