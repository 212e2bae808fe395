/// A set of documented values to which a venue may add: an undocumented one is kept as it came.
///
///     public enum OrderStatus: OpenEnumeration {
///         case working, cancelled, undocumented(String)
///
///         public static let documented: [OrderStatus] = [.working, .cancelled]
///
///         public var wireValue: String {
///             switch self {
///             case .working: "Working"
///             case .cancelled: "Cancelled"
///             case .undocumented(let value): value
///             }
///         }
///     }
public protocol OpenEnumeration: JSONModel, CustomStringConvertible {
    /// `String` or `Int64`.
    associatedtype WireValue: JSONReadable & JSONWritable & LosslessStringConvertible

    /// The documented values, in the order of the spec.
    static var documented: [Self] { get }

    /// A value nobody documented, as received.
    static func undocumented(_ wireValue: WireValue) -> Self

    /// The value as the venue writes it, documented or not.
    var wireValue: WireValue { get }
}

extension OpenEnumeration {
    /// The case of a value on the wire.
    ///
    /// Texts are compared byte for byte: a value that is only canonically equivalent to a documented one would not be
    /// written as it was received.
    @inlinable
    public init(wireValue: WireValue) {
        let text = wireValue.description
        self =
            Self.documented.first { $0.wireValue.description.utf8.elementsEqual(text.utf8) }
            ?? .undocumented(wireValue)
    }

    /// Reads the value.
    @inlinable
    public init(json: inout JSONReader) throws(JSONError) { self.init(wireValue: try WireValue(json: &json)) }

    /// Writes the value.
    public func write(to json: inout JSONWriter) { wireValue.write(to: &json) }

    /// The value as the venue writes it.
    public var description: String { wireValue.description }
}

extension OpenEnumeration where WireValue == String {
    /// Reads the value; a text is only made of one nobody documented.
    @inlinable
    public init(json: inout JSONReader) throws(JSONError) {
        let value = try json.stringBytes()
        self = Self.documented.first { value.isText($0.wireValue) } ?? .undocumented(value.text)
    }
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

    /// The value as the venue writes it.
    public var description: String { rawValue }
}
