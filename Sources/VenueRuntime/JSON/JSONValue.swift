/// Any JSON value.
///
/// Members keep their order, numbers their text.
public enum JSONValue: Hashable, Sendable {
    /// An object.
    case object([Member])
    /// An array.
    case array([JSONValue])
    /// A string.
    case string(String)
    /// A number.
    case number(JSONNumber)
    /// `true` or `false`.
    case boolean(Bool)
    /// `null`.
    case null

    /// One member of an object.
    public struct Member: Hashable, Sendable {
        /// The member's name, unescaped.
        public var name: String
        /// The member's value.
        public var value: JSONValue

        /// States a member; an object may not have two of one name.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of an object's member; `nil` if this is no object or has no such member.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { FieldMatch.equals($0.name, name) }?.value
    }

    /// The text of a string, number or boolean; `nil` for anything else.
    public var scalarText: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.text
        case .boolean(let flag): String(flag)
        case .object, .array, .null: nil
        }
    }
}

extension JSONValue: JSONModel, CustomStringConvertible {
    /// Reads any value.
    public init(json: inout JSONReader) throws(JSONError) { self = try json.value() }

    /// Writes the value.
    public func write(to json: inout JSONWriter) {
        switch self {
        case .object(let members):
            json.beginObject()
            for member in members {
                json.key(member.name)
                member.value.write(to: &json)
            }
            json.endObject()
        case .array(let elements): json.write(elements)
        case .string(let text): json.write(text)
        case .number(let number): json.write(number)
        case .boolean(let flag): json.write(flag)
        case .null: json.null()
        }
    }

    /// The value as compact JSON.
    public var description: String { String(decoding: jsonBytes(), as: UTF8.self) }
}

extension JSONValue {
    /// Reads any value from a decoder.
    ///
    /// A decoder hands on numbers, not their text, so only what it gives as a whole number of 64 bits is taken; any other
    /// number is an error. What it gives is the decoder's word: `JSONDecoder` gives 1 for `1.0`, and also for
    /// `1.00000000000000000001`. Read with ``JSONReadable/init(jsonBytes:)`` what must stay as it was written.
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
    ///   one; write both with ``JSONWritable/jsonBytes()``.
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

    private static func corrupted(_ problem: String, _ decoder: any Decoder) -> DecodingError {
        .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem))
    }
}

private struct AnyCodingKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }

    init?(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { stringValue = String(intValue) }
}
