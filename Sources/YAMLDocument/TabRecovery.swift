internal import SourceText

/// Reads on after tabs at which libyaml stops, so that what follows them is reported too.
enum TabRecovery {
    /// The number of tabs behind the indentation that are read past; each costs another reading of the text.
    private static let maximum = 16

    /// The document of a text and all findings about it, tabs included.
    ///
    /// A tab is read as one space, which keeps the structure of a text that is indented with tabs alone. Where that
    /// makes no document, only what was found up to the first tab is reported, and all tabs.
    static func read(_ text: YAMLText) -> (document: Node?, diagnostics: [Diagnostic]) {
        let first = UndeclaredTags.readingPast(text)
        guard let firstStop = first.tree.stop, first.tree.stopsAtTab else { return result(first, of: text, stops: []) }

        var spaced = text
        for tabs in TabCheck.indentation(of: text, tree: first.tree) { replace(tabs, in: &spaced) }
        var stops = [firstStop]
        var attempt = first
        while let stop = attempt.tree.stop, attempt.tree.stopsAtTab, stops.count <= maximum {
            if stop != firstStop { stops.append(stop) }
            replace(TabCheck.tabs(from: stop, in: text), in: &spaced)
            attempt = UndeclaredTags.readingPast(spaced)
        }
        let isRead = attempt.tree.document != nil
        return isRead ? result(attempt, of: text, stops: stops) : result(first, of: text, stops: [firstStop])
    }

    /// The document of a tree and all findings about it.
    private static func result(
        _ reading: (tree: TreeReader, diagnostics: [Diagnostic]), of text: YAMLText, stops: [Int]
    ) -> (document: Node?, diagnostics: [Diagnostic]) {
        let tabs = TabCheck.run(on: text, tree: reading.tree, stops: stops)
        return (reading.tree.document, reading.diagnostics + reading.tree.diagnostics + tabs)
    }

    /// Puts spaces in the place of tabs.
    private static func replace(_ tabs: Range<Int>, in text: inout YAMLText) {
        for offset in tabs { text.replace(at: offset, with: " ") }
    }
}
