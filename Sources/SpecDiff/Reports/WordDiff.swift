internal import SourceText

/// What changed between two texts, word by word.
struct WordDiff: Sendable, Hashable {
    struct Piece: Sendable, Hashable {
        var text: String
        /// Whether the other text lacks it.
        var isChanged: Bool
    }

    private(set) var old: [Piece]
    private(set) var new: [Piece]

    /// Compares two texts; texts with little in common are taken for changed as a whole.
    init(old: String, new: String) {
        let (oldWords, newWords) = (Self.words(of: old), Self.words(of: new))
        let difference = LineDiff(old: oldWords.map { Array($0.utf8)[...] }, new: newWords.map { Array($0.utf8)[...] })
        self.old = Self.pieces(oldWords, difference.isRemoved)
        self.new = Self.pieces(newWords, difference.isInserted)
        let common = self.old.filter { !$0.isChanged }.reduce(0) { $0 + $1.text.count { !$0.isWhitespace } }
        if common * 3 < min(old.count, new.count) {
            self.old = old.isEmpty ? [] : [Piece(text: old, isChanged: true)]
            self.new = new.isEmpty ? [] : [Piece(text: new, isChanged: true)]
        }
    }

    /// Runs of letters and digits, runs of spaces, and every other character by itself.
    private static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var previous: Kind?
        for index in text.indices {
            let kind = Kind(text[index])
            if let previous, previous != kind || kind == .other {
                words.append(text[start..<index])
                start = index
            }
            previous = kind
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    private enum Kind {
        case word, space, other

        init(_ character: Character) {
            self =
                character.isLetter || character.isNumber || character == "_"
                ? .word : character.isWhitespace ? .space : .other
        }
    }

    /// Neighbours of one kind in one piece; a space between two changed words changes with them.
    private static func pieces(_ words: [Substring], _ isChanged: [Bool]) -> [Piece] {
        var pieces: [Piece] = []
        for (index, word) in words.enumerated() {
            let isBetween =
                word.allSatisfy(\.isWhitespace) && index > 0 && index + 1 < words.count && isChanged[index - 1]
                && isChanged[index + 1]
            let isChanged = isChanged[index] || isBetween
            if let last = pieces.last, last.isChanged == isChanged {
                pieces[pieces.count - 1].text += word
            } else {
                pieces.append(Piece(text: String(word), isChanged: isChanged))
            }
        }
        return pieces
    }
}
