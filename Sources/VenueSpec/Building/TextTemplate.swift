internal import TextPatterns

/// Text with `{parameter}` placeholders; a brace is doubled to stand for itself.
package struct TextTemplate: Sendable, Hashable {
    package var parts: [TemplatePart]
    /// Whether the single placeholder carries RFC 6570's `*`.
    var explodes = false

    /// The parameter a template of a single placeholder names.
    var bareParameter: String? {
        guard parts.count == 1, case .parameter(let name) = parts[0] else { return nil }
        return name
    }

    /// The text, if it names no parameter.
    var fixedText: String? { parameters.isEmpty ? parts.map(\.fixedText).joined() : nil }

    var parameters: [String] {
        parts.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    var text: String { parts.map(\.text).joined() }

    package init(parsing text: String) throws(SyntaxError) {
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

    init(parameter: String) {
        parts = [.parameter(parameter)]
    }
}

/// A regular expression with `{parameter}` placeholders, whose values stand for themselves.
///
/// `{3}`, `{3,}` and `{3,5}` are how often something repeats; what stands in braces after `\x` and `\u` is theirs; a brace
/// that is text is written `\{`.
struct PatternTemplate {
    /// The pieces: expressions, and parameters.
    private(set) var parts: [TemplatePart] = []

    /// The expression with something in each parameter's place.
    func pattern(_ value: (String) -> String) -> String {
        parts.map { part in
            switch part {
            case .literal(let text): text
            case .parameter(let name): Self.quoted(value(name))
            }
        }.joined()
    }

    /// Parses an expression, and refuses one that cannot be matched whatever the parameters are.
    init(checking text: String) throws(SyntaxError) {
        try self.init(parsing: text)
        try Self.check(pattern { $0 })
    }

    /// Refuses what is no regular expression, and what takes too long to match.
    static func check(_ pattern: String) throws(SyntaxError) {
        do throws(PatternProblem) { try TextPattern(pattern).checkCost() } catch { throw SyntaxError(error.message) }
    }

    /// A text as an expression that matches it and nothing else, and can be repeated as a whole.
    static func quoted(_ text: String) -> String {
        var quoted = "(?:"
        for scalar in text.unicodeScalars {
            if "\\^$.|?*+()[]{}".unicodeScalars.contains(scalar) { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + ")"
    }

    init(parsing text: String) throws(SyntaxError) {
        var literal = ""
        var depth = 0
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\": Self.takeEscape(&rest, to: &literal)
            case "[", "]":
                depth = max(0, depth + (scalar == "[" ? 1 : -1))
                literal.unicodeScalars.append(scalar)
            case "{":
                let inner = rest.prefix { $0 != "}" && $0 != "{" }
                let isClosed = inner.endIndex < rest.endIndex && rest[inner.endIndex] == "}"
                let content = String(inner)
                if depth > 0 {
                    if isClosed, Self.isName(content) {
                        throw SyntaxError("a placeholder cannot stand between '[' and ']'; write '\\{' for a brace")
                    }
                    literal += "{"
                } else if isClosed, Self.isCount(content) {
                    literal += "{" + content + "}"
                    rest = rest[inner.endIndex...].dropFirst()
                } else if isClosed, Self.isName(content) {
                    if !literal.isEmpty { parts.append(.literal(literal)) }
                    literal = ""
                    parts.append(.parameter(content))
                    rest = rest[inner.endIndex...].dropFirst()
                } else {
                    throw SyntaxError(
                        "'{' begins neither a placeholder such as '{orderId}' nor a count such as '{3,5}'; write '\\{' for "
                            + "a brace")
                }
            default: literal.unicodeScalars.append(scalar)
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
    }

    /// Takes what follows a backslash, with the braces that belong to it.
    private static func takeEscape(_ rest: inout Substring.UnicodeScalarView, to literal: inout String) {
        literal += "\\"
        guard let escaped = rest.popFirst() else { return }
        literal.unicodeScalars.append(escaped)
        if "xu".unicodeScalars.contains(escaped), rest.first == "{" {
            while let next = rest.popFirst() {
                literal.unicodeScalars.append(next)
                if next == "}" { break }
            }
        }
    }

    /// Whether braces hold how often something repeats.
    private static func isCount(_ text: String) -> Bool {
        let bounds = text.utf8.split(separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
        return text.utf8.contains(where: isDigit) && bounds.allSatisfy { $0.allSatisfy(isDigit) }
    }

    /// Whether braces can hold the name of a parameter.
    private static func isName(_ text: String) -> Bool { !text.isEmpty && !isCount(text) }
}

/// Why a piece of text in a spec does not have the form its key demands.
package struct SyntaxError: Error {
    /// What is wrong and what was expected; lower case, no full stop.
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
