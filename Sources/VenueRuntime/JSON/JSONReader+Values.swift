extension JSONReader {
    /// Reads any value.
    public mutating func value() throws(JSONError) -> JSONValue {
        switch try nextShape() {
        case .object:
            var members: [JSONValue.Member] = []
            try beginObject()
            while let key = try nextKey() { members.append(.init(key.text, try value())) }
            return .object(members)
        case .array:
            return .array(try array { (json) throws(JSONError) in try json.value() })
        case .string: return .string(try string())
        case .number: return .number(try number())
        case .boolean: return .boolean(try boolean())
        case .null:
            try consume("null")
            return .null
        }
    }

    /// Goes past any value, checking it as if it were read.
    public mutating func skipValue() throws(JSONError) {
        switch try nextShape() {
        case .object:
            try beginObject()
            while try nextKey() != nil { try skipValue() }
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .string: try scanString { _ in }
        case .number: _ = try number()
        case .boolean: _ = try boolean()
        case .null: try consume("null")
        }
    }

    private mutating func nextShape() throws(JSONError) -> JSONShape {
        skipWhiteSpace()
        guard let byte = peek(), let shape = JSONShape(firstByte: byte) else { throw unexpected() }
        return shape
    }
}

extension JSONReader {
    /// Reads `true` or `false`.
    public mutating func boolean() throws(JSONError) -> Bool {
        skipWhiteSpace()
        switch peek() {
        case UInt8(ascii: "t"):
            try consume("true")
            return true
        case UInt8(ascii: "f"):
            try consume("false")
            return false
        default: throw unexpected(expected: .boolean)
        }
    }

    /// Goes past `null` if it is next, and tells whether it was.
    public mutating func readNull() throws(JSONError) -> Bool {
        skipWhiteSpace()
        guard peek() == UInt8(ascii: "n") else { return false }
        try consume("null")
        return true
    }

    /// Reads a number and keeps its text.
    public mutating func number() throws(JSONError) -> JSONNumber {
        try numberBytes { JSONNumber(valid: String(decoding: $0, as: UTF8.self)) }
    }

    /// Reads an integer: a number without fraction or exponent that fits 64 bits.
    ///
    /// `-0` is refused, because it would not be written as it was received.
    public mutating func integer() throws(JSONError) -> Int64 {
        skipWhiteSpace()
        let start = position
        let (isInteger, value) = try numberBytes {
            (NumberGrammar.isInteger($0), NumberGrammar.value(ofInteger: $0))
        }
        guard isInteger else { throw JSONError(.notAnInteger, path: path, offset: start) }
        guard let value else { throw JSONError(.integerOutOfRange, path: path, offset: start) }
        return value
    }

    @inline(__always)
    mutating func numberBytes<T>(_ make: (UnsafeBufferPointer<UInt8>) -> T) throws(JSONError) -> T {
        skipWhiteSpace()
        guard let byte = peek(), JSONShape(firstByte: byte) == .number else { throw unexpected(expected: .number) }
        let start = position
        guard let end = bytes.withUnsafeBufferPointer({ NumberGrammar.end(in: $0, from: start) }) else {
            throw error(.invalidNumber)
        }
        position = end
        return bytes.withUnsafeBufferPointer { make(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }

    /// Reads a decimal number that travels as a JSON number.
    ///
    /// Refused where the bytes were made from a decoder's values, as `JSONDecoder` may have rounded the number.
    public mutating func decimalNumber() throws(JSONError) -> ExactDecimal {
        let number = try number()
        guard keepsNumberText else { throw error(.numberTextLost) }
        return ExactDecimal(number)
    }

    /// Reads a decimal number that travels as a string.
    public mutating func decimalString() throws(JSONError) -> ExactDecimal {
        try parse(.notADecimal) { ExactDecimal(utf8: $0) }
    }

    /// Reads an RFC 3339 timestamp.
    public mutating func timestamp() throws(JSONError) -> Timestamp {
        try parse(.notATimestamp) { Timestamp(utf8: $0) }
    }

    /// Reads a count since the epoch; `quoted` when it travels as a string of digits.
    public mutating func epoch(_ unit: EpochTimestamp.Unit, quoted: Bool = false) throws(JSONError) -> EpochTimestamp {
        guard quoted else { return EpochTimestamp(count: try integer(), unit: unit) }
        return try parse(.notACount) { bytes in
            guard NumberGrammar.isInteger(bytes), let count = NumberGrammar.value(ofInteger: bytes) else { return nil }
            return EpochTimestamp(count: count, unit: unit, isQuoted: true)
        }
    }

    /// Reads a count since the epoch with or without a fraction; `quoted` when it travels as a string.
    public mutating func decimalEpoch(
        _ unit: EpochTimestamp.Unit, quoted: Bool
    ) throws(JSONError) -> DecimalEpochTimestamp {
        if quoted {
            return try parse(.notACount) {
                DecimalEpochTimestamp(String(decoding: $0, as: UTF8.self), unit: unit, isQuoted: true)
            }
        }
        let start = position
        let count = try decimalNumber()
        guard let moment = DecimalEpochTimestamp(count.text, unit: unit) else {
            position = start
            skipWhiteSpace()
            throw error(.notACount)
        }
        return moment
    }

    /// Reads a string or a number and keeps which it was.
    public mutating func textOrNumber() throws(JSONError) -> TextOrNumber {
        skipWhiteSpace()
        if let byte = peek(), JSONShape(firstByte: byte) == .number { return TextOrNumber(number: try number()) }
        return TextOrNumber(text: try string())
    }

    @inline(__always)
    private mutating func parse<T>(
        _ kind: JSONError.Kind, _ make: (UnsafeBufferPointer<UInt8>) -> T?
    ) throws(JSONError) -> T {
        let before = position
        guard let value = try stringBytes(make) else {
            position = before
            skipWhiteSpace()
            throw error(kind)
        }
        return value
    }
}
