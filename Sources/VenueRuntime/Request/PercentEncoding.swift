/// Percent-encoding of RFC 3986 and of HTML forms.
enum PercentEncoding {
    /// A text with every byte but RFC 3986's unreserved characters (`A–Z a–z 0–9 - . _ ~`) encoded.
    static func encode(_ text: String) -> String {
        encode(text) { isAlphanumeric($0) || "-._~".utf8.contains($0) }
    }

    /// A text as the WHATWG URL standard's form serializer writes it: all but `A–Z a–z 0–9 * - . _` encoded, `+` for a
    /// space.
    static func encodeForm(_ text: String) -> String {
        encode(text, space: "+") { isAlphanumeric($0) || "*-._".utf8.contains($0) }
    }

    /// Whether a path segment means this or the parent level once it is decoded.
    static func isDotSegment(_ segment: Substring) -> Bool {
        var bytes = Array(segment.lowercased().utf8)[...]
        var dots = 0
        while !bytes.isEmpty {
            if bytes.first == UInt8(ascii: ".") {
                bytes = bytes.dropFirst()
            } else if bytes.starts(with: "%2e".utf8) {
                bytes = bytes.dropFirst(3)
            } else {
                return false
            }
            dots += 1
        }
        return dots == 1 || dots == 2
    }

    /// Whether a path segment holds only what RFC 3986 allows there.
    static func isEncodedSegment(_ segment: Substring) -> Bool {
        var bytes = Array(segment.utf8)[...]
        while let byte = bytes.first {
            if byte == UInt8(ascii: "%") {
                let digits = bytes.dropFirst().prefix(2)
                guard digits.count == 2, digits.allSatisfy(isHexDigit) else { return false }
                bytes = bytes.dropFirst(3)
            } else {
                guard isAlphanumeric(byte) || "-._~!$&'()*+,;=:@".utf8.contains(byte) else { return false }
                bytes = bytes.dropFirst()
            }
        }
        return true
    }

    /// Whether a byte is an ASCII letter or digit.
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    /// Whether a byte is an ASCII digit.
    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// Whether a byte is an ASCII hexadecimal digit.
    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }

    /// Encodes every byte of a text that is not kept.
    private static func encode(_ text: String, space: String = "%20", keep: (UInt8) -> Bool) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if byte == 0x20 {
                encoded += space
            } else if keep(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += byte < 0x10 ? "%0" : "%"
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
