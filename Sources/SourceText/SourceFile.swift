/// A text file with the path it is reported under.
package struct SourceFile: Sendable, Hashable {
    /// The path as the user gave it; used in diagnostics, never opened by the stages.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) { (self.path, self.bytes) = (path, bytes) }

    package init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The file's name without its folders.
    package var name: String {
        let bytes = path.utf8
        let end = bytes.lastIndex { $0 != UInt8(ascii: "/") }.map(bytes.index(after:)) ?? bytes.startIndex
        let start = bytes[..<end].lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex
        return start < end ? String(path[start..<end]) : path
    }

    /// The bytes with every line ending in a line feed alone, however a checkout has them.
    package var foldedBytes: [UInt8] { Self.foldingLineEnds(bytes) }

    /// Whether the file has lines and all of them end in a carriage return and a line feed.
    package var endsLinesWithReturns: Bool {
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }
        return !ends.isEmpty && ends.allSatisfy { $0 > 0 && bytes[$0 - 1] == 0x0D }
    }

    /// Bytes without the carriage returns that stand before line feeds.
    package static func foldingLineEnds(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x0D) else { return bytes }
        return bytes.indices.compactMap { index in
            let isFolded = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            return isFolded ? nil : bytes[index]
        }
    }

    /// The text of a 1-based line without its line break, or `nil` past the end.
    ///
    /// A byte order mark is not part of the first line. Invalid UTF-8 is shown as U+FFFD.
    package func line(_ number: Int) -> String? {
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

/// A file's text as scalars, with the way between offsets in it and positions.
///
/// Lines end with a line feed, or a carriage return and a line feed, and nothing else. A byte order mark at the
/// beginning is not part of the text. Invalid UTF-8 is read as U+FFFD.
package struct SourceLines: Sendable {
    package let scalars: [Unicode.Scalar]
    /// Whether a byte order mark came before them.
    package let hasByteOrderMark: Bool
    /// The offset of each line's first scalar.
    private let starts: [Int]

    package init(_ file: SourceFile) {
        let isASCII = file.bytes.allSatisfy { $0 < 0x80 }
        var scalars =
            isASCII
            ? file.bytes.map { Unicode.Scalar($0) }
            : Array(String(decoding: file.bytes, as: UTF8.self).unicodeScalars)
        hasByteOrderMark = scalars.first == "\u{FEFF}"
        if hasByteOrderMark { scalars.removeFirst() }
        var starts = [0]
        for (offset, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(offset + 1) }
        self.scalars = scalars
        self.starts = starts
    }

    /// The number of lines; a line break at the end of the text begins another, empty one.
    package var count: Int {
        starts.count
    }

    /// The offsets of a 1-based line without its line break, or `nil` where there is no such line.
    package func offsets(ofLine number: Int) -> Range<Int>? {
        guard (1...starts.count).contains(number) else { return nil }
        let start = starts[number - 1]
        guard number < starts.count else { return start..<scalars.count }
        let end = starts[number] - 1
        return start..<(end > start && scalars[end - 1] == "\r" ? end - 1 : end)
    }

    /// The 1-based line an offset is on; one past the text is on the last line.
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The position of an offset; one inside a line break is the end of its line, one past the text is its end.
    package func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), scalars.count)
        let number = line(at: offset)
        let line = offsets(ofLine: number) ?? 0..<0
        return SourcePosition(line: number, column: min(offset, line.upperBound) - line.lowerBound + 1)
    }

    /// The offset of a position, or `nil` where it is not on a line or at its end.
    package func offset(of position: SourcePosition) -> Int? {
        guard let line = offsets(ofLine: position.line), (1...(line.count + 1)).contains(position.column) else {
            return nil
        }
        return line.lowerBound + position.column - 1
    }
}

/// A place in a text file: 1-based line and column; columns count Unicode scalars.
///
/// A byte order mark at the beginning of a file is not counted.
package struct SourcePosition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The line, from 1.
    package let line: Int
    /// The column, from 1, in Unicode scalars.
    package let column: Int

    package init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

    /// The position as `line:column`.
    package var description: String { "\(line):\(column)" }

    package static let start = SourcePosition(line: 1, column: 1)

    /// Orders positions as they stand in the text.
    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

package struct SourceRange: Sendable, Hashable {
    /// The first position.
    package let start: SourcePosition
    /// The position after the last character.
    package let end: SourcePosition

    /// A range; an end before the start is taken as the start.
    package init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = max(start, end)
    }

    /// The empty range at the beginning of a file.
    package static let fileStart = SourceRange(start: .start, end: .start)
}
