/// What the fixed text of a path may hold (RFC 3986).
enum PathText {
    /// Refuses characters that a path holds only percent-encoded, and a `%` that encodes nothing.
    static func checkCharacters(of text: String) throws(SyntaxError) {
        if let bad = text.unicodeScalars.first(where: { !isPathScalar($0) }) {
            throw SyntaxError("the path holds '\(bad)'; percent-encode it")
        }
        for rest in text.split(separator: "%", omittingEmptySubsequences: false).dropFirst() {
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy(\.isHexDigit) else {
                throw SyntaxError("the path holds '%' without two hex digits; a percent sign itself is '%25'")
            }
        }
    }

    /// Refuses segments that servers and libraries rewrite: empty ones between others, `.` and `..`.
    static func checkSegments(of path: String) throws(SyntaxError) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if segments.contains(where: { $0 == "." || $0 == ".." }) {
            throw SyntaxError("the path holds a '.' or '..' segment, which servers resolve away")
        }
        if segments.dropLast().contains("") { throw SyntaxError("the path holds an empty segment ('//')") }
    }

    /// Whether the scalar may stand in a path: a pchar, `/`, or the `%` of an escape.
    private static func isPathScalar(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return false }
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        return isUpper(byte) || isLower(byte) || isDigit(byte) || "-._~!$&'()*+,;=:@/%".utf8.contains(byte)
    }
}
