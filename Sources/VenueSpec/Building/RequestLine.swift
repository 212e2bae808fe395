/// A request line: method and path.
struct RequestLine {
    /// The method.
    let method: String
    /// The path's pieces.
    let path: [TemplatePart]

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
        if template.explodes { throw SyntaxError("a path segment cannot repeat a list") }
        for case .literal(let text) in template.parts {
            if text.contains("?") { throw SyntaxError("the path holds '?'; put query fields under 'query'") }
            if text.contains("#") { throw SyntaxError("the path holds '#'; requests have no fragment") }
            if let bad = text.unicodeScalars.first(where: { !Self.isPathScalar($0) }) {
                throw SyntaxError("the path holds '\(bad)'; percent-encode it")
            }
        }
        let segments = String(words[1]).split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if segments.contains(where: { $0 == "." || $0 == ".." }) {
            throw SyntaxError("the path holds a '.' or '..' segment, which servers resolve away")
        }
        if segments.dropLast().contains("") { throw SyntaxError("the path holds an empty segment ('//')") }
        method = String(words[0])
        path = template.parts
    }

    /// Whether the scalar may stand in a path literal (RFC 3986 pchar, `/`, and `%` of an escape).
    private static func isPathScalar(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return false }
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        return isUpper(byte) || isLower(byte) || isDigit(byte) || "-._~!$&'()*+,;=:@/%".utf8.contains(byte)
    }
}
