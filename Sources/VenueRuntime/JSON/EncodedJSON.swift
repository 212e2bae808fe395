/// A value that travels as a JSON string that holds its JSON.
///
/// It is written as compact JSON, whatever spaces were received.
public struct EncodedJSON<Value> {
    /// What the string holds.
    public let value: Value

    /// A string that holds a value.
    public init(_ value: Value) { self.value = value }

    /// The same with another value.
    public func map<Other>(_ transform: (Value) -> Other) -> EncodedJSON<Other> { EncodedJSON<Other>(transform(value)) }
}

extension EncodedJSON: Sendable where Value: Sendable {}
extension EncodedJSON: Equatable where Value: Equatable {}
extension EncodedJSON: Hashable where Value: Hashable {}

extension EncodedJSON: JSONReadable where Value: JSONReadable {
    /// Reads a string, and in it a value and nothing after it.
    public init(json: inout JSONReader) throws(JSONError) {
        self = try json.encoded { (json) throws(JSONError) in try Value(json: &json) }
    }
}

extension EncodedJSON: JSONWritable where Value: JSONWritable {
    /// Writes a string that holds the value.
    public func write(to json: inout JSONWriter) { json.write(text) }

    /// The value as the text that the string holds.
    fileprivate var text: String { String(decoding: value.jsonBytes(), as: UTF8.self) }
}

extension EncodedJSON: Decodable where Value: JSONReadable {
    /// Reads a string from a decoder, and in it a value and nothing after it; numbers in it keep their text.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do throws(JSONError) {
            value = try Value(jsonBytes: Array(text.utf8))
        } catch {
            let context = DecodingError.Context(
                codingPath: decoder.codingPath, debugDescription: "\(error.kind) at \(error.path)",
                underlyingError: error)
            throw DecodingError.dataCorrupted(context)
        }
    }
}

extension EncodedJSON: Encodable where Value: JSONWritable {
    /// Writes the string to an encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension JSONReader {
    /// Reads a string, and in it a value with the closure and nothing after it.
    public mutating func encoded<T>(
        _ value: (inout JSONReader) throws(JSONError) -> T
    ) throws(JSONError) -> EncodedJSON<T> {
        skipWhiteSpace()
        let start = position
        var inner = JSONReader(try stringBytes { Array($0) })
        do throws(JSONError) {
            let held = try value(&inner)
            try inner.finish()
            return EncodedJSON(held)
        } catch {
            throw JSONError(error.kind, path: Self.path(path, error.uncutPath), offset: start)
        }
    }

    /// The place of a value within one at a place.
    private static func path(_ outer: String, _ inner: String) -> String {
        if inner == "$" || outer == "$" { return inner == "$" ? outer : inner }
        return inner.hasPrefix("$") ? outer + inner.dropFirst() : "\(outer).\(inner)"
    }
}
