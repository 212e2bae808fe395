internal import Foundation

/// The form of a text as a regular expression, which shares nothing with the readers it bears witness against.
struct TextForm: Sendable {
    /// JSON's numbers.
    static let number = TextForm(#"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?"#)
    /// Digits.
    static let digits = TextForm("[0-9]+")
    /// Digits and dots.
    static let dottedDigits = TextForm("[0-9.]+")
    /// Tokens of RFC 9110.
    static let token = TextForm("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
    /// Timestamps of RFC 3339 with at most nine digits of a fraction.
    static let timestamp = TextForm(
        "[0-9]{4}(-[0-9]{2}){2}[Tt][0-9]{2}(:[0-9]{2}){2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})")
    /// Dates of RFC 9110 in their fixed form.
    static let httpDate = TextForm(
        "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
    /// Dates of RFC 9110 in the form of RFC 850.
    static let rfc850Date = TextForm(
        "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [0-9]{2}-[A-Z][a-z]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
    /// Dates of RFC 9110 in the form of C's `asctime`.
    static let asctimeDate = TextForm(
        "(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} ([0-9]{2}| [1-9]) [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}")

    /// The expression, for whole texts.
    private let expression: NSRegularExpression

    /// Makes a form.
    private init(_ pattern: String) {
        guard let expression = try? NSRegularExpression(pattern: "\\A(?:\(pattern))\\z") else {
            finding("no expression: \(pattern)")
        }
        self.expression = expression
    }

    /// Whether all of a text has this form.
    func fits(_ text: String) -> Bool {
        expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }
}
