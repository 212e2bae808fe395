package enum StringLiteral {
    /// A literal for the text: raw where quotes or backslashes would need escapes, with escapes where a character
    /// could not be seen for what it is.
    package static func of(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.allSatisfy(PlainText.isPlain) else { return escaped(text) }
        guard scalars.contains("\\") || scalars.contains("\"") else { return "\"\(text)\"" }
        var fence = "#"
        while text.unicodeScalarsContain("\"" + fence) || text.unicodeScalarsContain("\\" + fence) { fence += "#" }
        return "\(fence)\"\(text)\"\(fence)"
    }

    /// The inside of an ordinary literal: everything that needs an escape has one, and so an interpolation can stand
    /// beside it.
    package static func interior(of text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where PlainText.isPlain(scalar): result.unicodeScalars.append(scalar)
            default: result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
        return result
    }

    private static func escaped(_ text: String) -> String { "\"\(interior(of: text))\"" }
}

/// Characters that look like what they are.
enum PlainText {
    /// Text in which every other character is written as its code point, so that a comment of one line stays one.
    static func escaped(_ text: String) -> String {
        if text.unicodeScalars.allSatisfy(isPlain) { return text }
        return text.unicodeScalars.map { scalar in
            isPlain(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }.joined()
    }

    /// Whether a scalar can stand in source text as itself: a letter, digit, sign or plain space; not a control,
    /// direction or joining character, a combining mark, a special space or an unassigned code point.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20...0x7E).contains(scalar.value) }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .nonspacingMark, .spacingMark, .enclosingMark:
            false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }
}

extension String {
    /// Whether the scalars of another text occur in a row; unlike `contains`, blind to how characters combine.
    fileprivate func unicodeScalarsContain(_ other: String) -> Bool {
        let haystack = Array(unicodeScalars)
        let needle = Array(other.unicodeScalars)
        guard haystack.count >= needle.count else { return false }
        return (0...(haystack.count - needle.count)).contains { start in
            haystack[start..<(start + needle.count)].elementsEqual(needle)
        }
    }
}

/// Words of Swift that cannot be names as they are.
package enum ReservedWords {
    /// The name, between back-ticks where Swift needs or could need them.
    package static func quoted(_ name: String) -> String {
        words.contains(name) ? "`\(name)`" : name
    }

    /// The name as a label in a call, which any keyword but one can be; needless back-ticks are warned about.
    package static func quotedArgument(_ name: String) -> String { name == "inout" ? "`inout`" : name }

    /// The name as a label in a declaration, which any keyword but three can be.
    package static func quotedLabel(_ name: String) -> String {
        ["inout", "let", "var"].contains(name) ? "`\(name)`" : name
    }

    /// Keywords, and names that mean something else after a dot (`init`, `self`, `Type`, `Protocol`).
    private static let words: Set<String> = [
        "Any", "Protocol", "Self", "Type", "actor", "as", "associatedtype", "async", "await", "borrowing", "break",
        "case", "catch", "class", "consuming", "continue", "default", "defer", "deinit", "do", "else", "enum",
        "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init",
        "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
        "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws",
        "true", "try", "typealias", "var", "where", "while",
    ]
}
