extension JSONReader {
    /// How many names are compared one by one before a set takes over.
    private static let fewKeys = 24

    /// Records a name of the innermost object and tells whether it is new there.
    mutating func remember(_ key: JSONKey) -> Bool {
        guard let frame = frames.innermost else { return true }
        let names = frame.firstKey..<keys.count
        let isNew: Bool
        if frame.manyKeys != nil {
            isNew = frames.changeInnermost { $0?.manyKeys?.insert(key).inserted ?? true }
        } else {
            isNew = !names.contains { keys[$0] == key }
            if names.count >= Self.fewKeys {
                let many = Set(keys[names]).union([key])
                frames.changeInnermost { $0?.manyKeys = many }
            }
        }
        keys.append(key)
        return isNew
    }

    /// The place of the current value: `order.status`, `results[0].code`, or `$` for the root.
    ///
    /// Names come from the sender, so each is cut to 64 characters and control characters are replaced.
    var path: String {
        var path = ""
        for depth in 0..<frames.count {
            guard let frame = frames[depth], frame.index >= 0 else { continue }
            guard frame.isObject else {
                path += (path.isEmpty ? "$" : "") + "[\(frame.index)]"
                continue
            }
            let end = frames[depth + 1]?.firstKey ?? keys.count
            guard end > frame.firstKey else { continue }
            path += (path.isEmpty ? "" : ".") + Self.excerpt(of: keys[end - 1])
        }
        return path.isEmpty ? "$" : path
    }

    /// A name fit for a message.
    private static func excerpt(of key: JSONKey) -> String {
        var text = String.UnicodeScalarView()
        for scalar in key.text.unicodeScalars.prefix(64) {
            text.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return String(text)
    }
}
