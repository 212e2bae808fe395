/// Reads JSON (RFC 8259) from bytes, one value after the other, as the caller asks for them.
///
/// Stricter than most readers where leniency hides a fault of the sender:
/// - only UTF-8; half a surrogate pair is an error;
/// - the same name twice in one object is an error at any depth, also inside skipped values; names are compared by
///   their bytes after unescaping;
/// - at most ``maximumDepth`` arrays and objects inside each other;
/// - numbers keep their text and never become binary floating point.
///
/// A byte order mark before the text is passed over, as RFC 8259, 8.1 allows.
///
/// No input makes it trap. After an error the reader's state is of no further use.
public struct JSONReader: Sendable {
    /// The deepest nesting of arrays and objects; one level more is an error.
    public static let maximumDepth = 64

    let bytes: [UInt8]
    /// Whether numbers in ``bytes`` have the text their sender gave them.
    let keepsNumberText: Bool
    var position = 0
    var frames = JSONFrames()
    /// The names read in the open objects; the objects share one buffer so that a name costs no allocation.
    var keys: [KeyRecord] = []
    /// The names of the open objects that have many, the innermost object's last.
    var manyKeys: [Set<JSONKey>] = []

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Room for the names of most objects, so that they cost one block of memory.
    private static let usualKeys = 24

    /// Makes a reader of these bytes.
    public init(_ bytes: [UInt8]) { self.init(bytes, keepsNumberText: true) }

    /// Makes a reader of bytes that may have been written from a decoder's values.
    init(_ bytes: [UInt8], keepsNumberText: Bool) {
        self.bytes = bytes
        self.keepsNumberText = keepsNumberText
        if bytes.starts(with: Self.byteOrderMark) { position = Self.byteOrderMark.count }
        keys.reserveCapacity(Self.usualKeys)
    }

    /// Goes into an object.
    public mutating func beginObject() throws(JSONError) { try begin(.object, UInt8(ascii: "{"), as: .object) }

    /// Goes into an array.
    public mutating func beginArray() throws(JSONError) { try begin(.array, UInt8(ascii: "["), as: .array) }

    /// The name of the object's next member, or `nil` when the object ended.
    ///
    /// The member's value must be read, or skipped, before the next call.
    public mutating func nextKey() throws(JSONError) -> JSONKey? {
        let isFirst = frames.innermost.index < 0
        guard frames.innermost.kind == .object,
            let name = bytes.withUnsafeBufferPointer({ UsualJSON.key(in: $0, from: position, isFirst: isFirst) })
        else { return try nextUnusualKey() }
        frames.innermost.index += 1
        position = name.end
        let key = bytes.withUnsafeBufferPointer { JSONKey(UnsafeBufferPointer(rebasing: $0[name.range])) }
        guard remember(key, at: name.range.lowerBound - 1) else {
            throw JSONError(.duplicateKey, path: path, offset: name.range.lowerBound - 1)
        }
        return key
    }

    /// The name of the object's next member, whatever it has, or `nil` when the object ended.
    private mutating func nextUnusualKey() throws(JSONError) -> JSONKey? {
        guard try advance(in: .object, end: UInt8(ascii: "}")) else { return nil }
        skipWhiteSpace()
        guard peek() == UInt8(ascii: "\"") else { throw unexpected() }
        let start = position
        let key = try scanString { JSONKey($0) }
        guard remember(key, at: start) else { throw JSONError(.duplicateKey, path: path, offset: start) }
        skipWhiteSpace()
        guard peek() == UInt8(ascii: ":") else { throw unexpected() }
        position += 1
        return key
    }

    /// Whether the array has a next element, which must then be read or skipped before the next call.
    public mutating func nextElement() throws(JSONError) -> Bool {
        try advance(in: .array, end: UInt8(ascii: "]"))
    }

    /// Reads an array, each element with the closure.
    @inlinable
    public mutating func array<T>(
        _ element: (inout JSONReader) throws(JSONError) -> T
    ) throws(JSONError) -> [T] {
        var elements: [T] = []
        try beginArray()
        while try nextElement() { elements.append(try element(&self)) }
        return elements
    }

    /// Reads a value of this type.
    @inlinable
    public mutating func decode<T: JSONReadable>(_: T.Type = T.self) throws(JSONError) -> T { try T(json: &self) }

    /// Ends reading: nothing but white space may follow.
    public mutating func finish() throws(JSONError) {
        skipWhiteSpace()
        guard frames.count == 0 else { throw unexpected() }
        guard position == bytes.count else { throw error(.trailingContent) }
    }

    /// The value of a member that must be there; called when its object has ended.
    @inlinable
    public func require<T>(_ value: consuming T?, _ key: StaticString) throws(JSONError) -> T {
        guard let value else { throw missing(key) }
        return value
    }

    /// The value of a member that must be there and may be `null`; called when its object has ended.
    @inlinable
    public func requireNullable<T>(_ value: consuming Field<T>, _ key: StaticString) throws(JSONError) -> T? {
        switch value {
        case .absent: throw missing(key)
        case .null: return nil
        case .value(let value): return value
        }
    }

    /// An error at the place the reader has reached, for what only the caller can see.
    public func error(_ kind: JSONError.Kind) -> JSONError { JSONError(kind, path: path, offset: position) }

    @usableFromInline
    func missing(_ key: StaticString) -> JSONError {
        let outer = path
        return JSONError(.missingMember, path: outer == "$" ? "\(key)" : "\(outer).\(key)", offset: position)
    }

    private mutating func begin(
        _ kind: JSONFrames.Frame.Kind, _ start: UInt8, as shape: JSONShape
    ) throws(JSONError) {
        skipWhiteSpace()
        guard peek() == start else { throw unexpected(expected: shape) }
        guard frames.count < Self.maximumDepth else { throw error(.tooDeep) }
        position += 1
        frames.begin(JSONFrames.Frame(kind: kind, firstKey: keys.count))
    }

    /// Goes to the next element or member, past the comma, or out of the array or object.
    @inline(__always)
    private mutating func advance(in kind: JSONFrames.Frame.Kind, end: UInt8) throws(JSONError) -> Bool {
        skipWhiteSpace()
        guard frames.innermost.kind == kind else { throw error(.unexpectedByte) }
        if peek() == end {
            position += 1
            forgetKeys()
            frames.end()
            return false
        }
        frames.innermost.index += 1
        if frames.innermost.index > 0 {
            guard peek() == UInt8(ascii: ",") else { throw unexpected() }
            position += 1
        }
        return true
    }
}

extension JSONReader {
    @inline(__always)
    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    @inline(__always)
    mutating func skipWhiteSpace() {
        position = bytes.withUnsafeBufferPointer { UsualJSON.endOfWhiteSpace(in: $0, from: position) }
    }

    /// An error about the next byte, or the end, where a value of this kind or a certain byte was expected.
    func unexpected(expected: JSONShape? = nil) -> JSONError {
        guard let byte = peek() else { return error(.endOfInput) }
        if let expected, let found = JSONShape(firstByte: byte), found != expected {
            return error(.wrongShape(expected: expected, found: found))
        }
        return error(.unexpectedByte)
    }

    @inline(__always)
    mutating func consume(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard peek() == word.utf8Start[index] else { throw unexpected() }
            position += 1
        }
    }
}
