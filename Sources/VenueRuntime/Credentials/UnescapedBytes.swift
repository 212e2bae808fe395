/// Text without the escapes that JSON, URLs and HTML put before or in place of ASCII characters, however often they were
/// put on, and where each of its bytes came from.
///
/// Not fit to be read: it is compared with other text that went the same way. However many backslashes, `25` and `amp;`
/// there are in a row, they are one escape, so that a text inside a text inside a text looks like the first one.
struct UnescapedBytes {
    private(set) var bytes: [UInt8] = []
    /// Where each of ``bytes`` begins in what it came from, and where the last one ends.
    private(set) var offsets: [Int] = []

    /// The text; `nil` if it has no escapes.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.contains(where: { $0 == Self.backslash || $0 == Self.percent || $0 == Self.ampersand }) else {
            return nil
        }
        bytes.reserveCapacity(text.count)
        offsets.reserveCapacity(text.count + 1)
        var position = 0
        while position < text.count {
            let (byte, end) =
                switch text[position] {
                case Self.backslash: Self.afterBackslashes(text, position)
                case Self.percent: Self.afterPercent(text, position)
                case Self.ampersand: Self.afterAmpersand(text, position)
                case let byte: (byte, position + 1)
                }
            bytes.append(byte)
            offsets.append(position)
            position = end
        }
        offsets.append(text.count)
    }

    private static let backslash = UInt8(ascii: "\\")
    private static let percent = UInt8(ascii: "%")
    private static let ampersand = UInt8(ascii: "&")
    /// What stands for characters beyond ASCII, which no secret has.
    private static let other: UInt8 = 0xFF

    /// What a run of backslashes stands for with the character after it, and where that ends.
    private static func afterBackslashes(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (UInt8, Int) {
        var end = start
        while end < text.count, text[end] == backslash { end += 1 }
        guard end < text.count else { return (backslash, end) }
        switch text[end] {
        case UInt8(ascii: "u"):
            if let value = number(text, end + 1, digits: 4, radix: 16) { return (ascii(value), end + 5) }
        case UInt8(ascii: "x"):
            if let value = number(text, end + 1, digits: 2, radix: 16) { return (ascii(value), end + 3) }
        case UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"): return (text[end], end + 1)
        default: break
        }
        return (backslash, end)
    }

    /// What a percent sign, escaped as `%25` or not, stands for with the two digits after it, and where that ends.
    private static func afterPercent(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (UInt8, Int) {
        var end = start + 1
        while has("25", text, end) { end += 2 }
        if let value = number(text, end, digits: 2, radix: 16) { return (ascii(value), end + 2) }
        return (percent, end)
    }

    /// What an ampersand, escaped as `&amp;` or not, stands for with the reference after it, and where that ends.
    private static func afterAmpersand(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> (UInt8, Int) {
        var end = start + 1
        while has("amp;", text, end) { end += 4 }
        for (name, byte) in names where has(name, text, end) { return (byte, end + name.utf8CodeUnitCount) }
        guard has("#", text, end) else { return (ampersand, end) }
        let isHex = has("#x", text, end) || has("#X", text, end)
        let first = end + (isHex ? 2 : 1)
        let last = text[min(first, text.count)...].prefix(8).firstIndex(of: UInt8(ascii: ";"))
        guard let last, let value = number(text, first, digits: last - first, radix: isHex ? 16 : 10) else {
            return (ampersand, end)
        }
        return (ascii(value), last + 1)
    }

    private static let names: [(StaticString, UInt8)] = [
        ("quot;", UInt8(ascii: "\"")), ("apos;", UInt8(ascii: "'")), ("lt;", UInt8(ascii: "<")),
        ("gt;", UInt8(ascii: ">")),
    ]

    private static func ascii(_ value: Int) -> UInt8 { value < 0x80 ? UInt8(value) : other }

    private static func has(_ word: StaticString, _ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard text.count - start >= length else { return false }
        return (0..<length).allSatisfy { word.utf8Start[$0] == text[start + $0] }
    }

    /// The number that so many digits are, one to eight; `nil` if they are none.
    private static func number(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, digits: Int, radix: Int
    ) -> Int? {
        guard 1...8 ~= digits, text.count - start >= digits else { return nil }
        var value = 0
        for byte in text[start..<(start + digits)] {
            let digit: Int
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = Int(byte) - 0x30
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = Int(byte) - 0x57
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = Int(byte) - 0x37
            default: return nil
            }
            guard digit < radix else { return nil }
            value = value * radix + digit
        }
        return value
    }
}
