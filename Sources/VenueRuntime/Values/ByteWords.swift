/// Bytes taken eight at a time.
enum ByteWords {
    /// A byte in each of a word's eight places.
    private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The eight bytes from an offset on, the first one lowest; zeros where there are fewer.
    @inline(__always)
    static func word(of bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt64 {
        let left = bytes.count - offset
        let raw = UnsafeRawBufferPointer(bytes)
        if left >= 8 { return UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
        if left >= 4 {
            // Two halves that overlap.
            let low = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            let high = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self))
            return UInt64(low) | UInt64(high) << UInt64(8 * (left - 4))
        }
        guard left > 0 else { return 0 }
        // The first, the middle and the last of one to three.
        let middle = left / 2
        return UInt64(bytes[offset]) | UInt64(bytes[offset + middle]) << UInt64(8 * middle)
            | UInt64(bytes[bytes.count - 1]) << UInt64(8 * (left - 1))
    }

    /// Where the first byte from an index on stands that is not an ASCII character which stands for itself in a JSON
    /// string: a quotation mark, a backslash, a control character or part of a longer character; the end if there is
    /// none.
    @inline(__always)
    static func endOfPlainText(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while bytes.count - index >= 8 {
            let word = word(of: bytes, at: index)
            // A subtraction sets the highest bit of each byte that is too small. What it borrows can only set that of a
            // byte after such a one, so the first is right.
            let small =
                ((word ^ repeated(UInt8(ascii: "\""))) &- repeated(1))
                | ((word ^ repeated(UInt8(ascii: "\\"))) &- repeated(1)) | (word &- repeated(0x20)) | word
            let found = small & repeated(0x80)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
            index += 1
        }
        return index
    }
}
