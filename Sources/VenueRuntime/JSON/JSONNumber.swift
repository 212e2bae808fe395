/// A JSON number as the text it has on the wire.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
    /// The text, in JSON's number grammar.
    public let text: String

    /// A number with this text; `nil` if it is not in JSON's number grammar.
    public init?(_ text: String) {
        guard NumberGrammar.matches(text) else { return nil }
        self.text = text
    }

    /// A whole number.
    public init(_ value: Int64) { text = String(value) }

    /// A number whose text was checked.
    init(valid text: String) { self.text = text }

    /// The text.
    public var description: String { text }
}
