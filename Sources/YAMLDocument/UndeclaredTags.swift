internal import SourceText

/// Reads on after tags with a handle that no directive declares, where libyaml stops.
enum UndeclaredTags {
    /// The number of such tags that are read past; each costs another reading of the text.
    private static let maximum = 16

    /// The tree of a text, read as if such tags were not there, and the findings about them.
    static func readingPast(_ text: YAMLText) -> (tree: TreeReader, diagnostics: [Diagnostic]) {
        var text = text
        var tree = TreeReader.read(text)
        var found: [Diagnostic] = []
        while let tag = tree.undeclaredTag, let diagnostic = tree.diagnostics.last, found.count < maximum {
            found.append(diagnostic)
            for offset in tag { text.replace(at: offset, with: " ") }
            tree = TreeReader.read(text)
        }
        return (tree, found)
    }
}
