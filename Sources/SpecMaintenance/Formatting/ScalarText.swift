internal import VenueSpec

/// How a scalar is written on one line.
struct ScalarText {
    let scalar: LayoutScalar
    /// Whether it stands in braces or brackets.
    let isInFlow: Bool

    /// The scalar without quotes where it means the same without them, else in single quotes, else in double quotes.
    ///
    /// What looks like a number, a boolean, a date or nothing at all has quotes where its author put them, because there
    /// they tell text from constants.
    var text: String {
        let text = scalar.text
        if text.unicodeScalars.contains(where: Self.needsEscape) { return Self.doubleQuoted(text) }
        if scalar.form?.isAlwaysQuoted == true { return Self.singleQuoted(text) }
        if Self.looksTyped(text), scalar.form?.isNeverQuoted != true {
            return scalar.style == .plain ? text : Self.singleQuoted(text)
        }
        return isPlain(text) ? text : Self.singleQuoted(text)
    }

    /// Whether the text means itself without quotes.
    private func isPlain(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last, first != " ", last != " ", last != ":" else {
            return false
        }
        if first == "-" {
            guard scalars.count > 1, scalars[1] != " ", scalars[1] != "-" else { return false }
        } else if "?:,[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) || text.hasPrefix("...") {
            return false
        }
        for (scalar, next) in zip(scalars, scalars.dropFirst()) {
            if scalar == ":", next == " " { return false }
            if scalar == " ", next == "#" { return false }
        }
        // Readers of YAML 1.1 also end a plain scalar in braces at a question mark.
        return !isInFlow || !scalars.contains { ",[]{}?".unicodeScalars.contains($0) }
    }

    /// Whether YAML's own readers take the text for something other than text, or may do so.
    static func looksTyped(_ text: String) -> Bool {
        let words = [
            "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", "+.inf", "-.inf", ".nan",
            "<<",
            "=",
        ]
        if words.contains(text.lowercased()) { return true }
        var digits = text.utf8[...]
        if digits.first == 0x2B || digits.first == 0x2D { digits.removeFirst() }
        if digits.first == 0x2E { digits.removeFirst() }
        guard let first = digits.first, isDigit(first) else { return false }
        let isHexadecimal = digits.starts(with: "0x".utf8)
        return digits.dropFirst().allSatisfy {
            isDigit($0) || "_.:+-eExobTtZz ".utf8.contains($0)
                || (isHexadecimal && ((0x41...0x46).contains($0) || (0x61...0x66).contains($0)))
        }
    }

    /// Whether a character cannot be seen, so that it is written as an escape.
    static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == " " { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse,
            .unassigned:
            return true
        default: return false
        }
    }

    private static func singleQuoted(_ text: String) -> String {
        "'" + text.unicodeScalars.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }

    private static func doubleQuoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    /// A character as it stands in double quotes.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case _ where !needsEscape(scalar): String(scalar)
        case _ where scalar.value <= 0xFF: "\\x" + digits(scalar, 2)
        case _ where scalar.value <= 0xFFFF: "\\u" + digits(scalar, 4)
        default: "\\U" + digits(scalar, 8)
        }
    }

    /// A code point in that many hexadecimal digits.
    private static func digits(_ scalar: Unicode.Scalar, _ count: Int) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}

extension TextForm {
    /// Whether texts of this kind are quoted even where they need not be: regular expressions, whose marks are YAML's.
    fileprivate var isAlwaysQuoted: Bool {
        switch self {
        case .pattern, .patternTemplate: true
        default: false
        }
    }

    /// Whether texts of this kind are plain even where they look like numbers: there is only one way to read them.
    var isNeverQuoted: Bool {
        switch self {
        case .status, .date: true
        default: false
        }
    }
}

/// A scalar written over several lines.
struct BlockText {
    /// The mark it begins with, such as `>-`.
    let header: String
    /// Its lines without their indentation.
    let lines: [String]
    /// Whether blank lines after it belong to it.
    let isKept: Bool

    /// A scalar whose author wrote it so, or `nil` for any other.
    init?(_ scalar: LayoutScalar) {
        let mark: String
        var lines: [String]
        switch scalar.style {
        case .plain, .quoted: return nil
        case .literal:
            mark = "|"
            lines = scalar.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        case .folded(let content): (mark, lines) = (">", content)
        }
        let breaks = scalar.text.unicodeScalars.reversed().prefix { $0 == "\n" }.count
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        isKept = breaks > 1
        if isKept { lines += Array(repeating: "", count: breaks - 1) }
        // Without the number, white space at the beginning would be taken for indentation.
        let needsNumber = lines.first { !$0.isEmpty }.map { [" ", "\t"].contains($0.unicodeScalars.first) } ?? false
        header = mark + (needsNumber ? "2" : "") + (breaks == 0 ? "-" : isKept ? "+" : "")
        self.lines = lines
    }

    /// A scalar too long for its line, or `nil` where it cannot be folded or its quotes mean something.
    ///
    /// Prose is broken between words; other text, such as a body, stays on one line.
    init?(folding scalar: LayoutScalar, width: Int) {
        let text = scalar.text
        let isSafe = text.unicodeScalars.allSatisfy { !ScalarText.needsEscape($0) }
        guard isSafe, !ScalarText.looksTyped(text), text.unicodeScalars.first != " ", !text.hasSuffix(" ") else {
            return nil
        }
        header = ">-"
        isKept = false
        switch scalar.form {
        case .any, .textTemplate: break
        default:
            lines = [text]
            return
        }
        var lines: [String] = []
        // Where spaces come together a break would lose one.
        for word in text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            guard let last = lines.last else {
                lines.append(word)
                continue
            }
            let isAlone = !word.isEmpty && !last.hasSuffix(" ") && !last.isEmpty
            if isAlone, last.unicodeScalars.count + 1 + word.unicodeScalars.count > width {
                lines.append(word)
            } else {
                lines[lines.count - 1] = last + " " + word
            }
        }
        self.lines = lines
    }
}
