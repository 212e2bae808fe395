internal import TextPatterns

/// Text compared byte for byte. Swift's own `==` holds canonically equivalent texts equal, and a venue does not.
extension String {
    /// Whether both are the same bytes.
    func isExactly(_ other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }

    /// Whether the other's bytes are this text's first.
    func startsExactly(with other: String) -> Bool {
        utf8.starts(with: other.utf8)
    }

    /// Whether the other's bytes occur in this text in one piece.
    ///
    /// Empty text occurs in any.
    package func containsExactly(_ other: String) -> Bool {
        let text = Array(utf8)
        let part = Array(other.utf8)
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    /// Whether a regular expression of the language matches somewhere in this text.
    func containsMatch(of pattern: String) -> Bool { TextPattern.shared(pattern)?.matches(self) ?? false }
}
