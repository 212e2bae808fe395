internal import TextPatterns

/// Decides whether conditions hold of a reply.
struct ConditionEvaluation {
    /// The reply's value, or `nil` where nothing was read.
    let value: FittedValue?
    let headers: [Example.Header]
    let input: InputValues

    /// Whether the condition holds.
    ///
    /// A path with `[*]` leads to several values; one that passes is enough. A field that is missing, null or not
    /// declared by the shape in hand passes only ``Condition/Test/absent``.
    func holds(_ condition: Condition) -> Bool {
        let values = values(at: condition.path)
        return switch condition.test {
        case .present: !values.isEmpty
        case .absent: values.isEmpty
        default: values.contains { passes($0, condition.test) }
        }
    }

    /// Every value a path leads to: in the body, among the header fields, or in the input.
    private func values(at path: FieldPath) -> [FittedValue] {
        switch path.steps.first {
        case .header(let name)?:
            headers.first { $0.name.isSameHeader(as: name) }.map { [.textOrNumber($0.value)] } ?? []
        case .input(let name)?: input[name].map { [$0.fitted] } ?? []
        default: value?.values(at: path, asked: input) ?? []
        }
    }

    private func passes(_ value: FittedValue, _ test: Condition.Test) -> Bool {
        switch test {
        case .equals(let constant): isEqual(value, constant)
        case .oneOf(let constants): constants.contains { isEqual(value, $0) }
        case .contains(let part): input.filled(part).map { Self.contains(value, $0) } ?? false
        case .hasPrefix(let prefix):
            input.filled(prefix).map { Self.string(of: value)?.startsExactly(with: $0) == true } ?? false
        case .matches(let pattern): Self.string(of: value).map { matches(pattern, $0) } ?? false
        case .compares(let comparison, let bound): value.number.map { comparison.holds($0, bound) } ?? false
        case .counts(let comparison, let bound):
            value.count.map { comparison.holds(ExactNumber(Int64($0)), ExactNumber(Int64(bound))) } ?? false
        case .present: true
        case .absent: false
        }
    }

    /// Whether a text has a match of an expression; one with a caller's value inside is not kept.
    private func matches(_ pattern: ComparedText, _ text: String) -> Bool {
        if let fixed = pattern.fixedText { return text.containsMatch(of: fixed) }
        guard let filled = input.filled(pattern, PatternTemplate.quoted) else { return false }
        return (try? TextPattern(filled))?.matches(text) ?? false
    }

    /// Whether a value is a constant.
    ///
    /// Text never equals a number, except in a field that may be either, and where a parameter stands for it.
    private func isEqual(_ value: FittedValue, _ constant: Condition.Constant) -> Bool {
        switch (value, constant) {
        case (_, .template(let text)): input.filled(text).map { value.text?.isExactly($0) == true } ?? false
        case (.text(let text), .string(let expected)), (.textOrNumber(let text), .string(let expected)),
            (.decimal(let text), .string(let expected)):
            text.isExactly(expected)
        case (.integer(let number), .integer(let expected)): number == expected
        case (.number(let text), .integer(let expected)), (.textOrNumber(let text), .integer(let expected)):
            text == String(expected)
        case (.boolean(let flag), .boolean(let expected)): flag == expected
        default: false
        }
    }

    /// Whether a string has a part, or an array an element of that text.
    private static func contains(_ value: FittedValue, _ part: String) -> Bool {
        if case .array(let elements) = value { return elements.contains { $0.text?.isExactly(part) == true } }
        return string(of: value)?.containsExactly(part) == true
    }

    /// The text of a value that tests of strings apply to.
    private static func string(of value: FittedValue) -> String? {
        switch value {
        case .text(let text), .decimal(let text), .textOrNumber(let text): text
        default: nil
        }
    }
}

extension Condition.Comparison {
    /// Whether a number compares so with another.
    func holds(_ number: ExactNumber, _ bound: ExactNumber) -> Bool {
        switch self {
        case .equals: !number.isLess(than: bound) && !bound.isLess(than: number)
        case .above: bound.isLess(than: number)
        case .below: number.isLess(than: bound)
        case .atLeast: !number.isLess(than: bound)
        case .atMost: !bound.isLess(than: number)
        }
    }
}

extension Example.InputScalar {
    /// The value as tests read it; a text is a number where it is written as one.
    fileprivate var fitted: FittedValue {
        switch self {
        case .text(let text): .textOrNumber(text)
        case .number(let text): .number(text)
        case .boolean(let flag): .boolean(flag)
        case .list(let elements): .array(elements.map(\.fitted))
        }
    }
}

/// Looks for any of some texts in another, in one pass over it.
struct AnyOfTexts {
    private let texts: [[UInt8]]
    private let isFirst: [Bool]

    /// A search for any of these texts, which are not empty.
    init(_ texts: [String]) {
        self.texts = texts.map { Array($0.utf8) }
        var isFirst = [Bool](repeating: false, count: 256)
        for byte in self.texts.compactMap(\.first) { isFirst[Int(byte)] = true }
        self.isFirst = isFirst
    }

    /// Whether one of the texts occurs, followed by what is wanted.
    func occur(in bytes: [UInt8], before isWanted: (ArraySlice<UInt8>) -> Bool = { _ in true }) -> Bool {
        bytes.indices.contains { start in
            guard isFirst[Int(bytes[start])] else { return false }
            return texts.contains { text in
                bytes[start...].starts(with: text) && isWanted(bytes[(start + text.count)...])
            }
        }
    }
}

/// Text compared byte for byte. Swift's own `==` holds canonically equivalent texts equal, and a venue does not.
extension String {
    /// Whether both are the same bytes.
    func isExactly(_ other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }

    /// Whether both name one header field: the same but for the case of ASCII letters.
    func isSameHeader(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8) { left, right in
            left == right || isLower(left | 0x20) && left | 0x20 == right | 0x20
        }
    }

    /// Whether the other's bytes are this text's first.
    func startsExactly(with other: String) -> Bool {
        utf8.starts(with: other.utf8)
    }

    /// Whether the other's bytes occur in this text in one piece.
    ///
    /// Empty text occurs in any.
    package func containsExactly(_ other: String) -> Bool {
        let text = Array(utf8)
        let part = Array(other.utf8)
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// Whether a regular expression of the language matches somewhere in this text, in a time linear in the text.
    ///
    /// What is no expression of the language matches nothing; a rule of its own reports it.
    func containsMatch(of pattern: String) -> Bool { TextPattern.shared(pattern)?.matches(self) ?? false }
}
