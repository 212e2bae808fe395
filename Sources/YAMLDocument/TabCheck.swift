internal import SourceText

enum TabCheck {
    /// Reports the tabs that indent lines of the text, except in scalars, and those at the offsets given.
    ///
    /// Where libyaml stopped at a tab, the lines after it are looked at too; where it stopped for another reason, what
    /// follows is not known to be outside a scalar.
    static func run(on text: YAMLText, tree: TreeReader, stops: [Int]) -> [Diagnostic] {
        let indentation = indentation(of: text, tree: tree)
        let lines = Set(indentation.map { text.lines.line(at: $0.lowerBound) })
        let others = stops.filter { !lines.contains(text.lines.line(at: $0)) }
        return (indentation + others.map { tabs(from: $0, in: text) }).map { diagnostic($0, in: text) }
    }

    /// The first tabs of each line that tabs indent, except in scalars.
    static func indentation(of text: YAMLText, tree: TreeReader) -> [Range<Int>] {
        var result: [Range<Int>] = []
        let lastLine = tree.stopsAtTab ? nil : tree.stop.map { text.lines.line(at: $0) }
        var scalarLines = tree.continuedLines[...]
        for number in 1...(lastLine ?? text.lines.count) {
            while let lines = scalarLines.first, lines.upperBound < number { scalarLines.removeFirst() }
            if let lines = scalarLines.first, lines.contains(number) { continue }
            if let line = text.lines.offsets(ofLine: number), let tabs = indentingTabs(of: line, in: text) {
                result.append(tabs)
            }
        }
        return result
    }

    /// The run of tabs that begins at an offset.
    static func tabs(from start: Int, in text: YAMLText) -> Range<Int> {
        var end = start
        while text[end] == "\t" { end += 1 }
        return start..<end
    }

    /// The first tabs of a line's indentation, or `nil` if it has none, or nothing or a comment follows.
    private static func indentingTabs(of line: Range<Int>, in text: YAMLText) -> Range<Int>? {
        var content = line.lowerBound
        var firstTab: Int?
        while content < line.upperBound, let scalar = text[content], scalar == " " || scalar == "\t" {
            if scalar == "\t", firstTab == nil { firstTab = content }
            content += 1
        }
        guard let firstTab, content < line.upperBound, text[content] != "#" else { return nil }
        return tabs(from: firstTab, in: text)
    }

    /// The finding about a run of tabs.
    private static func diagnostic(_ tabs: Range<Int>, in text: YAMLText) -> Diagnostic {
        let range = text.range(tabs.lowerBound, tabs.upperBound)
        let noun = tabs.count == 1 ? "a tab" : "tabs"
        return YAMLRule.tab.finding(
            "\(noun) where YAML wants spaces; indent with spaces", in: text.path, at: range,
            fixIts: [
                Diagnostic.FixIt(
                    message: "replace \(tabs.count == 1 ? "the tab" : "each tab") with two spaces", range: range,
                    replacement: String(repeating: "  ", count: tabs.count))
            ])
    }
}

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
