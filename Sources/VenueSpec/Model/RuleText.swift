internal import SourceText

extension OutcomeRule {
    /// The rule's name in the evidence of an outcome, such as `200 when success = true and errorcode = 0` or
    /// `200 by order.status = Cancelled`.
    ///
    /// The generator and the interpreter both take it from here, so their evidence cannot differ.
    ///
    /// - Parameters:
    ///   - status: The status of the reply; one of ``statuses``, and shown as the word that covers it.
    ///   - value: The value that decided, on the wire as text, for a rule that decides by a field.
    /// - Returns: One line of text.
    package func evidenceText(status: Int, value: String?) -> String {
        evidenceText(statuses.first { $0.covers(status) }?.description ?? String(status), value: value)
    }

    /// The rule's name with a word for the status.
    package func evidenceText(_ status: String, value: String?) -> String {
        var text = status
        if !conditions.isEmpty {
            text += " when " + conditions.map(\.evidenceText).joined(separator: " and ")
        }
        if case .byValue(let path, _) = decision {
            text += " by \(path)"
            if let value { text += " = \(value)" }
        }
        return text
    }

    /// The evidence of a reply whose status has no documented shape.
    package static let undocumentedStatusText = "undocumented status"
    /// The evidence of a reply whose body does not fit its documentation.
    package static let unreadableBodyText = "unreadable body"
    /// The evidence of a reply that no rule decides, which a spec without errors does not leave possible.
    package static let undecidedText = "no rule"
}

extension Condition {
    /// The condition as evidence shows it, such as `error contains "not found"`.
    ///
    /// String constants are quoted with JSON's escapes, so `"0"` and `0` stay apart; regular expressions stand
    /// between slashes as written; parameters stand in braces as in templates, where braces of the text are doubled.
    package var evidenceText: String {
        switch test {
        case .equals(let constant): "\(path) = \(constant.evidenceText)"
        case .oneOf(let constants):
            "\(path) in [\(constants.map(\.evidenceText).joined(separator: ", "))]"
        case .contains(let text): "\(path) contains \(text.evidenceText)"
        case .hasPrefix(let text): "\(path) starts with \(text.evidenceText)"
        case .matches(let pattern): "\(path) matches /\(pattern.patternText)/"
        case .compares(let comparison, let number): "\(path) \(comparison.words) \(number.text)"
        case .counts(.equals, let count): "\(path) has \(count)"
        case .counts(let comparison, let count): "\(path) has \(comparison.words) \(count)"
        case .present: "\(path) present"
        case .absent: "\(path) absent"
        }
    }
}

extension Condition.Comparison {
    /// The comparison as evidence shows it.
    fileprivate var words: String {
        switch self {
        case .equals: "="
        case .above: "above"
        case .below: "below"
        case .atLeast: "at least"
        case .atMost: "at most"
        }
    }
}

extension Condition.Constant {
    /// The constant as evidence shows it: strings quoted, everything else bare.
    package var evidenceText: String {
        switch self {
        case .string(let text): ComparedText(fixed: text).evidenceText
        case .template(let text): text.evidenceText
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        }
    }
}

extension ComparedText {
    /// The text as evidence shows it: quoted, but for a parameter alone.
    var evidenceText: String {
        if let bareParameter { return "{\(bareParameter)}" }
        return JSONTree.quoted(parts.map(\.text).joined()) { $0 == "\u{7F}" }
    }

    /// A regular expression as the spec writes it.
    var patternText: String { parts.map { $0.isLiteral ? $0.fixedText : $0.text }.joined() }
}
