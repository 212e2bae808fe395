internal import SourceText

/// A file's text as scalars, with the way from a scalar's offset to its line and column.
///
/// libyaml's own lines cannot be used: it also breaks lines at a lone carriage return, U+0085, U+2028 and U+2029, and
/// it counts a byte order mark as a column. Its character index, however, counts scalars, as offsets do here.
struct YAMLText {
    /// The path diagnostics are reported under.
    let path: String
    /// The scalars without a leading byte order mark.
    ///
    /// Checks replace some of them, one for one.
    private(set) var scalars: [Unicode.Scalar]
    /// The offset of each line's first scalar.
    let lineStarts: [Int]

    /// The text of a file that holds valid UTF-8.
    init(_ file: SourceFile) {
        path = file.path
        var scalars = Array(String(decoding: file.bytes, as: UTF8.self).unicodeScalars)
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var lineStarts = [0]
        for (offset, scalar) in scalars.enumerated() where scalar == "\n" { lineStarts.append(offset + 1) }
        self.scalars = scalars
        self.lineStarts = lineStarts
    }

    /// The scalar at an offset, or `nil` outside the text.
    subscript(offset: Int) -> Unicode.Scalar? {
        scalars.indices.contains(offset) ? scalars[offset] : nil
    }

    /// Puts a scalar in place of another.
    mutating func replace(at offset: Int, with scalar: Unicode.Scalar) {
        if scalars.indices.contains(offset) { scalars[offset] = scalar }
    }

    /// The text between two offsets.
    func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
        return String(text)
    }

    /// The text as UTF-8.
    var utf8: [UInt8] {
        Array(text(scalars.indices).utf8)
    }

    /// The offsets of a line's scalars without its line break; `line` is counted from 0.
    func line(_ line: Int) -> Range<Int> {
        guard lineStarts.indices.contains(line) else { return scalars.count..<scalars.count }
        let start = lineStarts[line]
        guard line + 1 < lineStarts.count else { return start..<scalars.count }
        let end = lineStarts[line + 1] - 1
        return start..<(end > start && scalars[end - 1] == "\r" ? end - 1 : end)
    }

    /// The line an offset is on, counted from 0.
    func lineNumber(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The position of an offset; one inside a line break is the end of its line, one past the text is its end.
    func position(_ offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), scalars.count)
        let number = lineNumber(of: offset)
        let line = line(number)
        return SourcePosition(line: number + 1, column: min(offset, line.upperBound) - line.lowerBound + 1)
    }

    /// The range between two offsets.
    func range(_ start: Int, _ end: Int) -> SourceRange {
        SourceRange(start: position(start), end: position(end))
    }

    /// The first offset from `offset` on that is neither white space nor in a comment.
    func skippingBlanks(from offset: Int) -> Int {
        var offset = offset
        while let scalar = self[offset] {
            if scalar == "#" {
                while let other = self[offset], other != "\n" { offset += 1 }
            } else if Self.isBlank(scalar) {
                offset += 1
            } else {
                break
            }
        }
        return offset
    }

    /// The offset after the last scalar before `offset` that is not white space, but not before `limit`.
    func trimmingBlanks(before offset: Int, limit: Int) -> Int {
        var offset = min(offset, scalars.count)
        while offset > limit, let scalar = self[offset - 1], Self.isBlank(scalar) { offset -= 1 }
        return offset
    }

    /// Whether a scalar is a space, a tab or a line break.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }
}
