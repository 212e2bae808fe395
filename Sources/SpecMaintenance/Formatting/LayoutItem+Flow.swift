extension LayoutItem {
    /// The value in braces or brackets on one line, or `nil` where its author wrote a block, comments stand in it, or a
    /// text in it has lines.
    var flowText: String? {
        guard case .collection(let collection) = value, collection.isFlow || collection.items.isEmpty,
            collection.feet.isEmpty
        else { return nil }
        var parts: [String] = []
        for item in collection.items {
            guard item.heads.isEmpty, item.trailing.isEmpty, let part = item.flowPart else { return nil }
            parts.append(part)
        }
        let list = parts.joined(separator: ", ")
        if !collection.isMapping { return "[\(list)]" }
        return parts.isEmpty ? "{}" : "{ \(list) }"
    }

    /// The entry or element as it stands in braces or brackets.
    private var flowPart: String? {
        let text: String
        switch value {
        case .scalar(let scalar):
            if scalar.isBlock { return nil }
            text = ScalarText(scalar: scalar, isInFlow: true).text
        case .collection:
            guard let flow = flowText else { return nil }
            text = flow
        }
        guard let key else { return text }
        let name = ScalarText(scalar: key, isInFlow: true).text
        return text.isEmpty ? name : "\(name): \(text)"
    }
}
