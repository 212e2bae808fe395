/// Text with `{parameter}` placeholders; a brace is doubled to stand for itself.
struct TextTemplate {
    /// The pieces.
    var parts: [TemplatePart]
    /// Whether the single placeholder carries RFC 6570's `*`.
    var explodes = false

    /// The parameter a template of a single placeholder names.
    var bareParameter: String? {
        guard parts.count == 1, case .parameter(let name) = parts[0] else { return nil }
        return name
    }

    /// The parameters it names, in order.
    var parameters: [String] {
        parts.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    /// The template as the spec writes it.
    var text: String { parts.map(\.text).joined() }

    /// Parses text.
    init(parsing text: String) throws(SyntaxError) {
        parts = []
        var literal = ""
        // Braces count whatever combines with them.
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "{" where rest.first == "{", "}" where rest.first == "}":
                literal.unicodeScalars.append(scalar)
                rest.removeFirst()
            case "{":
                guard let end = rest.firstIndex(of: "}") else {
                    throw SyntaxError("placeholder without a closing '}'; write '{{' for a brace")
                }
                var name = rest[..<end]
                rest = rest[rest.index(after: end)...]
                if name.last == "*" {
                    name.removeLast()
                    explodes = true
                }
                if name.isEmpty || name.contains("{") {
                    throw SyntaxError("empty placeholder; write '{name}' with a parameter's name, or '{{' for a brace")
                }
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = ""
                parts.append(.parameter(String(name)))
            case "}":
                throw SyntaxError("'}' without an opening '{'; write '}}' for a brace")
            default:
                literal.unicodeScalars.append(scalar)
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        if explodes && bareParameter == nil {
            throw SyntaxError("'*' repeats a whole field, so its placeholder must stand alone")
        }
    }

    /// A template of one placeholder.
    init(parameter: String) {
        parts = [.parameter(parameter)]
    }
}
