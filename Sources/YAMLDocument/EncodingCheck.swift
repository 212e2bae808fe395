internal import SourceText

/// Refuses what is too large or not UTF-8; nothing can be read of such a file.
enum EncodingCheck {
    /// What makes a file unreadable, if anything does.
    static func problem(in file: SourceFile) -> Diagnostic? {
        let size = file.bytes.count
        guard size <= YAMLReader.maximumSize else {
            return YAMLRule.size.diagnostic(
                "the file has \(size) bytes; at most \(YAMLReader.maximumSize) are read, so split it",
                path: file.path, range: .fileStart)
        }
        if let encoding = otherEncoding(of: file.bytes) {
            return YAMLRule.encoding.diagnostic(
                "the file is \(encoding), expected UTF-8; save it as UTF-8", path: file.path, range: .fileStart)
        }
        guard let offset = UTF8Validation.firstInvalidByte(in: file.bytes) else { return nil }
        let before = String(decoding: file.bytes[..<offset], as: UTF8.self).unicodeScalars
        let lineBreaks = before.count { $0 == "\n" }
        let lastLine = before.suffix(while: { $0 != "\n" })
        let mark = lineBreaks == 0 && lastLine.first == "\u{FEFF}" ? 1 : 0
        let start = SourcePosition(line: lineBreaks + 1, column: lastLine.count - mark + 1)
        return YAMLRule.encoding.diagnostic(
            "byte 0x\(hexadecimal(file.bytes[offset])) at offset \(offset) is not valid UTF-8; save the file as UTF-8",
            path: file.path,
            range: SourceRange(start: start, end: SourcePosition(line: start.line, column: start.column + 1)))
    }

    /// The name of a Unicode encoding other than UTF-8 that the first bytes give away.
    private static func otherEncoding(of bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4)
        if head.elementsEqual([0x00, 0x00, 0xFE, 0xFF]) || head.elementsEqual([0xFF, 0xFE, 0x00, 0x00]) {
            return "UTF-32"
        }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16" }
        guard bytes.count >= 4 else { return nil }
        switch head.map({ $0 == 0 }) {
        case [true, true, true, false], [false, true, true, true]: return "UTF-32"
        case [true, false, true, false], [false, true, false, true]: return "UTF-16"
        default: return nil
        }
    }

    /// A byte as two hexadecimal digits.
    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}

extension BidirectionalCollection {
    /// The longest tail whose elements all satisfy a condition.
    fileprivate func suffix(while condition: (Element) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex, condition(self[index(before: start)]) { formIndex(before: &start) }
        return self[start...]
    }
}
