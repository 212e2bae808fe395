/// Holds input against a spec's constraints and collects every violation.
public struct InputCheck: Sendable {
    private var violations: [Violation] = []

    /// Makes a check that has found nothing.
    public init() {}

    /// Checks a text; `nil` stands for a parameter that was not given.
    ///
    /// - Parameters:
    ///   - value: The text.
    ///   - field: The parameter's name as the venue has it.
    ///   - use: Where the text goes, beside JSON and form bodies and the query.
    ///   - minLength: The least number of Unicode scalars.
    ///   - maxLength: The greatest number of Unicode scalars.
    ///   - maxBytes: The greatest number of bytes in UTF-8.
    ///   - pattern: A regular expression the text must contain a match of.
    ///   - format: A well-known form the text must have.
    ///   - not: Texts it must not be.
    public mutating func text(
        _ value: String?,
        _ field: StaticString,
        use: TextUse = [],
        minLength: Int? = nil,
        maxLength: Int? = nil,
        maxBytes: Int? = nil,
        pattern: String? = nil,
        format: TextFormat? = nil,
        not: [StaticString] = []
    ) {
        guard let value else { return }
        let constraints = TextConstraints(
            use: use, minLength: minLength, maxLength: maxLength, maxBytes: maxBytes, pattern: pattern, format: format,
            not: not)
        for problem in constraints.problems(of: value) { report("\(field)", problem) }
    }

    /// Checks each text of a list; `nil` stands for a parameter that was not given.
    ///
    /// The constraints are those of ``text(_:_:use:minLength:maxLength:maxBytes:pattern:format:not:)``.
    public mutating func texts(
        _ values: [String]?,
        _ field: StaticString,
        use: TextUse = [],
        minLength: Int? = nil,
        maxLength: Int? = nil,
        maxBytes: Int? = nil,
        pattern: String? = nil,
        format: TextFormat? = nil,
        not: [StaticString] = []
    ) {
        let constraints = TextConstraints(
            use: use, minLength: minLength, maxLength: maxLength, maxBytes: maxBytes, pattern: pattern, format: format,
            not: not)
        for (index, value) in (values ?? []).enumerated() {
            for problem in constraints.problems(of: value) { report("\(field)[\(index)]", problem) }
        }
    }

    /// Checks an integer; `nil` stands for a parameter that was not given.
    public mutating func integer(
        _ value: Int64?,
        _ field: StaticString,
        minimum: Int64? = nil,
        maximum: Int64? = nil,
        not: [Int64] = []
    ) {
        integers(value.map { [$0] }, field, minimum: minimum, maximum: maximum, not: not, isList: false)
    }

    /// Checks each integer of a list; `nil` stands for a parameter that was not given.
    public mutating func integers(
        _ values: [Int64]?,
        _ field: StaticString,
        minimum: Int64? = nil,
        maximum: Int64? = nil,
        not: [Int64] = []
    ) {
        integers(values, field, minimum: minimum, maximum: maximum, not: not, isList: true)
    }

    /// Checks a decimal number; `nil` stands for a parameter that was not given.
    public mutating func decimal(
        _ value: ExactDecimal?, _ field: StaticString, minimum: StaticString? = nil, maximum: StaticString? = nil
    ) {
        if let value { decimal(value, "\(field)", minimum, maximum) }
    }

    /// Checks each decimal number of a list; `nil` stands for a parameter that was not given.
    public mutating func decimals(
        _ values: [ExactDecimal]?, _ field: StaticString, minimum: StaticString? = nil, maximum: StaticString? = nil
    ) {
        for (index, value) in (values ?? []).enumerated() { decimal(value, "\(field)[\(index)]", minimum, maximum) }
    }

    /// Checks the number of a list's elements; `nil` stands for a parameter that was not given.
    public mutating func items(_ count: Int?, _ field: StaticString, minimum: Int? = nil, maximum: Int? = nil) {
        guard let count else { return }
        if let minimum, count < minimum { report("\(field)", .tooFewItems(minimum: minimum)) }
        if let maximum, count > maximum { report("\(field)", .tooManyItems(maximum: maximum)) }
    }

    /// Ends the check.
    ///
    /// - Throws: ``InvalidInput`` with everything that was found, if anything was.
    public func finish() throws(InvalidInput) {
        guard violations.isEmpty else { throw InvalidInput(violations: violations) }
    }

    private mutating func integers(
        _ values: [Int64]?, _ field: StaticString, minimum: Int64?, maximum: Int64?, not: [Int64], isList: Bool
    ) {
        for (index, value) in (values ?? []).enumerated() {
            let name = isList ? "\(field)[\(index)]" : "\(field)"
            if let minimum, value < minimum { report(name, .below(minimum: ExactDecimal(minimum))) }
            if let maximum, value > maximum { report(name, .above(maximum: ExactDecimal(maximum))) }
            if not.contains(value) { report(name, .forbiddenValue) }
        }
    }

    private mutating func decimal(
        _ value: ExactDecimal, _ field: String, _ minimum: StaticString?, _ maximum: StaticString?
    ) {
        if let limit = minimum.flatMap({ ExactDecimal("\($0)") }), value.isLessInValue(than: limit) {
            report(field, .below(minimum: limit))
        }
        if let limit = maximum.flatMap({ ExactDecimal("\($0)") }), limit.isLessInValue(than: value) {
            report(field, .above(maximum: limit))
        }
    }

    private mutating func report(_ field: String, _ problem: Violation.Problem) {
        violations.append(Violation(field: field, problem: problem))
    }
}

private struct TextConstraints {
    let use: TextUse
    let minLength: Int?
    let maxLength: Int?
    let maxBytes: Int?
    let pattern: String?
    let format: TextFormat?
    let not: [StaticString]

    /// Everything that is wrong with a text.
    ///
    /// An empty one that must not be empty has no further problems.
    func problems(of value: String) -> [Violation.Problem] {
        if value.isEmpty, !use.isEmpty { return [.empty] }
        var problems: [Violation.Problem] = []
        if minLength != nil || maxLength != nil {
            // Each scalar begins with a byte that continues none.
            let length = value.countBytes { $0 & 0xC0 != 0x80 }
            if let minLength, length < minLength { problems.append(.tooShort(minimum: minLength)) }
            if let maxLength, length > maxLength { problems.append(.tooLong(maximum: maxLength)) }
        }
        if let maxBytes, value.utf8.count > maxBytes { problems.append(.tooManyBytes(maximum: maxBytes)) }
        if let pattern, !FieldMatch.matches(value, pattern) { problems.append(.pattern(pattern)) }
        if let format, !format.matches(value) { problems.append(.format(format)) }
        if not.contains(where: { FieldMatch.equals(value, "\($0)") }) { problems.append(.forbiddenValue) }
        if TextRules.hasControlCharacter(value) {
            problems.append(.controlCharacter)
        } else if use.contains(.header), !HeaderRules.isSendable(value) {
            problems.append(.notHeaderText)
        }
        if use.contains(.segment), value.utf8.count < 3, value == "." || value == ".." { problems.append(.dotSegment) }
        return problems
    }
}

/// Where a parameter's text goes; beside these, anywhere.
public struct TextUse: OptionSet, Hashable, Sendable {
    /// A bit for each use.
    public let rawValue: UInt8

    /// Makes a set of such bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It identifies the order.
    public static let identity = TextUse(rawValue: 1)
    /// It is a part of a path segment.
    public static let path = TextUse(rawValue: 2)
    /// It is a whole path segment.
    public static let segment = TextUse(rawValue: 4)
    /// It is, or is a part of, a header field's value.
    public static let header = TextUse(rawValue: 8)
}

/// A well-known form of text.
public enum TextFormat: String, Hashable, Sendable, CaseIterable {
    /// RFC 9562: 8-4-4-4-12 hexadecimal digits.
    case uuid
    /// RFC 3339: `YYYY-MM-DD`, a day of the calendar.
    case date

    /// Whether a text has the form.
    public func matches(_ text: String) -> Bool {
        switch self {
        case .uuid:
            return text.utf8.count == 36
                && text.utf8.enumerated().allSatisfy { index, byte in
                    switch index {
                    case 8, 13, 18, 23: byte == UInt8(ascii: "-")
                    default: PercentEncoding.isHexDigit(byte)
                    }
                }
        case .date:
            return FixedFields.all(of: text) { $0.date() } != nil
        }
    }
}

/// Rules that hold for every text of a request.
enum TextRules {
    /// Whether a text holds a character of Unicode's category Cc: U+0000 to U+001F, U+007F to U+009F.
    static func hasControlCharacter(_ text: String) -> Bool {
        // Plain text has none of these bytes.
        if text.hasOnlyBytes({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }) { return false }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            // U+0080 to U+009F are the byte C2 and one from 80 to 9F.
            if byte < 0x20 || byte == 0x7F || previous == 0xC2 && byte < 0xA0 { return true }
            previous = byte
        }
        return false
    }
}
