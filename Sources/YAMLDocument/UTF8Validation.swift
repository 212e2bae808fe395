/// Finds what is not UTF-8.
enum UTF8Validation {
    /// The offset of the first byte that does not begin or continue a scalar, or `nil` if all do.
    static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
        var offset = 0
        while offset < bytes.count {
            guard let length = scalarLength(at: offset, in: bytes) else { return offset }
            offset += length
        }
        return nil
    }

    /// The number of bytes of the well-formed scalar at an offset (Unicode, table 3-7), or `nil` if there is none.
    private static func scalarLength(at offset: Int, in bytes: [UInt8]) -> Int? {
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[offset] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
        let rest = bytes[(offset + 2)..<(offset + length)]
        return rest.allSatisfy { (0x80...0xBF).contains($0) } ? length : nil
    }
}
