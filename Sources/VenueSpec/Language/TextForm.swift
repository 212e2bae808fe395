/// A kind of text the language knows, with its JSON Schema pattern and the words diagnostics expect it with.
package enum TextForm: Sendable {
    /// Any text that is not empty.
    case any
    /// A constant: text, number or boolean, also empty, with `{parameter}` inside or without.
    case constant
    /// Text that is not empty, with `{parameter}` inside or without.
    case textTemplate
    /// Text that may be empty, such as a body.
    case content
    case typeName
    case memberName
    case wireName
    /// A value of an enumeration, which may be empty.
    case enumValue
    case parameterName
    case kebabName
    case swiftName
    /// `YYYY-MM-DD`.
    case date
    /// `sha256:` and 64 hex digits.
    case digest
    /// An absolute http(s) address.
    case url
    /// `https://…` or `wss://…`, perhaps with `{host}`.
    case serverURL
    /// A number and `ms`, `s`, `m` or `h`.
    case duration
    /// A decimal number in JSON's grammar.
    case number
    /// `METHOD /path`.
    case requestLine
    case status
    case fieldPath
    /// A word of the outcome vocabulary that a rule may say.
    case outcome
    /// A word of the outcome vocabulary that a rule of a call which cancels all orders may say.
    case scopeOutcome
    /// A word of the outcome vocabulary that a rule of a read may say.
    case state
    /// A word of the outcome vocabulary that a rule of a login may say.
    case grant
    /// A word of the outcome vocabulary, those included that the language itself decides.
    case recordedOutcome
    case pattern
    /// A pattern with `{parameter}` inside or without.
    case patternTemplate
    case headerName

    /// What the text should be, for `expected …`.
    var expectation: String {
        switch self {
        case .any, .content, .constant, .textTemplate: "text"
        case .typeName: "a name in upper camel case, such as 'CancelReply'"
        case .memberName: "a name in lower camel case, such as 'cancelOrder'"
        case .wireName, .enumValue: "a name"
        case .parameterName: "a name without braces that neither starts with '$' nor ends with '*'"
        case .kebabName: "a name in kebab case, such as 'page-sample'"
        case .swiftName: "a Swift name in lower camel case"
        case .date: "a date as YYYY-MM-DD"
        case .digest: "'sha256:' and 64 lower-case hex digits"
        case .url: "an absolute address that starts with 'https://'"
        case .serverURL: "'https://host', 'https://{host}' or 'wss://host', perhaps with a base path"
        case .number: "a number such as '1' or '0.001'"
        case .duration: "a duration such as '500ms', '1s', '60s', '5m' or '1h'"
        case .requestLine: "a method and a path, such as 'POST /orders/{orderId}/cancel'"
        case .status: "an HTTP status from 200 to 599, a class such as '4XX', or 'default'"
        case .fieldPath: "a field path such as 'order.status', 'results[0].code' or '$'"
        case .outcome, .scopeOutcome, .recordedOutcome:
            "an outcome such as 'canceled', 'pendingCancel' or 'rejected(invalidRequest)'"
        case .state: "a state such as 'working', 'pendingCancel' or 'tooLate(filled)'"
        case .grant: "'granted' or an outcome such as 'rejected(authentication)'"
        case .pattern, .patternTemplate: "a regular expression"
        case .headerName: "the name of a header field"
        }
    }

    /// Whether empty text, and the plain word `null`, are values of this kind.
    package var admitsEmpty: Bool {
        switch self {
        case .constant, .content, .enumValue: true
        default: false
        }
    }

    /// What a text of the form means; `nil` for one that has not the form.
    ///
    /// Where the syntax has a rule of its own (requests, servers, paths, templates, patterns), a text that breaks it is
    /// accepted here with its fault, and so is a word that is no outcome.
    func meaning(of text: String) -> TextMeaning? {
        guard admitsEmpty || !text.isEmpty else { return nil }
        switch self {
        case .constant, .textTemplate: return TextMeaning { () throws(SyntaxError) in try TextTemplate(parsing: text) }
        case .requestLine: return TextMeaning { () throws(SyntaxError) in try RequestLine(parsing: text) }
        case .serverURL: return TextMeaning { () throws(SyntaxError) in try ServerAddress(parsing: text) }
        case .fieldPath: return TextMeaning { () throws(SyntaxError) in try FieldPath(parsing: text) }
        case .pattern:
            return TextMeaning { () throws(SyntaxError) in
                try PatternTemplate.check(text)
                return text
            }
        case .patternTemplate: return TextMeaning { () throws(SyntaxError) in try PatternTemplate(checking: text) }
        case .outcome, .scopeOutcome, .state, .grant, .recordedOutcome:
            return Outcome(word: text).map { .value($0) } ?? .value(text)
        case .date: return CalendarDate(text).map { .value($0) }
        case .number: return ExactNumber(text).map { .value($0) }
        case .duration: return DurationText.parse(text).map { .value($0) }
        case .status: return StatusRange(word: text).map { .value($0) }
        default: return isWellFormed(text) ? .value(text) : nil
        }
    }

    /// Whether a text that means itself has the form.
    private func isWellFormed(_ text: String) -> Bool {
        let bytes = text.utf8
        return switch self {
        case .typeName: isIdentifier(bytes, first: isUpper)
        case .memberName, .swiftName: isIdentifier(bytes, first: isLower)
        case .parameterName: !bytes.contains { $0 == 0x7B || $0 == 0x7D } && bytes.first != 0x24 && bytes.last != 0x2A
        case .kebabName:
            bytes.first != 0x2D && bytes.last != 0x2D && !text.contains("--")
                && bytes.allSatisfy { isLower($0) || isDigit($0) || $0 == 0x2D }
        case .digest:
            text.hasPrefix("sha256:") && bytes.count == 71
                && bytes.dropFirst(7).allSatisfy { isDigit($0) || (0x61...0x66).contains($0) }
        case .url:
            text.hasPrefix("https://") && bytes.count > 8 && bytes.dropFirst(8).first != 0x2F
                && !bytes.contains { $0 <= 0x20 }
        case .headerName: bytes.allSatisfy(isTokenCharacter)
        default: true
        }
    }
}

/// Whether the bytes are a letter of the given kind followed by ASCII letters and digits.
private func isIdentifier(_ bytes: String.UTF8View, first: (UInt8) -> Bool) -> Bool {
    guard let head = bytes.first, first(head) else { return false }
    return bytes.allSatisfy { isUpper($0) || isLower($0) || isDigit($0) }
}

/// Whether the byte is an ASCII capital letter.
func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

/// Whether the byte is an ASCII small letter.
func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

package func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// Whether the byte is an ASCII hexadecimal digit.
func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }

/// Whether the byte may stand in an RFC 9110 token.
func isTokenCharacter(_ byte: UInt8) -> Bool {
    isUpper(byte) || isLower(byte) || isDigit(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
}

package struct CalendarDate: Sendable, Hashable, Comparable {
    /// The day's text, `YYYY-MM-DD`.
    package let text: String

    /// The day of a month of a year, if it exists and the year has four digits.
    package init?(year: Int, month: Int, day: Int) {
        func digits(_ number: Int, _ count: Int) -> String {
            String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
        }
        self.init("\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))")
    }

    /// The day, if the text names one that exists.
    package init?(_ text: String) {
        var rest = Scanner(text)
        guard Self.scan(&rest), rest.isAtEnd else { return nil }
        self.text = text
    }

    /// Moves over a day the calendar has.
    static func scan(_ rest: inout Scanner) -> Bool {
        guard let year = rest.number(digits: 4), rest.skip("-"), let month = rest.number(digits: 2), rest.skip("-"),
            let day = rest.number(digits: 2), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day)
    }

    /// Orders days as they come; texts of one length and form sort as the days do.
    package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.text < right.text }
}

/// Durations as specs write them: a whole number and a unit.
package enum DurationText {
    /// The duration of `500ms`, `60s`, `5m`, `1h`; `nil` for other text, for zero, and for more than ten years.
    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.first != "0", let count = Int64(digits), count <= 315_360_000_000 else { return nil }
        switch text.dropFirst(digits.count) {
        case "ms": return .milliseconds(count)
        case "s": return seconds(count, 1)
        case "m": return seconds(count, 60)
        case "h": return seconds(count, 3600)
        default: return nil
        }
    }

    /// A duration as a spec writes it, in the largest unit that divides it.
    package static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        for (unit, size) in [("h", 3_600_000), ("m", 60000), ("s", 1000)] where milliseconds % Int64(size) == 0 {
            return "\(milliseconds / Int64(size))\(unit)"
        }
        return "\(milliseconds)ms"
    }

    /// A number of units as a duration, unless it is absurd.
    private static func seconds(_ count: Int64, _ unit: Int64) -> Duration? {
        let (total, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow || total > 315_360_000 ? nil : .seconds(total)
    }
}
