extension JSONReader {
    /// Reads any value.
    public mutating func value() throws(JSONError) -> JSONValue {
        switch try nextShape() {
        case .object:
            var members: [JSONValue.Member] = []
            try beginObject()
            while let key = try nextKey() { members.append(.init(key.text, try value())) }
            return .object(members)
        case .array:
            return .array(try array { (json) throws(JSONError) in try json.value() })
        case .string: return .string(try string())
        case .number: return .number(try number())
        case .boolean: return .boolean(try boolean())
        case .null:
            try consume("null")
            return .null
        }
    }

    /// Goes past any value, checking it as if it were read.
    public mutating func skipValue() throws(JSONError) {
        switch try nextShape() {
        case .object:
            try beginObject()
            while try nextKey() != nil { try skipValue() }
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .string: try scanString { _ in }
        case .number: _ = try number()
        case .boolean: _ = try boolean()
        case .null: try consume("null")
        }
    }

    /// The kind of the next value.
    private mutating func nextShape() throws(JSONError) -> JSONShape {
        skipWhiteSpace()
        guard let byte = peek(), let shape = JSONShape(firstByte: byte) else { throw unexpected() }
        return shape
    }
}
