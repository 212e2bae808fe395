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

enum ByteSearch {
    /// The offset at which a part first occurs; `nil` if it does not.
    ///
    /// Bytes have the empty part at their beginning.
    static func firstOffset(of part: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = part.first else { return 0 }
        var start = 0
        while bytes.count - start >= part.count {
            if bytes[start] == first, bytes[start..<(start + part.count)].elementsEqual(part) { return start }
            start += 1
        }
        return nil
    }

    static func firstOffset(of part: String, in bytes: [UInt8]) -> Int? {
        var part = part
        return part.withUTF8 { part in bytes.withUnsafeBufferPointer { firstOffset(of: part, in: $0) } }
    }

    static func firstOffset(of part: String, in text: String) -> Int? {
        var (part, text) = (part, text)
        return part.withUTF8 { part in text.withUTF8 { firstOffset(of: part, in: $0) } }
    }
}

extension String {
    /// Whether every byte of the UTF-8 has a property.
    ///
    /// It looks at all of them, come what may: without a way out the compiler takes many bytes at a time.
    @inline(__always)
    func hasOnlyBytes(_ holds: (UInt8) -> Bool) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            var isTrue = true
            for byte in bytes { isTrue = holds(byte) && isTrue }
            return isTrue
        }
    }

    @inline(__always)
    func countBytes(_ holds: (UInt8) -> Bool) -> Int {
        var text = self
        return text.withUTF8 { bytes in
            var count = 0
            for byte in bytes { count += holds(byte) ? 1 : 0 }
            return count
        }
    }
}

/// Well-formed UTF-8 byte sequences, after table 3-7 of the Unicode standard.
enum UTF8Sequence {
    /// The length of the multi-byte sequence at an index, or `nil` if none that is well formed starts there.
    static func length(in bytes: [UInt8], at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        let length: Int
        let second: ClosedRange<UInt8>
        switch bytes[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        return bytes[(index + 2)..<(index + length)].allSatisfy { 0x80...0xBF ~= $0 } ? length : nil
    }
}
