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
