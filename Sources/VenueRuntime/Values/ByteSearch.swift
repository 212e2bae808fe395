/// Searching for bytes in bytes.
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

    /// The offset at which a text's bytes first occur in bytes.
    static func firstOffset(of part: String, in bytes: [UInt8]) -> Int? {
        var part = part
        return part.withUTF8 { part in bytes.withUnsafeBufferPointer { firstOffset(of: part, in: $0) } }
    }

    /// The offset at which a text's bytes first occur in those of another.
    static func firstOffset(of part: String, in text: String) -> Int? {
        var (part, text) = (part, text)
        return part.withUTF8 { part in text.withUTF8 { firstOffset(of: part, in: $0) } }
    }
}
