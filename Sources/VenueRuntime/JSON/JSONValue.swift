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
        /// Its name.
        public var name: String
        /// Its value.
        public var value: JSONValue

        /// Makes a member.
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
