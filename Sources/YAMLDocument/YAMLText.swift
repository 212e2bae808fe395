internal import SourceText

/// A file's text for libyaml, and what stands at an offset of it.
///
/// libyaml's own lines cannot be used: it also breaks lines at a lone carriage return, U+0085, U+2028 and U+2029, and
/// it counts a byte order mark as a column. Its character index, however, counts scalars, as offsets do here.
struct YAMLText {
    /// The path diagnostics are reported under.
    let path: String
    /// The lines as they are in the file.
    let lines: SourceLines
    /// The scalars.
    ///
    /// Checks replace some of them, one for one.
    private(set) var scalars: [Unicode.Scalar]
    /// The file's bytes without a byte order mark, as long as no check replaced anything.
    private var unchanged: ArraySlice<UInt8>?

    /// The text of a file that holds valid UTF-8.
    init(_ file: SourceFile) {
        path = file.path
        lines = SourceLines(file)
        scalars = lines.scalars
        unchanged = file.bytes.dropFirst(lines.hasByteOrderMark ? 3 : 0)
    }

    /// The scalar at an offset, or `nil` outside the text.
    subscript(offset: Int) -> Unicode.Scalar? {
        scalars.indices.contains(offset) ? scalars[offset] : nil
    }

    /// Puts a scalar in place of another.
    mutating func replace(at offset: Int, with scalar: Unicode.Scalar) {
        guard scalars.indices.contains(offset) else { return }
        scalars[offset] = scalar
        unchanged = nil
    }

    /// The text between two offsets.
    func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
        return String(text)
    }

    /// The text as UTF-8.
    var utf8: [UInt8] {
        unchanged.map(Array.init) ?? Array(text(scalars.indices).utf8)
    }

    /// The range between two offsets.
    func range(_ start: Int, _ end: Int) -> SourceRange {
        SourceRange(start: lines.position(at: start), end: lines.position(at: end))
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
