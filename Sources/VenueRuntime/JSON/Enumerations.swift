/// A set of documented values to which a venue may add: an undocumented one is kept as it came.
///
///     public enum OrderStatus: OpenEnumeration {
///         case working, cancelled, unlisted(String)
///
///         public init(wireValue: String) {
///             switch WireText(wireValue) {
///             case "Working": self = .working
///             case "Cancelled": self = .cancelled
///             default: self = .unlisted(wireValue)
///             }
///         }
///     }
public protocol OpenEnumeration: JSONModel, CustomStringConvertible {
    /// `String` or `Int64`.
    associatedtype WireValue: JSONReadable & JSONWritable & LosslessStringConvertible

    /// The case of a value on the wire.
    init(wireValue: WireValue)

    /// The value on the wire.
    var wireValue: WireValue { get }
}

extension OpenEnumeration {
    /// Reads the value.
    public init(json: inout JSONReader) throws(JSONError) { self.init(wireValue: try WireValue(json: &json)) }

    /// Writes the value.
    public func write(to json: inout JSONWriter) { wireValue.write(to: &json) }

    /// The value on the wire.
    public var description: String { wireValue.description }
}

/// A set of values that requests choose from.
public protocol ClosedEnumeration: JSONModel, RawRepresentable, CaseIterable, CustomStringConvertible
where RawValue == String {}

extension ClosedEnumeration {
    /// Reads one of the listed values.
    public init(json: inout JSONReader) throws(JSONError) {
        let error = json.error(.notListed)
        guard let value = Self(rawValue: try json.string()) else { throw error }
        self = value
    }

    /// Writes the value.
    public func write(to json: inout JSONWriter) { rawValue.write(to: &json) }

    /// Reads one of the listed values from a decoder.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(rawValue: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "value outside the listed ones")
        }
        self = value
    }

    /// Writes the value to an encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The value on the wire.
    public var description: String { rawValue }
}

/// A text that `switch` compares with literals byte for byte.
///
/// `String`'s own `==` follows Unicode's canonical equivalence, by which the Kelvin sign is the letter K; a value
/// matched that way would not be written as it was received.
public struct WireText: Sendable {
    /// The text.
    public let text: String

    /// Makes a comparable text.
    public init(_ text: String) { self.text = text }

    /// Whether the text is this literal, byte for byte.
    public static func ~= (pattern: StaticString, value: WireText) -> Bool {
        pattern.withUTF8Buffer { value.text.utf8.elementsEqual($0) }
    }
}
