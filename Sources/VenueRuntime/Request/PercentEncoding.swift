/// Percent-encoding of RFC 3986 and of HTML forms.
enum PercentEncoding {
    /// Appends a text with every byte but RFC 3986's unreserved characters (`A–Z a–z 0–9 - . _ ~`) encoded.
    static func encode(_ text: String, to bytes: inout [UInt8]) {
        if text.hasOnlyBytes(isUnreserved) {
            bytes += text.utf8
            return
        }
        for byte in text.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                appendEncoded(byte, to: &bytes)
            }
        }
    }

    /// Whether a byte stands for itself: one of `A–Z a–z 0–9 - . _ ~`.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "~")
    }

    /// Appends a text as the WHATWG URL standard's form serializer writes it: all but `A–Z a–z 0–9 * - . _` encoded, `+`
    /// for a space.
    static func encodeForm(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if isAlphanumeric(byte) || "*-._".utf8.contains(byte) {
                bytes.append(byte)
            } else if byte == 0x20 {
                bytes.append(UInt8(ascii: "+"))
            } else {
                appendEncoded(byte, to: &bytes)
            }
        }
    }

    /// Whether a path has a segment that means this or the parent level once it is decoded.
    static func hasDotSegment(_ path: some Collection<UInt8>) -> Bool {
        /// The dots of the segment so far; more than two for a segment that has anything else.
        var dots = 0
        var rest = path[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "/") {
                if dots == 1 || dots == 2 { return true }
                dots = 0
                rest = rest.dropFirst()
            } else if byte == UInt8(ascii: ".") {
                dots += 1
                rest = rest.dropFirst()
            } else if isEncodedDot(rest) {
                dots += 1
                rest = rest.dropFirst(3)
            } else {
                dots = 3
                rest = rest.drop { $0 != UInt8(ascii: "/") }
            }
        }
        return dots == 1 || dots == 2
    }

    /// Whether bytes start with a dot that is encoded.
    private static func isEncodedDot(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: "%2e".utf8) || bytes.starts(with: "%2E".utf8)
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

    /// Appends a byte as `%` and two digits.
    private static func appendEncoded(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(hexDigit(byte >> 4))
        bytes.append(hexDigit(byte & 0xF))
    }

    /// The hexadecimal digit of a number below 16, in upper case.
    private static func hexDigit(_ number: UInt8) -> UInt8 {
        number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "A") + number - 10
    }
}
