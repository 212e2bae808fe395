/// A value that can be read from JSON.
public protocol JSONReadable {
    init(json: inout JSONReader) throws(JSONError)
}

/// A value that can be written as JSON.
public protocol JSONWritable {
    func write(to json: inout JSONWriter)
}

/// A shape of a venue's JSON.
///
/// `Codable` comes with it: encoders and decoders are served through the same two functions, so both ways of coding
/// agree. An encoder's way refuses what it would not keep: numbers with a fraction or an exponent, and names that are
/// only canonically equivalent. A decoder's way sees what the decoder makes of the text; see
/// ``JSONValue/init(from:)``.
public protocol JSONModel: JSONReadable, JSONWritable, Codable, Hashable, Sendable {}

extension JSONReadable {
    /// Reads the value from a whole JSON text.
    public init(jsonBytes bytes: [UInt8]) throws(JSONError) {
        var json = JSONReader(bytes)
        try self.init(json: &json)
        try json.finish()
    }
}

extension JSONWritable {
    /// The value as compact JSON text.
    public func jsonBytes() -> [UInt8] {
        var json = JSONWriter()
        write(to: &json)
        return json.bytes
    }
}

extension JSONModel {
    /// Reads the value from a decoder, through JSON.
    ///
    /// - Throws: `DecodingError` for what the direct reader would refuse of what the decoder gives, and for decimals that
    ///   travel as JSON numbers, which a decoder may have rounded.
    public init(from decoder: any Decoder) throws {
        let value = try JSONValue(from: decoder)
        var json = JSONReader(value.jsonBytes(), keepsNumberText: false)
        do throws(JSONError) {
            try self.init(json: &json)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "\(error.kind) at \(error.path)",
                    underlyingError: error
                )
            )
        }
    }

    /// Writes the value to an encoder, through JSON.
    ///
    /// - Throws: `EncodingError` for numbers with a fraction or an exponent and for names an encoder takes for the same;
    ///   see ``JSONValue/encode(to:)``.
    public func encode(to encoder: any Encoder) throws {
        try JSONValue(jsonBytes: jsonBytes()).encode(to: encoder)
    }
}

extension String: JSONReadable, JSONWritable {
    /// Reads a JSON string.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.string() }

    /// Writes a JSON string.
    public func write(to json: inout JSONWriter) { json.write(self) }
}

extension Bool: JSONReadable, JSONWritable {
    /// Reads `true` or `false`.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.boolean() }

    /// Writes `true` or `false`.
    public func write(to json: inout JSONWriter) { json.token(self ? "true" : "false") }
}

extension Int64: JSONReadable, JSONWritable {
    /// Reads a number without fraction or exponent.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.integer() }

    /// Writes a number.
    public func write(to json: inout JSONWriter) { json.token(String(self)) }
}

extension JSONNumber: JSONReadable, JSONWritable {
    /// Reads a number.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.number() }

    /// Writes the number's text.
    public func write(to json: inout JSONWriter) { json.token(text) }
}

extension Array: JSONReadable where Element: JSONReadable {
    /// Reads an array.
    @inlinable
    public init(json: inout JSONReader) throws(JSONError) {
        self = try json.array { (json) throws(JSONError) in try Element(json: &json) }
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    /// Writes an array.
    @inlinable
    public func write(to json: inout JSONWriter) {
        json.beginArray()
        for element in self { element.write(to: &json) }
        json.endArray()
    }
}

/// A member that the venue may leave out or set to `null`, where the two are not the same.
public enum Field<Value> {
    /// The member is not there.
    case absent
    /// The member is `null`.
    case null
    /// The member has a value.
    case value(Value)

    /// The value, if there is one.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// The same field with its value changed.
    public func map<Other>(_ transform: (Value) -> Other) -> Field<Other> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .value(let value): .value(transform(value))
        }
    }
}

extension Field: Sendable where Value: Sendable {}
extension Field: Equatable where Value: Equatable {}
extension Field: Hashable where Value: Hashable {}
