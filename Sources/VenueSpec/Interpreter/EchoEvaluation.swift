/// Finds out whether a field of a reply names another order than was asked about.
struct EchoEvaluation {
    let echo: Echo
    /// The template's pieces with the parameters' values; `nil` where one was not given, so that nothing is compared.
    private let pieces: [Piece]?

    private enum Piece {
        case fixed(String)
        case asked(String)

        var text: String {
            switch self {
            case .fixed(let text), .asked(let text): text
            }
        }

        var isFixed: Bool { if case .fixed = self { true } else { false } }
    }

    private let input: InputValues

    init(_ echo: Echo, input: InputValues) {
        self.echo = echo
        self.input = input
        let pieces = echo.template.map { part -> Piece? in
            switch part {
            case .literal(let text): .fixed(text)
            case .parameter(let name): input[name]?.text.map(Piece.asked)
            }
        }
        self.pieces = pieces.contains { $0 == nil } ? nil : pieces.compactMap(\.self)
    }

    /// What a reply names in place of what was asked; `nil` if it names that, or nothing.
    ///
    /// A field that is missing, null or empty names nothing, and neither does a text without the fixed parts.
    func otherOrder(in value: FittedValue) -> Judgement.OtherOrder? {
        guard let text = value.values(at: echo.path, asked: input).first?.text, !text.isEmpty, let pieces else {
            return nil
        }
        let found = folded(text)
        if agrees(found.bytes, pieces) { return nil }
        var pairs: [(asked: String, named: String)] = []
        var position = 0
        var asked: String?
        for piece in pieces {
            switch piece {
            case .asked(let text): asked = text
            case .fixed(let part):
                guard let start = found.firstIndex(of: folded(part).bytes, from: position) else { return nil }
                if let asked { pairs.append((asked, found[position..<start])) }
                position = start + folded(part).bytes.count
                asked = nil
            }
        }
        if let asked { pairs.append((asked, found[position..<found.bytes.count])) }
        let other = pairs.first { !$0.named.isEmpty && folded($0.named).bytes != folded($0.asked).bytes }
        return other.map {
            Judgement.OtherOrder(path: echo.path.description, asked: $0.asked, named: $0.named)
        }
    }

    /// Whether a text holds the template with the parameters' values; at an end of the template that is a parameter,
    /// the text ends as well.
    private func agrees(_ text: [UInt8], _ pieces: [Piece]) -> Bool {
        let whole = folded(pieces.map(\.text).joined()).bytes
        return switch (pieces.first?.isFixed == true, pieces.last?.isFixed == true) {
        case (false, false): text == whole
        case (false, true): text.starts(with: whole)
        case (true, false): text.reversed().starts(with: whole.reversed())
        case (true, true): FoldedText(bytes: text, original: []).firstIndex(of: whole, from: 0) != nil
        }
    }

    /// A text without the differences the venue holds equal.
    private func folded(_ text: String) -> FoldedText {
        let (ignoresCase, ignoresHyphens) = (
            echo.ignoring.contains(.letterCase), echo.ignoring.contains(.hyphens)
        )
        var folded = FoldedText(bytes: [], original: Array(text.utf8))
        for (offset, byte) in text.utf8.enumerated() where !(ignoresHyphens && byte == UInt8(ascii: "-")) {
            folded.bytes.append(ignoresCase && isUpper(byte) ? byte + 0x20 : byte)
            folded.offsets.append(offset)
        }
        return folded
    }
}

/// A text's bytes without some differences, with the places they had.
private struct FoldedText {
    var bytes: [UInt8]
    var original: [UInt8]
    /// Where each of the bytes that count stands among all.
    var offsets: [Int] = []

    /// Where some bytes begin at the earliest, from a position on.
    func firstIndex(of part: [UInt8], from position: Int) -> Int? {
        guard part.count <= bytes.count - position else { return nil }
        return (position...(bytes.count - part.count)).first { bytes[$0...].starts(with: part) }
    }

    /// The text as it was at a range of the bytes that count.
    subscript(range: Range<Int>) -> String {
        guard let first = offsets[range].first, let last = offsets[range].last else { return "" }
        return String(decoding: original[first...last], as: UTF8.self)
    }
}
