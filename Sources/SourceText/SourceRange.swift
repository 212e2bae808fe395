/// A place in a text file: 1-based line and column; columns count Unicode scalars.
///
/// A byte order mark at the beginning of a file is not counted.
public struct SourcePosition: Sendable, Hashable, Comparable {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in Unicode scalars.
    public let column: Int

    /// A position.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The first position of a file.
    public static let start = SourcePosition(line: 1, column: 1)

    /// Orders positions as they stand in the text.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A stretch of a text file.
public struct SourceRange: Sendable, Hashable {
    /// The first position.
    public let start: SourcePosition
    /// The position after the last character.
    public let end: SourcePosition

    /// A range; an end before the start is taken as the start.
    public init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = max(start, end)
    }

    /// The empty range at the beginning of a file.
    public static let fileStart = SourceRange(start: .start, end: .start)
}
