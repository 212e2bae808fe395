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
    ///
    /// What follows a `;` is left aside, since servers that know path parameters take them away first.
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
            } else if starts(rest, with: "%2e") {
                dots += 1
                rest = rest.dropFirst(3)
            } else {
                if byte != UInt8(ascii: ";"), !starts(rest, with: "%3b") { dots = 3 }
                rest = rest.drop { $0 != UInt8(ascii: "/") }
            }
        }
        return dots == 1 || dots == 2
    }

    /// Whether bytes start with an encoded one, whatever the case of its digits.
    private static func starts(_ bytes: some Collection<UInt8>, with encoded: StaticString) -> Bool {
        let next = bytes.prefix(3)
        guard next.count == 3 else { return false }
        return encoded.withUTF8Buffer { encoded in
            zip(next, encoded).allSatisfy { $0 == $1 || $0 | 0x20 == $1 && isAlphanumeric($0) }
        }
    }

    /// Whether path and query start with a slash and hold only what RFC 3986 allows.
    static func isTarget(_ target: some Collection<UInt8>) -> Bool {
        target.first == UInt8(ascii: "/")
            && isEncoded(target) { isPathByte($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
    }

    static func isEncodedSegment(_ segment: some StringProtocol) -> Bool { isEncoded(segment.utf8, isPathByte) }

    /// Whether every byte is one that stands for itself or a part of an encoded one.
    private static func isEncoded(_ bytes: some Collection<UInt8>, _ isPlain: (UInt8) -> Bool) -> Bool {
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.popFirst(), let low = rest.popFirst(), isHexDigit(high), isHexDigit(low) else {
                    return false
                }
            } else if !isPlain(byte) {
                return false
            }
        }
        return true
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "-._~!$&'()*+,;=:@".utf8.contains(byte)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }

    private static func appendEncoded(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(hexDigit(byte >> 4))
        bytes.append(hexDigit(byte & 0xF))
    }

    private static func hexDigit(_ number: UInt8) -> UInt8 {
        number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "A") + number - 10
    }
}
