/// A value that a venue sends alone where it is the only one, and else in an array.
///
/// It is written as it was received.
public struct OneOrMany<Value> {
    /// The values, in their order.
    public let values: [Value]
    /// Whether the one value stands alone, without an array around it.
    public let isAlone: Bool

    private init(values: [Value], isAlone: Bool) { (self.values, self.isAlone) = (values, isAlone) }

    /// A value that stands alone.
    public init(_ value: Value) { self.init(values: [value], isAlone: true) }

    /// An array of values.
    public init(_ values: [Value]) { self.init(values: values, isAlone: false) }

    /// The same with other values.
    public func map<Other>(_ transform: (Value) -> Other) -> OneOrMany<Other> {
        OneOrMany<Other>(values: values.map(transform), isAlone: isAlone)
    }
}

extension OneOrMany: Sendable where Value: Sendable {}
extension OneOrMany: Equatable where Value: Equatable {}
extension OneOrMany: Hashable where Value: Hashable {}

extension OneOrMany: JSONReadable where Value: JSONReadable {
    /// Reads an array of values, or a value that is none.
    public init(json: inout JSONReader) throws(JSONError) {
        self = try json.oneOrMany { (json) throws(JSONError) in try Value(json: &json) }
    }
}

extension OneOrMany: JSONWritable where Value: JSONWritable {
    /// Writes the value, or the array of values.
    public func write(to json: inout JSONWriter) {
        if isAlone, let value = values.first { value.write(to: &json) } else { values.write(to: &json) }
    }
}

extension JSONReader {
    /// Reads an array, each value with the closure, or one value that is no array.
    public mutating func oneOrMany<T>(
        _ value: (inout JSONReader) throws(JSONError) -> T
    ) throws(JSONError) -> OneOrMany<T> {
        skipWhiteSpace()
        return peek() == UInt8(ascii: "[") ? OneOrMany(try array(value)) : OneOrMany(try value(&self))
    }
}
