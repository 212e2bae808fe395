/// The name of an object's member as bytes of the text it was read from; no copy unless it has escapes.
///
///     switch key {
///     case "orderId": orderID = try json.string()
///     default: try json.skipValue()
///     }
///
/// Two names are the same when their bytes are, after unescaping. Unicode's canonical equivalence plays no part.
public struct JSONKey: Sendable {
    /// The bytes the name is part of: the whole text, or the unescaped name.
    let bytes: [UInt8]
    /// The name's part of ``bytes``; always valid UTF-8.
    let range: Range<Int>

    /// The name.
    public var text: String { String(decoding: bytes[range], as: UTF8.self) }

    /// Whether the name is this text, byte for byte.
    public static func ~= (pattern: StaticString, key: JSONKey) -> Bool {
        guard key.range.count == pattern.utf8CodeUnitCount || !pattern.hasPointerRepresentation else { return false }
        return pattern.withUTF8Buffer { pattern in
            key.bytes.withUnsafeBufferPointer { bytes in
                let start = key.range.lowerBound
                for index in pattern.indices where bytes[start + index] != pattern[index] { return false }
                return key.range.count == pattern.count
            }
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
