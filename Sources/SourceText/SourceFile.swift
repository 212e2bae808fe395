/// A text file with the path it is reported under.
public struct SourceFile: Sendable, Hashable {
    /// The path as the user gave it; used in diagnostics, never opened by the stages.
    public let path: String
    /// The file's bytes as read.
    public let bytes: [UInt8]

    /// A file with the given bytes.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// A file with the given text.
    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The file's name without its folders.
    public var name: String {
        let bytes = path.utf8
        let end = bytes.lastIndex { $0 != UInt8(ascii: "/") }.map(bytes.index(after:)) ?? bytes.startIndex
        let start = bytes[..<end].lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex
        return start < end ? String(path[start..<end]) : path
    }

    /// The bytes with every line ending in a line feed alone, however a checkout has them.
    public var foldedBytes: [UInt8] { Self.foldingLineEnds(bytes) }

    /// Whether the file has lines and all of them end in a carriage return and a line feed.
    public var endsLinesWithReturns: Bool {
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }
        return !ends.isEmpty && ends.allSatisfy { $0 > 0 && bytes[$0 - 1] == 0x0D }
    }

    /// Bytes without the carriage returns that stand before line feeds.
    public static func foldingLineEnds(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x0D) else { return bytes }
        return bytes.indices.compactMap { index in
            let isFolded = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            return isFolded ? nil : bytes[index]
        }
    }

    /// The text of a 1-based line without its line break, or `nil` past the end.
    ///
    /// A byte order mark is not part of the first line. Invalid UTF-8 is shown as U+FFFD.
    public func line(_ number: Int) -> String? {
        guard number >= 1 else { return nil }
        var start = 0
        for _ in 1..<number {
            guard let lineBreak = bytes[start...].firstIndex(of: 0x0A) else { return nil }
            start = lineBreak + 1
        }
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
