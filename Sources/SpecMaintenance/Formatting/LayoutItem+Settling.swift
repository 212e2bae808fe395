extension LayoutItem {
    /// The item with its comments where there is room for them: one beside it, the others before it.
    ///
    /// An element that is written as a block begins what it holds on its own line, so all comments up to there come
    /// before it.
    func settled(at indentation: Int) -> LayoutItem {
        var item = self
        guard key == nil, case .collection(var collection) = value, let first = collection.items.first,
            !hasFlowText(at: indentation)
        else {
            item.moveBefore(trailing.dropLast())
            item.trailing = Array(trailing.suffix(1))
            return item
        }
        var inner = first.settled(at: indentation + LayoutWriter.step)
        item.moveBefore(trailing[...])
        item.trailing = []
        if !inner.heads.isEmpty {
            item.add(inner.heads)
            item.followsBlank = inner.followsBlank
        }
        inner.heads = []
        inner.followsBlank = false
        collection.items[0] = inner
        item.value = .collection(collection)
        return item
    }

    /// Whether an element is written in braces or brackets.
    private func hasFlowText(at indentation: Int) -> Bool {
        flowText.map { indentation + LayoutWriter.step + $0.unicodeScalars.count <= LayoutWriter.width } ?? false
    }

    /// Puts comments that stood beside the item before it.
    private mutating func moveBefore(_ comments: ArraySlice<String>) {
        add(comments.map { CommentLine(text: $0, followsBlank: false) })
    }

    /// Adds comments directly before the item; a blank line before it now comes before them.
    private mutating func add(_ comments: [CommentLine]) {
        guard !comments.isEmpty else { return }
        var comments = comments
        comments[0].followsBlank = followsBlank || (comments[0].followsBlank && !heads.isEmpty)
        followsBlank = false
        heads += comments
    }
}
