/// The name of an object's member, or another string, as bytes of the text it was read from; no copy unless it has
/// escapes.
///
///     switch key {
///     case "orderId": orderID = try json.string()
///     default: try json.skipValue()
///     }
///
/// Two names are the same when their bytes are, after unescaping. Unicode's canonical equivalence plays no part.
public struct JSONKey: Sendable {
    /// The bytes the name is part of: the whole text, or the unescaped name.
    @usableFromInline let bytes: [UInt8]
    /// The name's part of ``bytes``; always valid UTF-8.
    @usableFromInline let range: Range<Int>

    /// The name.
    public var text: String { String(decoding: bytes[range], as: UTF8.self) }

    /// Whether the name is this text, byte for byte.
    @inlinable
    public static func ~= (pattern: StaticString, key: JSONKey) -> Bool {
        if pattern.hasPointerRepresentation, pattern.utf8CodeUnitCount != key.range.count { return false }
        return pattern.withUTF8Buffer { key.isExactly($0) }
    }

    /// Whether the text is this one, byte for byte.
    @inlinable
    public func isText(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isExactly($0) }
    }

    /// Whether the bytes are these.
    @inlinable
    func isExactly(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard range.count == other.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            let start = range.lowerBound
            for index in other.indices where bytes[start + index] != other[index] { return false }
            return true
        }
    }
}

extension JSONKey: Hashable {
    /// Whether both names have the same bytes.
    public static func == (left: JSONKey, right: JSONKey) -> Bool {
        guard left.range.count == right.range.count else { return false }
        return left.bytes.withUnsafeBufferPointer { leftBytes in
            right.bytes.withUnsafeBufferPointer { rightBytes in
                leftBytes[left.range].elementsEqual(rightBytes[right.range])
            }
        }
    }

    /// Hashes the name's bytes.
    public func hash(into hasher: inout Hasher) {
        for byte in bytes[range] { hasher.combine(byte) }
    }
}
