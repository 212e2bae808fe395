package import SourceText

/// Reads YAML text into located nodes.
///
/// `SourceFile → YAMLText → YAMLEvent… → Node`, with the diagnostics of each step in one list.
package enum YAMLReader {
    /// The largest file that is read, in bytes.
    package static let maximumSize = 1 << 20

    /// The deepest nesting of mappings and sequences that is read; the outermost one counts as one.
    package static let maximumDepth = 64

    /// The document of a file, and everything wrong with it.
    ///
    /// The node is `nil` where nothing usable could be read. The diagnostics are in the order of the text. After a recoverable problem (an anchor, alias, tag, directive,
    /// duplicate, merge or complex key, tab, invisible character or second document) there is a node that leaves the
    /// offending part out, so that later stages can report what they find too.
    package static func read(_ file: SourceFile) -> (document: Node?, diagnostics: [Diagnostic]) {
        if let problem = EncodingCheck.problem(in: file) { return (nil, [problem]) }
        var text = YAMLText(file)
        var diagnostics = InvisibleCharacterCheck.run(on: &text)
        diagnostics += DirectiveCheck.run(on: &text)

        let (document, findings) = TabRecovery.read(text)
        return (document, (diagnostics + findings).inReadingOrder())
    }
}

/// A file's text for libyaml, and what stands at an offset of it.
///
/// libyaml's own lines cannot be used: it also breaks lines at a lone carriage return, U+0085, U+2028 and U+2029, and
/// it counts a byte order mark as a column. Its character index, however, counts scalars, as offsets do here.
struct YAMLText {
    /// The path diagnostics are reported under.
    let path: String
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

    func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
        return String(text)
    }

    /// The text as UTF-8.
    var utf8: [UInt8] {
        unchanged.map(Array.init) ?? Array(text(scalars.indices).utf8)
    }

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
