/// JSON's number grammar: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
enum NumberGrammar {
    /// Where the number that starts at an index ends, or `nil` if none does.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        let integer = position
        guard skipDigits(bytes, &position) else { return nil }
        if bytes[integer] == UInt8(ascii: "0") { position = integer + 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard skipDigits(bytes, &position) else { return nil }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard skipDigits(bytes, &position) else { return nil }
        }
        return position
    }

    /// Whether the text is a number and nothing else.
    static func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { end(in: $0, from: 0) == $0.count }
    }

    /// Whether a text is a number without fraction or exponent, and not `-0`.
    static func isInteger(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let first = digits.first else {
            return false
        }
        return first != UInt8(ascii: "0") || text.utf8.count == 1
    }

    /// Goes past digits and tells whether there was one.
    private static func skipDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        let start = position
        while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] { position += 1 }
        return position > start
    }
}
