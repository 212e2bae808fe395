internal import SourceText

/// Reads one JSON text (RFC 8259) strictly.
///
/// Stricter than the grammar where readers disagree: names of one object differ, strings are well-formed Unicode,
/// containers nest at most ``depthLimit`` deep. A byte order mark before the text is passed over, as RFC 8259, 8.1 allows.
struct JSONTreeParser {
    /// How deep objects and arrays may nest.
    static let depthLimit = 64

    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONTree {
        var parser = JSONTreeParser(bytes: bytes)
        let tree = try parser.value()
        parser.skipWhiteSpace()
        guard parser.peek == nil else { throw parser.error("expected the end of the text") }
        return tree
    }

    /// A parser at the first byte of the text.
    private init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// The next byte, or `nil` at the end.
    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func error(_ problem: String) -> JSONSyntaxError { JSONSyntaxError(problem: problem, offset: offset) }

    /// Moves over JSON's four white space characters.
    private mutating func skipWhiteSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
    }

    /// Moves over a byte if it is next.
    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let byte = peek, UInt32(byte) == character.value else { return false }
        offset += 1
        return true
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONTree {
        skipWhiteSpace()
        switch peek.map(Unicode.Scalar.init) {
        case "{": return try object()
        case "[": return try array()
        case "\"": return .string(try string())
        case "t": return try word("true", .boolean(true))
        case "f": return try word("false", .boolean(false))
        case "n": return try word("null", .null)
        case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": return .number(try number())
        default: throw error("expected a value")
        }
    }

    private mutating func word(_ name: StaticString, _ tree: JSONTree) throws(JSONSyntaxError) -> JSONTree {
        let expected = "\(name)".utf8
        guard bytes[offset...].starts(with: expected) else { throw error("expected a value") }
        offset += expected.count
        return tree
    }

    /// Counts one more open container.
    private mutating func open() throws(JSONSyntaxError) {
        guard depth < Self.depthLimit else { throw error("expected at most \(Self.depthLimit) levels of nesting") }
        depth += 1
        offset += 1
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONTree {
        try open()
        var members: [JSONTree.Member] = []
        var names: Set<[UInt8]> = []
        skipWhiteSpace()
        if !skip("}") {
            repeat {
                skipWhiteSpace()
                guard peek == UInt8(ascii: "\"") else { throw error("expected a member's name") }
                let start = offset
                let name = try string()
                guard names.insert(Array(name.utf8)).inserted else {
                    throw JSONSyntaxError(problem: "expected every name of an object once", offset: start)
                }
                skipWhiteSpace()
                guard skip(":") else { throw error("expected ':'") }
                members.append(JSONTree.Member(name: name, value: try value()))
                skipWhiteSpace()
            } while skip(",")
            guard skip("}") else { throw error("expected ',' or '}'") }
        }
        depth -= 1
        return .object(members)
    }

    private mutating func array() throws(JSONSyntaxError) -> JSONTree {
        try open()
        var elements: [JSONTree] = []
        skipWhiteSpace()
        if !skip("]") {
            repeat {
                elements.append(try value())
                skipWhiteSpace()
            } while skip(",")
            guard skip("]") else { throw error("expected ',' or ']'") }
        }
        depth -= 1
        return .array(elements)
    }

    /// Reads a number and keeps its text.
    private mutating func number() throws(JSONSyntaxError) -> String {
        let start = offset
        while let byte = peek, isNumberByte(byte) { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard DecimalGrammar.isDecimal(text) else {
            throw JSONSyntaxError(problem: "expected a number as JSON writes it", offset: start)
        }
        return text
    }

    private func isNumberByte(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "0"..."9", "+", "-", ".", "e", "E": true
        default: false
        }
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        let start = offset
        offset += 1
        var content: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw JSONSyntaxError(problem: "expected UTF-8", offset: start)
                }
                return text
            case UInt8(ascii: "\\"):
                offset += 1
                content.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20: throw error("expected control characters to be escaped")
            default:
                let end = bytes[offset...].firstIndex(where: Self.endsPlainText) ?? bytes.endIndex
                content += bytes[offset..<end]
                offset = end
            }
        }
        throw error("expected a string to end")
    }

    /// Whether a byte of a string does not stand for itself.
    private static func endsPlainText(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Reads an escape after its backslash.
    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        guard let byte = peek else { throw error("expected a string to end") }
        offset += 1
        switch Unicode.Scalar(byte) {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try unicodeEscape()
        default:
            offset -= 1
            throw error("expected an escape JSON knows")
        }
    }

    /// Reads the digits of a `\u` escape, and of the second one of a surrogate pair.
    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = offset
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00, skip("\\"), skip("u") {
            let second = try codeUnit()
            if (0xDC00..<0xE000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
        }
        throw JSONSyntaxError(problem: "expected a surrogate pair", offset: start)
    }

    private mutating func codeUnit() throws(JSONSyntaxError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("expected four hex digits")
            }
            unit = unit << 4 | UInt32(digit)
            offset += 1
        }
        return unit
    }
}

extension JSONTree {
    /// The kind of the value, with its article, for messages.
    var kind: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}

/// What keeps bytes from being one JSON text, and where.
struct JSONSyntaxError: Error, Hashable {
    /// What was expected or is refused; lower case, no full stop.
    var problem: String
    /// The byte it was noticed at, from 0.
    var offset: Int
}
