/// What can be told of JSON without reading it: the bytes outside of strings.
///
/// Shares nothing with the reader, so that it can bear witness for or against it.
struct JSONOutline {
    /// The text.
    let bytes: [UInt8]
    /// How many colons stand outside of strings.
    private(set) var colons = 0
    /// The deepest nesting.
    private(set) var depth = 0
    /// How many arrays and objects are open at the end.
    private(set) var open = 0
    /// The texts that start like numbers.
    private(set) var numbers: [String] = []

    /// Looks at a text.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): index = Self.endOfString(in: bytes, from: index)
            case UInt8(ascii: ":"): colons += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open += 1
                depth = max(depth, open)
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let number = bytes[index...].prefix(while: Self.isInNumber)
                numbers.append(String(decoding: number, as: UTF8.self))
                index = number.endIndex - 1
            default: break
            }
            index += 1
        }
    }

    /// Whether a number is not written as an integer of 64 bits is.
    var hasInexactNumber: Bool { numbers.contains { Int64($0)?.description != $0 && UInt64($0)?.description != $0 } }

    /// Where the closing quotation mark of a string stands, or the last byte.
    private static func endOfString(in bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index
    }

    /// Whether a byte can stand in a number.
    private static func isInNumber(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "+-.eE".utf8.contains(byte)
    }
}
