/// How the pages of a list follow one another, for generated reads.
public enum ReadPages {
    /// What the next page is asked for with, where a page names it.
    ///
    /// - Parameters:
    ///   - cursor: What the page names; nothing or empty text means that it is the last.
    ///   - last: What it names besides on the last page.
    /// - Returns: `nil` on the last page.
    public static func next(_ cursor: String?, last: String? = nil) -> String? {
        guard let cursor, !cursor.isEmpty, !FieldMatch.equals(cursor, last ?? "") else { return nil }
        return cursor
    }

    /// What the next page is asked for with, where that is the number of rows before it.
    ///
    /// - Parameters:
    ///   - page: What the page itself was asked for with; `nil` for the first.
    ///   - first: What the first page is counted from.
    ///   - rows: The rows it has.
    ///   - size: The rows a page has that is not the last.
    /// - Returns: `nil` on the last page.
    public static func next(after page: String?, from first: Int, rows: Int, size: Int) -> String? {
        let before = page.flatMap { Int($0) } ?? first
        let (next, overflow) = before.addingReportingOverflow(rows)
        return rows < size || overflow ? nil : String(next)
    }
}
