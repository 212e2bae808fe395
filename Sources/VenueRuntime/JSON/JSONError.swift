/// Why bytes are not the JSON, or not the shape of JSON, that was expected.
///
/// Holds positions and member names only, never a value. Names that come from a venue may repeat what it was sent,
/// secrets included; those are taken out of what reports hold, and only there.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The ways in which text is no JSON, or not the shape that was expected.
    public enum Kind: Hashable, Sendable {
        /// The text stops inside a value.
        case endOfInput
        /// A byte that cannot stand here.
        case unexpectedByte
        /// A value of another kind than expected.
        case wrongShape(expected: JSONShape, found: JSONShape)
        /// Bytes in a string that are not UTF-8.
        case invalidUTF8
        /// An unescaped control character in a string.
        case controlCharacter
        /// A backslash sequence JSON does not have.
        case invalidEscape
        /// A `\u` escape of half a surrogate pair.
        case loneSurrogate
        /// Text that starts like a number and breaks JSON's number grammar.
        case invalidNumber
        /// A number with a fraction or an exponent, or `-0`, where an integer is expected.
        case notAnInteger
        /// An integer that does not fit 64 bits.
        case integerOutOfRange
        /// A string that does not hold a decimal number.
        case notADecimal
        /// A string that does not hold an RFC 3339 timestamp.
        case notATimestamp
        /// A string that does not hold a 64-bit count.
        case notACount
        /// A number that came through a decoder which does not keep the number's text.
        case numberTextLost
        /// A string outside a closed set of values.
        case notListed
        /// A member name that stands twice in one object.
        case duplicateKey
        /// A required member that is not there.
        case missingMember
        /// A member that is none of an input's parameters.
        case unknownMember
        /// Members that exclude or require each other; the payload says which, in names only.
        case invalidCombination(String)
        /// Arrays and objects nested deeper than ``JSONReader/maximumDepth``.
        case tooDeep
        /// Something after the end of the value.
        case trailingContent
        /// Content where none is documented.
        case unexpectedContent
    }

    /// In which way the text is wrong.
    public let kind: Kind
    /// Where in the value: `order.status`, `results[0].code`, or `$` for the root.
    ///
    /// Bounded in length: of a name, the first 64 characters are kept.
    public let path: String
    /// ``path`` in full length, from which secrets can be taken out before it is cut.
    let uncutPath: String
    /// Where in the bytes, from 0.
    public let offset: Int

    /// States what is wrong and where.
    public init(_ kind: Kind, path: String = "$", offset: Int = 0) {
        self.kind = kind
        self.path = Self.cut(path)
        uncutPath = path
        self.offset = offset
    }

    /// A path whose names, and whose number of names, are bounded.
    private static func cut(_ path: String) -> String {
        guard path.utf8.count > 64 else { return path }
        return path.split(separator: ".", maxSplits: JSONReader.maximumDepth, omittingEmptySubsequences: false)
            .map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(64))) }.joined(separator: ".")
    }

    /// Where and what is wrong on one line, such as `order.id: expected number, found string, at byte 41`.
    public var description: String { (path == "$" ? "" : "\(path): ") + "\(kind), at byte \(offset)" }
}

/// The kinds of JSON values.
public enum JSONShape: String, Hashable, Sendable {
    /// `{…}`
    case object
    /// `[…]`
    case array
    /// `"…"`
    case string
    /// `-1.5e3`
    case number
    /// `true` or `false`
    case boolean
    /// `null`
    case null

    init?(firstByte: UInt8) {
        switch firstByte {
        case UInt8(ascii: "{"): self = .object
        case UInt8(ascii: "["): self = .array
        case UInt8(ascii: "\""): self = .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): self = .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean
        case UInt8(ascii: "n"): self = .null
        default: return nil
        }
    }
}

extension JSONError.Kind: CustomStringConvertible {
    /// What is wrong, in a few words.
    public var description: String {
        switch self {
        case .endOfInput: "text ends inside a value"
        case .unexpectedByte: "unexpected byte"
        case .wrongShape(let expected, let found): "expected \(expected.rawValue), found \(found.rawValue)"
        case .invalidUTF8: "invalid UTF-8 in a string"
        case .controlCharacter: "unescaped control character in a string"
        case .invalidEscape: "invalid escape in a string"
        case .loneSurrogate: "lone surrogate escape in a string"
        case .invalidNumber: "invalid number"
        case .notAnInteger: "expected an integer without fraction or exponent"
        case .integerOutOfRange: "integer outside 64 bits"
        case .notADecimal: "expected a decimal number in a string"
        case .notATimestamp: "expected an RFC 3339 timestamp"
        case .notACount: "expected a 64-bit count in a string"
        case .numberTextLost: "number without its text; decode with init(jsonBytes:)"
        case .notListed: "value outside the listed ones"
        case .duplicateKey: "member name stands twice"
        case .missingMember: "missing member"
        case .unknownMember: "not a parameter"
        case .invalidCombination(let names): "invalid combination of members: \(names)"
        case .tooDeep: "nested deeper than \(JSONReader.maximumDepth) levels"
        case .trailingContent: "content after the value"
        case .unexpectedContent: "content where none is documented"
        }
    }
}
