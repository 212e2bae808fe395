/// An `application/x-www-form-urlencoded` body, as the WHATWG URL standard serializes it.
public struct FormBody: Hashable, Sendable {
    /// The body's bytes.
    public private(set) var bytes: [UInt8] = []

    /// An empty body.
    public init() {}

    /// The body's text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a field.
    public mutating func append(_ name: StaticString, _ value: String) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
        PercentEncoding.encodeForm("\(name)", to: &bytes)
        bytes.append(UInt8(ascii: "="))
        PercentEncoding.encodeForm(value, to: &bytes)
    }

    /// Adds a field if it has a value.
    public mutating func append(_ name: StaticString, ifPresent value: String?) {
        if let value { append(name, value) }
    }

    /// Adds one field for a list: its elements with commas between, encoded as one text, so that the comma is `%2C`.
    ///
    /// Nothing for an empty list.
    public mutating func append(_ name: StaticString, joined values: [String]) {
        if !values.isEmpty { append(name, values.joined(separator: ",")) }
    }

    /// Adds one field for each element of a list.
    public mutating func append(_ name: StaticString, repeated values: [String]) {
        for value in values { append(name, value) }
    }
}
