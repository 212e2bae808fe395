internal import SourceText

/// Text made safe to stand in XML 1.0.
enum XMLText {
    /// Text for content; noncharacters, which XML has no place for, are replaced, and hidden characters shown.
    static func escaped(_ text: String) -> String { escaped(text, alsoEscaping: []) }

    /// An element with safe content on lines of its own; without content it closes itself.
    static func element(_ name: String, _ attributes: [(String, String)], _ content: String = "") -> String {
        // Attributes would lose line breaks and tabs.
        let list = attributes.map { " \($0.0)=\"\(escaped($0.1, alsoEscaping: ["\n", "\t"]))\"" }.joined()
        return content.isEmpty ? "<\(name)\(list)/>\n" : "<\(name)\(list)>\(content)</\(name)>\n"
    }

    /// Text without what would end it.
    private static func escaped(_ text: String, alsoEscaping others: Set<Unicode.Scalar>) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case _ where scalar == "\r" || others.contains(scalar): result += "&#\(scalar.value);"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result += VisibleText.spelling(scalar)
            }
        }
        return result
    }
}
