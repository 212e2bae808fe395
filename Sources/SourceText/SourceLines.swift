/// A file's text as scalars, with the way between offsets in it and positions.
///
/// Lines end with a line feed, or a carriage return and a line feed, and nothing else. A byte order mark at the
/// beginning is not part of the text. Invalid UTF-8 is read as U+FFFD.
public struct SourceLines: Sendable {
    /// The scalars of the text.
    public let scalars: [Unicode.Scalar]
    /// Whether a byte order mark came before them.
    public let hasByteOrderMark: Bool
    /// The offset of each line's first scalar.
    private let starts: [Int]

    /// The lines of a file.
    public init(_ file: SourceFile) {
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
    public var count: Int {
        starts.count
    }

    /// The offsets of a 1-based line without its line break, or `nil` where there is no such line.
    public func offsets(ofLine number: Int) -> Range<Int>? {
        guard (1...starts.count).contains(number) else { return nil }
        let start = starts[number - 1]
        guard number < starts.count else { return start..<scalars.count }
        let end = starts[number] - 1
        return start..<(end > start && scalars[end - 1] == "\r" ? end - 1 : end)
    }

    /// The 1-based line an offset is on; one past the text is on the last line.
    public func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The position of an offset; one inside a line break is the end of its line, one past the text is its end.
    public func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), scalars.count)
        let number = line(at: offset)
        let line = offsets(ofLine: number) ?? 0..<0
        return SourcePosition(line: number, column: min(offset, line.upperBound) - line.lowerBound + 1)
    }

    /// The offset of a position, or `nil` where it is not on a line or at its end.
    public func offset(of position: SourcePosition) -> Int? {
        guard let line = offsets(ofLine: position.line), (1...(line.count + 1)).contains(position.column) else {
            return nil
        }
        return line.lowerBound + position.column - 1
    }
}
