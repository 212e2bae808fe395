/// What the fixed text of a header field may hold (RFC 9110), as the runtime holds it again before it sends anything.
enum HeaderText {
    /// The fields that frame a message or pick the host, which transports place.
    static let transportFields = [
        "connection", "content-length", "expect", "host", "http2-settings", "keep-alive", "proxy-connection", "te",
        "trailer", "transfer-encoding", "upgrade",
    ]

    /// Refuses text around parameters that makes no value: visible ASCII and spaces, none of them first or last.
    static func check(_ parts: [TemplatePart]) throws(SyntaxError) {
        for case .literal(let text) in parts { try checkCharacters(of: text) }
        if case .literal(let text)? = parts.first, text.utf8.first == 0x20 {
            throw SyntaxError("a header field's value starts with no space")
        }
        if case .literal(let text)? = parts.last, text.utf8.last == 0x20 {
            throw SyntaxError("a header field's value ends with no space")
        }
    }

    /// Refuses text that cannot stand before a secret; a space may be its last.
    static func check(prefix: String) throws(SyntaxError) {
        try checkCharacters(of: prefix)
        if prefix.utf8.first == 0x20 { throw SyntaxError("a header field's value starts with no space") }
    }

    /// Refuses what is no media type with its parameters.
    static func check(mediaType text: String) throws(SyntaxError) {
        try checkCharacters(of: text)
        guard isMediaType(text) else {
            throw SyntaxError("expected a type, a slash and a subtype, such as 'application/json; charset=utf-8'")
        }
    }

    /// Refuses everything but visible ASCII and spaces.
    private static func checkCharacters(of text: String) throws(SyntaxError) {
        if let bad = text.unicodeScalars.first(where: { !(0x20...0x7E).contains($0.value) }) {
            throw SyntaxError("a header field cannot hold \(bad.shown); it holds visible ASCII and spaces")
        }
    }

    /// Whether the text is `type/subtype` with parameters.
    private static func isMediaType(_ text: String) -> Bool {
        var rest = text.utf8[...]
        guard skipToken(&rest), skip(0x2F, &rest), skipToken(&rest) else { return false }
        while !rest.isEmpty {
            rest = rest.drop { $0 == 0x20 }
            guard skip(0x3B, &rest) else { return false }
            rest = rest.drop { $0 == 0x20 }
            guard skipToken(&rest), skip(0x3D, &rest), skipToken(&rest) || skipQuoted(&rest) else { return false }
        }
        return true
    }

    private static func skipToken(_ rest: inout Substring.UTF8View) -> Bool {
        let start = rest.startIndex
        rest = rest.drop(while: isTokenCharacter)
        return rest.startIndex > start
    }

    /// Moves over a byte if it is next.
    private static func skip(_ byte: UInt8, _ rest: inout Substring.UTF8View) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    private static func skipQuoted(_ rest: inout Substring.UTF8View) -> Bool {
        guard skip(0x22, &rest) else { return false }
        while let byte = rest.popFirst() {
            if byte == 0x22 { return true }
            if byte == 0x5C, rest.popFirst() == nil { return false }
        }
        return false
    }
}

extension Unicode.Scalar {
    /// The scalar in quotes, or its number where it cannot be seen.
    var shown: String {
        (0x20...0x7E).contains(value) ? "'\(self)'" : "U+" + Self.hex(value)
    }

    /// A number of at least four hexadecimal digits.
    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
