/// A request line: method and path.
struct RequestLine {
    let method: String
    /// The path's pieces.
    let path: [TemplatePart]

    /// The path as written.
    let target: String

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
