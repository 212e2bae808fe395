/// Header fields in the order they travel; names are compared without regard to ASCII case.
public struct HTTPHeaderFields: Hashable, Sendable {
    /// One header field.
    public struct Field: Hashable, Sendable {
        /// The name as written.
        public let name: String
        /// The value, without white space around it.
        public let value: String
    }

    /// The fields, in order.
    public private(set) var fields: [Field] = []

    /// No fields.
    public init() {}

    /// Fields as a peer sent them.
    ///
    /// Names that are no token (RFC 9110, 5.6.2) are dropped; control characters in values become spaces and spaces
    /// around values go, as RFC 9110, 5.5 asks.
    public init(received: [(name: String, value: String)]) {
        fields.reserveCapacity(received.count)
        for (name, value) in received where HeaderRules.isToken(name) {
            append(name: name, value: HeaderRules.cleaned(value))
        }
    }

    /// Adds a field at the end.
    ///
    /// A request checks its fields when it is made.
    public mutating func append(name: String, value: String) { fields.append(Field(name: name, value: value)) }

    /// Adds a field if it has a value.
    public mutating func append(name: String, ifPresent value: String?) {
        if let value { append(name: name, value: value) }
    }

    /// Adds all of another list's fields at the end.
    public mutating func append(_ other: HTTPHeaderFields) { fields += other.fields }

    /// The value of the first field of that name.
    public subscript(name: String) -> String? {
        fields.first { HeaderRules.isSameName($0.name, name) }?.value
    }
}

/// What RFC 9110 allows in header fields.
package enum HeaderRules {
    static func isToken(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(isTokenByte)
    }

    /// Whether a text can be a value this runtime sends: visible ASCII and spaces, none of them first or last.
    static func isSendable(_ value: String) -> Bool {
        value.hasOnlyBytes { 0x20...0x7E ~= $0 } && value.utf8.first != 0x20 && value.utf8.last != 0x20
    }

    /// Whether a text can stand in front of a secret: as a value, but a space may be its last.
    static func isPrefix(_ text: String) -> Bool {
        text.hasOnlyBytes { 0x20...0x7E ~= $0 } && text.utf8.first != 0x20
    }

    /// Whether a text is a media type with its parameters (RFC 9110, 8.3.1).
    static func isMediaType(_ text: String) -> Bool {
        var rest = text.utf8[...]
        guard takeToken(&rest), take(UInt8(ascii: "/"), &rest), takeToken(&rest) else { return false }
        while !rest.isEmpty {
            rest = rest.drop { $0 == 0x20 }
            guard take(UInt8(ascii: ";"), &rest) else { return false }
            rest = rest.drop { $0 == 0x20 }
            guard takeToken(&rest), take(UInt8(ascii: "="), &rest), takeToken(&rest) || takeQuoted(&rest) else {
                return false
            }
        }
        return true
    }

    /// Whether a field frames the message or picks the host, which is not for requests to say.
    static func isTransports(_ name: String) -> Bool { transportFields.contains { isSameName($0, name) } }

    private static let transportFields = [
        "connection", "content-length", "expect", "host", "http2-settings", "keep-alive", "proxy-connection", "te",
        "trailer", "transfer-encoding", "upgrade",
    ]

    private static func takeToken(_ rest: inout Substring.UTF8View) -> Bool {
        let start = rest.startIndex
        rest = rest.drop(while: isTokenByte)
        return rest.startIndex > start
    }

    private static func take(_ byte: UInt8, _ rest: inout Substring.UTF8View) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    private static func takeQuoted(_ rest: inout Substring.UTF8View) -> Bool {
        guard take(UInt8(ascii: "\""), &rest) else { return false }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return true }
            let text = byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
            guard let text, 0x20...0x7E ~= text else { return false }
        }
        return false
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        PercentEncoding.isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    /// Whether two names differ at most in ASCII case.
    package static func isSameName(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return left == right || zip(left.utf8, right.utf8).allSatisfy { lowered($0) == lowered($1) }
    }

    /// A received value without control characters and outer spaces.
    static func cleaned(_ value: String) -> String {
        let isClean = value.hasOnlyBytes { 0x20 <= $0 && $0 != 0x7F }
        if isClean, value.utf8.first != 0x20, value.utf8.last != 0x20 { return value }
        // None of these bytes is part of a longer character.
        let bytes = value.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        guard let start = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 })
        else { return "" }
        return String(decoding: bytes[start...last], as: UTF8.self)
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
}
