extension JSONValue {
    /// Reads any value from a decoder.
    ///
    /// A decoder hands on numbers, not their text, so only what it gives as a whole number of 64 bits is taken; any other
    /// number is an error. What it gives is the decoder's word: `JSONDecoder` gives 1 for `1.0`, and also for
    /// `1.00000000000000000001`. Read with ``JSONModel/init(jsonBytes:)`` what must stay as it was written.
    ///
    /// A decoder also keeps one value only of names that are equal or canonically equivalent.
    public init(from decoder: any Decoder) throws {
        guard decoder.codingPath.count <= JSONReader.maximumDepth else {
            throw Self.corrupted("nested deeper than \(JSONReader.maximumDepth) levels", decoder)
        }
        if let single = try? decoder.singleValueContainer(), let scalar = Self.scalar(from: single) {
            self = scalar
        } else if var elements = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !elements.isAtEnd { values.append(try elements.decode(JSONValue.self)) }
            self = .array(values)
        } else if let members = try? decoder.container(keyedBy: AnyCodingKey.self) {
            self = .object(
                try members.allKeys.map { .init($0.stringValue, try members.decode(JSONValue.self, forKey: $0)) }
            )
        } else {
            throw Self.corrupted(
                "not a JSON value, or a number whose exact text this decoder does not give; read it with init(jsonBytes:)",
                decoder
            )
        }
    }

    /// Writes the value to an encoder.
    ///
    /// - Throws: `EncodingError` for a number other than a plain 64-bit integer, which an encoder would take through
    ///   binary floating point, and for an object with names that are equal to `String`, of which an encoder would keep
    ///   one; write both with ``JSONModel/jsonBytes()``.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            guard Set(members.map(\.name)).count == members.count else {
                throw EncodingError.invalidValue(
                    self,
                    .init(
                        codingPath: encoder.codingPath,
                        debugDescription: "an encoder takes two of these names for one; write it with jsonBytes()"
                    )
                )
            }
            var container = encoder.container(keyedBy: AnyCodingKey.self)
            for member in members { try container.encode(member.value, forKey: AnyCodingKey(member.name)) }
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .string(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .boolean(let flag):
            var container = encoder.singleValueContainer()
            try container.encode(flag)
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .number(let number):
            var container = encoder.singleValueContainer()
            if NumberGrammar.isInteger(number.text), let value = Int64(number.text) {
                try container.encode(value)
            } else if NumberGrammar.isInteger(number.text), let value = UInt64(number.text) {
                try container.encode(value)
            } else {
                throw EncodingError.invalidValue(
                    number,
                    .init(
                        codingPath: encoder.codingPath,
                        debugDescription: "an encoder cannot keep this number's text; write it with jsonBytes()"
                    )
                )
            }
        }
    }

    /// The value of a container that holds a string, a boolean, a whole number or null.
    private static func scalar(from container: any SingleValueDecodingContainer) -> JSONValue? {
        if container.decodeNil() { return .null }
        if let flag = try? container.decode(Bool.self) { return .boolean(flag) }
        if let value = try? container.decode(Int64.self) { return .number(JSONNumber(value)) }
        if let value = try? container.decode(UInt64.self) { return .number(JSONNumber(valid: String(value))) }
        if let text = try? container.decode(String.self) { return .string(text) }
        return nil
    }

    /// An error about what a decoder holds.
    private static func corrupted(_ problem: String, _ decoder: any Decoder) -> DecodingError {
        .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem))
    }
}

/// A coding key of any name.
private struct AnyCodingKey: CodingKey {
    /// The name.
    let stringValue: String
    /// None; members have names.
    var intValue: Int? { nil }

    /// A key of this name.
    init(_ name: String) { stringValue = name }

    /// A key of this name.
    init?(stringValue: String) { self.stringValue = stringValue }

    /// A key named by a number.
    init?(intValue: Int) { stringValue = String(intValue) }
}
