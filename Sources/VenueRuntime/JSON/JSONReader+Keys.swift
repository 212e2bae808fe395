extension JSONReader {
    /// How many names are compared one by one before a set takes over.
    private static let fewKeys = 24

    /// A name that was read.
    struct KeyPlace: Sendable {
        /// Where its quotation mark stands.
        let start: Int
        /// Its ``JSONKey/digest``.
        let digest: UInt64
    }

    /// Records a name of the innermost object and tells whether it is new there.
    @inline(__always)
    mutating func remember(_ key: JSONKey, at start: Int) -> Bool {
        let place = KeyPlace(start: start, digest: key.digest)
        let mark: UInt64 = 1 << (place.digest >> 58)
        if frames.innermost.marks & mark == 0, !frames.innermost.hasManyKeys {
            frames.innermost.marks |= mark
            keys.append(place)
            return true
        }
        return rememberAfterSearch(key, place)
    }

    /// Records a name that may not be new, and tells whether it is.
    private mutating func rememberAfterSearch(_ key: JSONKey, _ place: KeyPlace) -> Bool {
        defer { keys.append(place) }
        let names = frames.innermost.firstKey..<keys.count
        if !frames.innermost.hasManyKeys {
            if names.count < Self.fewKeys {
                for index in names where keys[index].digest == place.digest {
                    if self.key(at: keys[index]) == key { return false }
                }
                return true
            }
            manyKeys.append(Set(names.compactMap { self.key(at: keys[$0]) }))
            frames.innermost.hasManyKeys = true
        }
        return manyKeys[manyKeys.count - 1].insert(key).inserted
    }

    /// Forgets the names of the innermost object, which ended.
    @inline(__always)
    mutating func forgetKeys() {
        keys.removeLast(keys.count - frames.innermost.firstKey)
        if frames.innermost.hasManyKeys { manyKeys.removeLast() }
    }

    /// Reads a name again, outside of everything, as nothing can be wrong with it.
    private func key(at place: KeyPlace) -> JSONKey? {
        var again = self
        again.frames = JSONFrames()
        again.position = place.start
        return try? again.scanString { JSONKey($0) }
    }

    /// The place of the current value: `order.status`, `results[0].code`, or `$` for the root.
    ///
    /// Names come from the sender, so control characters are replaced. It is no longer than the text.
    var path: String {
        var path = ""
        for depth in 0..<frames.count {
            guard let frame = frames[depth], frame.index >= 0 else { continue }
            guard frame.kind == .object else {
                path += (path.isEmpty ? "$" : "") + "[\(frame.index)]"
                continue
            }
            let end = frames[depth + 1]?.firstKey ?? keys.count
            guard end > frame.firstKey, let key = key(at: keys[end - 1]) else { continue }
            path += (path.isEmpty ? "" : ".") + Self.printable(key)
        }
        return path.isEmpty ? "$" : path
    }

    /// A name fit for a message.
    private static func printable(_ key: JSONKey) -> String {
        var text = String.UnicodeScalarView()
        for scalar in key.text.unicodeScalars {
            text.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return String(text)
    }
}
