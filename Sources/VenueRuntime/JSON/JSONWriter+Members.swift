extension JSONWriter {
    /// Writes a member.
    @inlinable
    public mutating func member(_ name: String, _ value: some JSONWritable) {
        key(name)
        value.write(to: &self)
    }

    /// Writes a member if it has a value, and nothing if it has none.
    @inlinable
    public mutating func member(_ name: String, ifPresent value: (some JSONWritable)?) {
        if let value { member(name, value) }
    }

    /// Writes a member, `null` if it has no value.
    @inlinable
    public mutating func member(_ name: String, orNull value: (some JSONWritable)?) {
        key(name)
        if let value { value.write(to: &self) } else { null() }
    }

    /// Writes a member that may be absent, `null` or a value.
    @inlinable
    public mutating func member(_ name: String, field: Field<some JSONWritable>) {
        switch field {
        case .absent: break
        case .null: member(name, literal: "null")
        case .value(let value): member(name, value)
        }
    }

    /// Writes a member whose value is a constant of a spec, as JSON text.
    public mutating func member(_ name: String, literal json: StaticString) {
        key(name)
        literal(json)
    }

    /// Writes a member's name and starts its object.
    public mutating func beginObject(_ name: String) {
        key(name)
        beginObject()
    }

    /// Writes a member's name and starts its array.
    public mutating func beginArray(_ name: String) {
        key(name)
        beginArray()
    }
}
