/// A request line: method and path.
package struct RequestLine {
    let method: String
    let path: [TemplatePart]

    package let target: String

    /// Whether a parameter is a segment of the path by itself.
    func isWholeSegment(_ parameter: String) -> Bool { path.hasWholeSegment(parameter) }

    /// The methods a cancel can have (RFC 9110, RFC 5789).
    static let methods = ["DELETE", "GET", "PATCH", "POST", "PUT"]

    /// Parses `METHOD /path/{parameter}`.
    init(parsing text: String) throws(SyntaxError) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2 else {
            throw SyntaxError("expected a method, one space and a path, such as 'POST /orders/{orderId}/cancel'")
        }
        guard Self.methods.contains(String(words[0])) else {
            throw SyntaxError("unknown method '\(words[0])'; expected one of \(Self.methods.joined(separator: ", "))")
        }
        let template = try TextTemplate(parsing: String(words[1]))
        guard case .literal(let first)? = template.parts.first, first.hasPrefix("/") else {
            throw SyntaxError("the path must start with '/'")
        }
        for case .literal(let text) in template.parts {
            if text.contains("?") { throw SyntaxError("the path holds '?'; put query fields under 'query'") }
            if text.contains("#") { throw SyntaxError("the path holds '#'; requests have no fragment") }
            try PathText.checkCharacters(of: text)
        }
        try PathText.checkSegments(of: String(words[1]))
        method = String(words[0])
        target = String(words[1])
        path = template.parts
    }
}

extension [TemplatePart] {
    /// Whether a parameter is a segment of the path by itself.
    package func hasWholeSegment(_ parameter: String) -> Bool {
        indices.contains { index in
            guard self[index] == .parameter(parameter) else { return false }
            return (index == 0 || self[index - 1].fixedText.hasSuffix("/"))
                && (index == count - 1 || self[index + 1].fixedText.hasPrefix("/"))
        }
    }
}

/// What the fixed text of a path may hold (RFC 3986).
enum PathText {
    /// Refuses characters that a path holds only percent-encoded, and a `%` that encodes nothing.
    static func checkCharacters(of text: String) throws(SyntaxError) {
        if let bad = text.unicodeScalars.first(where: { !isPathScalar($0) }) {
            throw SyntaxError("the path holds \(bad.shown); percent-encode it")
        }
        for rest in text.utf8.split(separator: 0x25, omittingEmptySubsequences: false).dropFirst() {
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy(isHexDigit) else {
                throw SyntaxError("the path holds '%' without two hex digits; a percent sign itself is '%25'")
            }
        }
    }

    /// Refuses segments that servers and libraries rewrite: empty ones between others, and dot segments.
    static func checkSegments(of path: String) throws(SyntaxError) {
        if hasDotSegment(path) {
            throw SyntaxError(
                "the path holds a '.' or '..' segment, which servers resolve away, also encoded or before a ';'")
        }
        if path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst().dropLast().contains(where: {
            $0.isEmpty
        }) {
            throw SyntaxError("the path holds an empty segment ('//')")
        }
    }

    /// Whether a path has a segment that means this or the parent level once it is decoded and without its parameters.
    static func hasDotSegment(_ path: some StringProtocol) -> Bool {
        path.utf8.split(separator: 0x2F).contains { segment in
            var name = segment[...]
            var dots = 0
            while let first = name.first, dots < 3 {
                if first == 0x2E {
                    name = name.dropFirst()
                } else if isEscape(name, "2e") {
                    name = name.dropFirst(3)
                } else {
                    break
                }
                dots += 1
            }
            let isWhole = name.isEmpty || name.first == 0x3B || isEscape(name, "3b")
            return (dots == 1 || dots == 2) && isWhole
        }
    }

    /// Whether bytes start with `%` and two digits, whatever their case.
    private static func isEscape(_ bytes: some Collection<UInt8>, _ digits: String) -> Bool {
        bytes.first == 0x25 && bytes.dropFirst().prefix(2).map { $0 | 0x20 } == Array(digits.utf8).map { $0 | 0x20 }
    }

    /// Whether the scalar may stand in a path: a pchar, `/`, or the `%` of an escape.
    private static func isPathScalar(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return false }
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        return isUpper(byte) || isLower(byte) || isDigit(byte) || "-._~!$&'()*+,;=:@/%".utf8.contains(byte)
    }
}
