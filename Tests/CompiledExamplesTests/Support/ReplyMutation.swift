import VenueRuntime

/// Makes damaged and changed copies of replies: what a broken peer, a gateway or a changed venue could send.
struct ReplyMutation {
    /// Where the choices come from.
    var generator: SeededGenerator
    /// Words of the venue, which reach its rules.
    let words: [String]

    /// Numbers, and what some readers take for numbers.
    private static let numbers = [
        "0", "-1", "1", "-0", "-0.0", "0.0", "1e2", "1E+2", "1e-2", "1.0", "01", "+1", ".5", "1.", "1e", "--1", "0x1",
        "NaN", " 1", "1 ", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551616",
        "-9223372036854775808", "-9223372036854775809", "1e999999", "0.1000000000000000000000000000000001",
    ]

    /// Timestamps, and what some readers take for timestamps.
    private static let timestamps = [
        "2025-08-15T08:59:60Z", "2025-08-15T08:59:61Z", "2025-02-29T00:00:00Z", "2024-02-29t00:00:00.123456789+23:59",
        "2025-08-15 08:59:51Z", "2025-08-15T08:59:51.1234567890Z", "2025-08-15T08:59:51.Z", "2025-08-15T08:59:51",
        "2025-08-15T24:00:00Z", "2025-08-15T08:59:51+24:00", "2025-08-15T08:59:51-00:00", "0000-01-01T00:00:00z",
        "2025-8-15T08:59:51Z", "2025-08-15T08:59Z", "2025-08-15", "2025-13-01T00:00:00Z", "2025-08-15T08:59:51Z ",
    ]

    /// JSON texts that readers disagree about, or that are of another kind than a member's.
    private static let hostile =
        [
            "null", "true", "false", "{}", "[]", "\"\"", "[null]", "[[]]", "[{}]", "[\"x\"]", "{\"\":null}",
            "{\"a\":1,\"a\":2}", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"",
            "\"\\u004b\"", "\"\u{212A}\"", "\"e\u{301}\"", "\"\\x\"", "\"a\tb\"", "\"1755248391\"", "\"-1\"",
        ]
        + numbers + [62, 63, 64, 65].map { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        + [String(repeating: "7", count: 400), "\"" + String(repeating: "é", count: 3000) + "\""]

    /// Bytes that are no UTF-8: overlong, a surrogate, beyond Unicode, cut off, a lone continuation.
    private static let invalidUTF8: [[UInt8]] = [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5], [0xE2, 0x82], [0x80]]

    /// A copy of a body with one to three changes.
    mutating func changed(_ body: [UInt8]) -> [UInt8] {
        var bytes = body
        for _ in 0..<generator.pick([1, 1, 1, 2, 3]) {
            if !generator.oneIn(4), let value = try? JSONValue(jsonBytes: bytes) {
                bytes = change(value)
            } else if generator.oneIn(4) {
                bytes = Array(generator.pick(words).utf8)
            } else {
                damage(&bytes)
            }
        }
        return bytes
    }

    // MARK: Changes of JSON values

    /// The text of a value with one change somewhere inside.
    private mutating func change(_ value: JSONValue) -> [UInt8] {
        var left = Int.random(in: 0..<value.count, using: &generator)
        return Array(text(of: value, leaving: &left).utf8)
    }

    /// The text of a value, in which one is changed: that with so many before it, counting from the outside in.
    private mutating func text(of value: JSONValue, leaving left: inout Int) -> String {
        let isHere = left == 0
        left -= 1
        if isHere { return replacement(of: value) }
        switch value {
        case .object(let members):
            var texts: [String] = []
            for member in members {
                let isNext = left == 0
                let text = "\(JSONValue.string(member.name)):" + text(of: member.value, leaving: &left)
                if isNext, generator.oneIn(6) { continue }
                texts.append(text)
                if isNext, generator.oneIn(8) { texts.append(text) }
                if isNext, generator.oneIn(8) { texts.append("\"unheard-of\":" + generator.pick(Self.hostile)) }
            }
            return "{" + texts.joined(separator: ",") + "}"
        case .array(let elements):
            var texts: [String] = []
            for element in elements { texts.append(text(of: element, leaving: &left)) }
            return "[" + texts.joined(separator: ",") + "]"
        default: return value.description
        }
    }

    /// Another value in the place of one: mostly of the same kind, so that the reply still fits.
    private mutating func replacement(of value: JSONValue) -> String {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: "null"
        case 1: value.otherKind
        case 2: generator.pick(words)
        case 3: generator.pick(Self.hostile)
        default: sibling(of: value)
        }
    }

    /// Another value of the same kind; of timestamps and numbers, one at the edge of what is read.
    private mutating func sibling(of value: JSONValue) -> String {
        switch value {
        case .string(let text) where generator.oneIn(2) && Timestamp(text) != nil:
            "\"\(generator.pick(Self.timestamps))\""
        case .string(let text) where generator.oneIn(2) && ExactDecimal(text) != nil:
            "\"\(generator.pick(Self.numbers))\""
        case .string(let text): generator.oneIn(8) ? "\(JSONValue.string(text + " "))" : word()
        case .number, .null: generator.pick(words.filter { JSONNumber($0) != nil } + Self.numbers)
        case .boolean(let flag): "\(!flag)"
        case .array(let elements):
            generator.oneIn(2)
                ? "\(JSONValue.array(elements + elements.suffix(1)))"
                : "\(JSONValue.array(Array(elements.dropFirst())))"
        case .object(let members): "\(JSONValue.object(members.reversed()))"
        }
    }

    /// A word as a string.
    private mutating func word() -> String { JSONValue.string(generator.pick(words)).description }

    // MARK: Damage to bytes

    /// Does one kind of damage.
    private mutating func damage(_ bytes: inout [UInt8]) {
        let first = piece(of: bytes)
        switch Int.random(in: 0..<11, using: &generator) {
        case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
        case 1 where !bytes.isEmpty:
            bytes[Int.random(in: bytes.indices, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.removeSubrange(first)
        case 3: bytes.insert(contentsOf: bytes[first], at: first.lowerBound)
        case 4:
            let second = piece(of: bytes)
            guard first.upperBound <= second.lowerBound else { return }
            let (left, right) = (bytes[first], bytes[second])
            bytes.replaceSubrange(second, with: left)
            bytes.replaceSubrange(first, with: right)
        case 5: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: first.lowerBound)
        case 6: bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: generator.oneIn(2) ? 0 : first.lowerBound)
        case 7: bytes.insert(contentsOf: generator.pick(Self.invalidUTF8), at: first.upperBound)
        case 8:
            bytes.insert(
                contentsOf: generator.pick([" ", "\r\n\t", "\u{A0}", "\u{B}", "\0"]).utf8, at: first.lowerBound)
        case 9: bytes.append(contentsOf: generator.pick(["}", "]", " ", "null", "\0", "{}"]).utf8)
        default: bytes.replaceSubrange(first, with: generator.pick(Self.hostile).utf8)
        }
    }

    /// A stretch between two of JSON's marks, so that pieces are mostly members, names and values.
    private mutating func piece(of bytes: [UInt8]) -> Range<Int> {
        let marks = [0] + bytes.indices.filter { "{}[],:\"".utf8.contains(bytes[$0]) } + [bytes.count]
        let start = Int.random(in: marks.indices, using: &generator)
        let end = min(marks.count - 1, start + Int.random(in: 1...3, using: &generator))
        return marks[start]..<marks[end]
    }
}

extension JSONValue {
    /// The value's text as a string, or the text of a string as it is.
    fileprivate var otherKind: String {
        if case .string(let text) = self { text } else { JSONValue.string(description).description }
    }

    /// How many values it is, itself included.
    fileprivate var count: Int {
        switch self {
        case .object(let members): members.reduce(1) { $0 + $1.value.count }
        case .array(let elements): elements.reduce(1) { $0 + $1.count }
        default: 1
        }
    }
}
