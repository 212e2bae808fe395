/// A decimal number as the venue wrote it: `0.10` stays `0.10`.
///
/// Two are equal when their texts are; compare quantities with ``isEqualInValue(to:)`` and ``isLessInValue(than:)``.
/// As JSON on its own it is a string; ``number`` is the same as a JSON number.
public struct ExactDecimal: Hashable, Sendable, LosslessStringConvertible {
    /// The text, in JSON's number grammar: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    public let text: String

    /// A number with this text; `nil` if it is not in JSON's number grammar.
    public init?(_ text: String) {
        guard NumberGrammar.matches(text) else { return nil }
        self.text = text
    }

    /// A number of these bytes; `nil` if they are not in JSON's number grammar.
    init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard NumberGrammar.matches(bytes) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A whole number.
    public init(_ value: Int64) { text = String(value) }

    /// The number a JSON number stands for.
    public init(_ number: JSONNumber) { text = number.text }

    /// The same as a JSON number.
    public var number: JSONNumber { JSONNumber(valid: text) }

    /// The text.
    public var description: String { text }
}

extension ExactDecimal: JSONModel {
    /// Reads a number that travels as a string.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.decimalString() }

    /// Writes a string.
    public func write(to json: inout JSONWriter) { json.write(text) }
}
