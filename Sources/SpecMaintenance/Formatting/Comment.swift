struct Comment {
    let offset: Int
    /// Its text from `#` on, without white space at the end.
    let text: String
    /// The 1-based line it is on.
    let line: Int
    /// The 1-based column of its `#`.
    let column: Int
    /// Whether nothing but white space stands before it on its line.
    let isOwnLine: Bool
    /// Whether the line before its line is blank.
    let followsBlank: Bool
}

/// A comment on a line of its own in the layout.
struct CommentLine: Hashable {
    /// Its text from `#` on.
    let text: String
    /// Whether a blank line comes before it.
    var followsBlank: Bool
}
