extension Diagnostic.FixIt {
    /// The text of a file after the edit, or `nil` where the edit's range is not in the file or the file is not UTF-8.
    public func apply(to file: SourceFile) -> String? {
        guard String(validating: file.bytes, as: UTF8.self) != nil else { return nil }
        let lines = SourceLines(file)
        guard let start = lines.offset(of: range.start), let end = lines.offset(of: range.end) else { return nil }
        var text = String.UnicodeScalarView()
        if lines.hasByteOrderMark { text.append("\u{FEFF}") }
        text.append(contentsOf: lines.scalars[..<start])
        text.append(contentsOf: replacement.unicodeScalars)
        text.append(contentsOf: lines.scalars[end...])
        return String(text)
    }
}
