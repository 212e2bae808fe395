/// How a computed value is written.
public enum ValueEncoding: String, Hashable, Sendable, CaseIterable {
    /// Two lower-case digits a byte.
    case hex
    /// Two upper-case digits a byte.
    case upperHex
    /// RFC 4648, section 4, padded.
    case base64
    /// RFC 4648, section 5, without padding, as JWS has it.
    case base64url

    /// Bytes in the encoding.
    package func text(of bytes: [UInt8]) -> String {
        switch self {
        case .hex: BinaryText.hex(bytes, digits: "0123456789abcdef")
        case .upperHex: BinaryText.hex(bytes, digits: "0123456789ABCDEF")
        case .base64: BinaryText.base64(bytes, BinaryText.standardAlphabet, isPadded: true)
        case .base64url: BinaryText.base64(bytes, BinaryText.urlAlphabet, isPadded: false)
        }
    }
}

/// Bytes as text and back (RFC 4648).
enum BinaryText {
    static let standardAlphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    static let urlAlphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    static func hex(_ bytes: [UInt8], digits: StaticString) -> String {
        digits.withUTF8Buffer { digits in
            String(unsafeUninitializedCapacity: bytes.count * 2) { text in
                for (index, byte) in bytes.enumerated() {
                    text[index * 2] = digits[Int(byte >> 4)]
                    text[index * 2 + 1] = digits[Int(byte & 0xF)]
                }
                return bytes.count * 2
            }
        }
    }

    static func base64(_ bytes: [UInt8], _ alphabet: StaticString, isPadded: Bool) -> String {
        alphabet.withUTF8Buffer { letters in
            String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
                var length = 0
                for start in stride(from: 0, to: bytes.count, by: 3) {
                    let group = bytes[start..<min(start + 3, bytes.count)]
                    var bits: UInt32 = 0
                    for byte in group { bits = bits << 8 | UInt32(byte) }
                    bits <<= UInt32(8 * (3 - group.count))
                    for place in 0...group.count {
                        text[length] = letters[Int(bits >> UInt32(18 - 6 * place) & 0x3F)]
                        length += 1
                    }
                    for _ in group.count..<3 where isPadded {
                        text[length] = UInt8(ascii: "=")
                        length += 1
                    }
                }
                return length
            }
        }
    }

    /// The bytes of hexadecimal digits; `nil` for other text.
    static func bytes(hex text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(hex: digits[index]), let low = value(hex: digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(hex digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The bytes of a base64 text, padded or not; `nil` for text of another alphabet, length or end.
    static func bytes(base64 text: String, _ alphabet: StaticString) -> [UInt8]? {
        var letters = Array(text.utf8)[...]
        let length = letters.count
        while letters.count > max(0, length - 2), letters.last == UInt8(ascii: "=") { letters.removeLast() }
        guard letters.count == length || length.isMultiple(of: 4), letters.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count * 3 / 4)
        var (bits, count): (UInt32, Int) = (0, 0)
        for letter in letters {
            guard let value = alphabet.withUTF8Buffer({ $0.firstIndex(of: letter) }) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
                bits &= (1 << UInt32(count)) - 1
            }
        }
        // What is left over says nothing, and another text would have the same bytes if it could.
        return bits == 0 ? bytes : nil
    }
}
