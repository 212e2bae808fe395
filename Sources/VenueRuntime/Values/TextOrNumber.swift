/// A value a venue sends now as a string, now as a number.
///
/// Its text and its kind are kept.
public struct TextOrNumber: Hashable, Sendable, CustomStringConvertible {
    /// The string, or the number's text.
    public let text: String
    /// Whether it travels as a string.
    public let isText: Bool

    /// A string.
    public init(text: String) {
        self.text = text
        isText = true
    }

    /// A number.
    public init(number: JSONNumber) {
        text = number.text
        isText = false
    }

    /// The string, or the number's text.
    public var description: String { text }
}

extension TextOrNumber: JSONModel {
    /// Reads a string or a number.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.textOrNumber() }

    /// Writes the value in its kind.
    public func write(to json: inout JSONWriter) {
        if isText { json.write(text) } else { json.token(text) }
    }
}
