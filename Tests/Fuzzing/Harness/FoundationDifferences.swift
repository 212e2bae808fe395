internal import VenueRuntime

/// Why Foundation may refuse what our reader takes.
///
/// Each reason is proven on the input; one that is only claimed is a finding.
enum FoundationRefusal: String, CaseIterable {
    /// Foundation makes a `Double` of a number; our reader keeps its text.
    case numberBeyondDouble
    /// `JSONDecoder` refuses a number other than zero that a `Double` can only take for zero; our reader keeps its text.
    case numberBelowDouble
    /// `JSONDecoder` gives no `Double` for some zeros with an exponent, such as `0e2` and `0.00e2`, though it does for `0e0`.
    case zeroWithExponent

    /// Whether the reason holds for an input that our reader took.
    func explains(_ reader: FoundationReader, _ outline: JSONOutline) -> Bool {
        switch self {
        case .numberBeyondDouble: outline.numbers.contains { Double($0)?.isFinite != true }
        case .numberBelowDouble: reader == .decoder && outline.numbers.contains { isZero($0) && !hasZeroDigits($0) }
        case .zeroWithExponent:
            reader == .decoder && outline.numbers.contains { hasZeroDigits($0) && $0.lowercased().contains("e") }
        }
    }

    /// Whether a `Double` can only take the number for zero.
    private func isZero(_ number: String) -> Bool { Double(number)?.isZero != false }

    /// Whether the digits before an exponent are all zero.
    private func hasZeroDigits(_ number: String) -> Bool {
        !number.prefix { $0 != "e" && $0 != "E" }.contains { "1"..."9" ~= $0 }
    }
}

/// Why Foundation may read another value than our reader.
///
/// Two more are part of the comparison itself, as they change only what they are about: to a dictionary, names that are
/// canonically equivalent are one, and a number is as exact as a `Double`.
enum FoundationAlteration: String, CaseIterable {
    /// `JSONSerialization` drops U+FEFF where it starts a string or follows an escape, as if it were a byte order mark.
    case droppedByteOrderMark

    /// Whether the reason holds for an input that both took.
    func explains(_ reader: FoundationReader, _ outline: JSONOutline) -> Bool {
        switch self {
        case .droppedByteOrderMark:
            reader == .serialization
                && outline.bytes.indices.contains { outline.bytes[$0...].starts(with: [0xEF, 0xBB, 0xBF]) }
        }
    }
}

/// Why Foundation may take what our reader refuses.
///
/// Each reason is proven on the input at the place of our error; one that is only claimed is a finding.
enum FoundationLeniency: String, CaseIterable {
    /// Foundation recognises UTF-16 and UTF-32; RFC 8259 asks for UTF-8. In UTF-8, a zero byte is never part of JSON.
    case otherEncoding
    /// Foundation keeps one value of a name that stands twice; which one, a sender cannot know.
    case nameTwice
    /// `JSONDecoder` never looks at the values of a name that stands twice which it does not keep.
    case valueOfNameTwice
    /// Foundation nests deeper; our reader bounds what a sender can make a caller's recursion do.
    case depth
    /// Foundation takes a comma after the last element or member, which RFC 8259 does not have.
    case trailingComma

    /// Whether the reason holds for an input and the error our reader gave; `members` are those Foundation read.
    func explains(_ error: JSONError, _ outline: JSONOutline, _ reader: FoundationReader, _ members: Int) -> Bool {
        let before = outline.bytes[..<error.offset]
        switch (self, error.kind) {
        case (.otherEncoding, _): return outline.bytes.contains(0)
        case (.nameTwice, .duplicateKey): return members < outline.colons
        case (.valueOfNameTwice, _): return reader == .decoder && members < outline.colons
        case (.depth, .tooDeep): return JSONOutline(Array(before)).open == JSONReader.maximumDepth
        case (.trailingComma, .unexpectedByte):
            return before.last { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: ",")
                && "]}".utf8.contains(outline.bytes[error.offset])
        default: return false
        }
    }
}
