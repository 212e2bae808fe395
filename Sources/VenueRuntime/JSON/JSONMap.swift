/// An object whose members are named by the venue's data, such as order ids or codes, each with a value of one type.
///
/// Members keep their order, and no two have one name.
public struct JSONMap<Value> {
    /// The names, in the order in which they came; as many as there are values.
    public let keys: [String]
    /// The values, in the order of their names.
    public let values: [Value]

    fileprivate init(keys: [String], values: [Value]) { (self.keys, self.values) = (keys, values) }

    /// Makes a map of pairs; of two with one name the first stays.
    public init(_ pairs: some Sequence<(key: String, value: Value)>) {
        var (keys, values, seen): ([String], [Value], Set<[UInt8]>) = ([], [], [])
        for (key, value) in pairs where seen.insert(Array(key.utf8)).inserted {
            keys.append(key)
            values.append(value)
        }
        self.init(keys: keys, values: values)
    }

    /// The value under a name, which is compared byte for byte; `nil` if no member has it.
    public subscript(key: String) -> Value? {
        keys.firstIndex { FieldMatch.equals($0, key) }.map { values[$0] }
    }

    /// The same names with other values.
    public func map<Other>(_ transform: (Value) -> Other) -> JSONMap<Other> {
        JSONMap<Other>(keys: keys, values: values.map(transform))
    }
}

extension JSONMap: Sendable where Value: Sendable {}

// Whatever the order of their members: decoders do not keep it.
extension JSONMap: Equatable where Value: Equatable {
    /// Whether both have the same names, byte for byte, with equal values.
    public static func == (left: JSONMap, right: JSONMap) -> Bool {
        guard left.keys.count == right.keys.count else { return false }
        let others = Dictionary(zip(right.keys.map { Array($0.utf8) }, right.values)) { first, _ in first }
        return zip(left.keys, left.values).allSatisfy { others[Array($0.utf8)] == $1 }
    }
}

extension JSONMap: Hashable where Value: Hashable {
    /// Hashes the members, whatever their order.
    public func hash(into hasher: inout Hasher) {
        let members = zip(keys, values).map { key, value in
            var hasher = Hasher()
            hasher.combine(Array(key.utf8))
            hasher.combine(value)
            return hasher.finalize()
        }
        hasher.combine(members.reduce(0, ^))
    }
}

extension JSONMap: JSONReadable where Value: JSONReadable {
    /// Reads an object each of whose values is of the type.
    ///
    /// - Throws: What reading a value throws, and an error for a name that stands twice.
    public init(json: inout JSONReader) throws(JSONError) {
        self = try json.map { (json) throws(JSONError) in try Value(json: &json) }
    }
}

extension JSONMap: JSONWritable where Value: JSONWritable {
    /// Writes an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        for (key, value) in zip(keys, values) {
            json.key(key)
            value.write(to: &json)
        }
        json.endObject()
    }
}

extension JSONReader {
    /// Reads an object whose members are named by data, each value with the closure.
    public mutating func map<T>(
        _ value: (inout JSONReader) throws(JSONError) -> T
    ) throws(JSONError) -> JSONMap<T> {
        var (keys, values): ([String], [T]) = ([], [])
        try beginObject()
        while let key = try nextKey() {
            keys.append(key.text)
            values.append(try value(&self))
        }
        return JSONMap(keys: keys, values: values)
    }
}
