/// Writes compact JSON, in the order of the calls.
///
/// Escapes only what RFC 8259 demands: `"`, `\` and characters below U+0020. Everything else, `/` and non-ASCII text
/// included, is written as it is. The caller keeps calls balanced; the writer sets commas and colons.
public struct JSONWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    /// Whether a comma must stand before the next name or value.
    private var needsComma = false

    /// Room for most requests, so that they are written in one block of memory.
    private static let usualLength = 256

    /// Makes a writer with room for a usual request.
    public init() { bytes.reserveCapacity(Self.usualLength) }

    /// What has been written, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Starts an object.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Ends an object.
    public mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Starts an array.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Ends an array.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a member's name; its value follows.
    public mutating func key(_ name: String) {
        write(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func write(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { text in
            if text.contains(where: Self.needsEscape) {
                for byte in text { appendEscaped(byte) }
            } else {
                bytes.append(contentsOf: text)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a value.
    @inlinable
    public mutating func write(_ value: some JSONWritable) { value.write(to: &self) }

    /// Writes a value, `null` if there is none.
    @inlinable
    public mutating func write(orNull value: (some JSONWritable)?) {
        if let value { value.write(to: &self) } else { null() }
    }

    /// Writes `null`.
    public mutating func null() { literal("null") }

    /// Writes JSON text as it stands: a constant of a spec.
    public mutating func literal(_ json: StaticString) {
        separate()
        json.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func token(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes the comma that a name or value needs before it.
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    /// Whether a byte of a string cannot be written as it is.
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
        case 0x08: bytes.append(contentsOf: "\\b".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0C: bytes.append(contentsOf: "\\f".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0..<0x20: bytes.append(contentsOf: ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8)
        default: bytes.append(byte)
        }
    }
}

extension JSONWriter {
    /// Writes a member.
    @inlinable
    public mutating func member(_ name: String, _ value: some JSONWritable) {
        key(name)
        value.write(to: &self)
    }

    /// Writes an element of an array.
    @inlinable
    public mutating func element(_ value: some JSONWritable) { value.write(to: &self) }

    /// Writes an element of an array, `null` if it has no value.
    @inlinable
    public mutating func element(orNull value: (some JSONWritable)?) {
        if let value { value.write(to: &self) } else { null() }
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
