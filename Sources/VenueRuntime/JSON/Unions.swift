/// One of several objects that a member tells apart: one that nobody documented is kept as it came.
///
///     public enum Event: OpenUnion {
///         case fill(Fill), undocumented(JSONValue)
///
///         public init(json: inout JSONReader) throws(JSONError) {
///             switch try json.textOfMember("kind") {
///             case "fill": self = .fill(try json.decode())
///             default: self = .undocumented(try json.value())
///             }
///         }
///
///         public var object: any JSONModel {
///             switch self {
///             case .fill(let object): object
///             case .undocumented(let value): value
///             }
///         }
///     }
public protocol OpenUnion: JSONModel {
    /// The object, documented or not.
    var object: any JSONModel { get }
}

extension OpenUnion {
    /// The object, if it is of this type.
    public func object<Object: JSONModel>(_: Object.Type) -> Object? { object as? Object }

    /// Writes the object.
    public func write(to json: inout JSONWriter) { object.write(to: &json) }
}

extension JSONReader {
    /// The text of a member of the object that is next, a string or a number; the object itself stays to be read.
    public func textOfMember(_ name: StaticString) throws(JSONError) -> JSONKey {
        var ahead = self
        try ahead.beginObject()
        while let key = try ahead.nextKey() {
            guard name ~= key else {
                try ahead.skipValue()
                continue
            }
            ahead.skipWhiteSpace()
            guard let byte = ahead.peek(), JSONShape(firstByte: byte) == .number else { return try ahead.stringBytes() }
            return try ahead.numberBytes { JSONKey($0) }
        }
        throw ahead.missing(name)
    }
}
