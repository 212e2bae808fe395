extension JSONReader {
    /// How many names are compared one by one before a set takes over.
    private static let fewKeys = 24

    struct KeyRecord: Sendable {
        let start: Int
        /// Its ``JSONKey/digest``.
        let digest: UInt64
    }

    /// Records a name of the innermost object and tells whether it is new there.
    @inline(__always)
    mutating func remember(_ key: JSONKey, at start: Int) -> Bool {
        let record = KeyRecord(start: start, digest: key.digest)
        let mark: UInt64 = 1 << (record.digest >> 58)
        if frames.innermost.marks & mark == 0, !frames.innermost.hasManyKeys {
            frames.innermost.marks |= mark
            keys.append(record)
            return true
        }
        return rememberAfterSearch(key, record)
    }

    /// Records a name that may not be new, and tells whether it is.
    private mutating func rememberAfterSearch(_ key: JSONKey, _ record: KeyRecord) -> Bool {
        defer { keys.append(record) }
        let names = frames.innermost.firstKey..<keys.count
        if !frames.innermost.hasManyKeys {
            if names.count < Self.fewKeys {
                for index in names where keys[index].digest == record.digest {
                    if self.key(of: keys[index]) == key { return false }
                }
                return true
            }
            manyKeys.append(Set(names.compactMap { self.key(of: keys[$0]) }))
            frames.innermost.hasManyKeys = true
        }
        return manyKeys[manyKeys.count - 1].insert(key).inserted
    }

    @inline(__always)
    mutating func forgetKeys() {
        keys.removeLast(keys.count - frames.innermost.firstKey)
        if frames.innermost.hasManyKeys { manyKeys.removeLast() }
    }

    /// Reads a name again, outside of everything, as nothing can be wrong with it.
    private func key(of record: KeyRecord) -> JSONKey? {
        var again = self
        again.frames = JSONFrames()
        again.position = record.start
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
            guard end > frame.firstKey, let key = key(of: keys[end - 1]) else { continue }
            path += (path.isEmpty ? "" : ".") + Self.printable(key)
        }
        return path.isEmpty ? "$" : path
    }

    private static func printable(_ key: JSONKey) -> String {
        var text = String.UnicodeScalarView()
        for scalar in key.text.unicodeScalars {
            text.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return String(text)
    }
}

/// The arrays and objects a reader is inside of, outermost first.
///
/// The innermost and the outermost are kept beside the list, so that what replies mostly are, an object or one in
/// another, costs no block of memory.
struct JSONFrames: Sendable {
    /// An array or object that was begun and not ended.
    struct Frame: Sendable {
        enum Kind: Sendable {
            case none
            case array
            case object
        }

        let kind: Kind
        /// Where the object's names start among those of all open objects.
        let firstKey: Int
        /// The index of the current element or member; -1 before the first.
        var index = -1
        /// One bit of 64 for each name so far, the same for the same: a name whose bit is not set is new.
        var marks: UInt64 = 0
        /// Whether there are too many names to compare one by one, so that the reader has a set of them.
        var hasManyKeys = false
    }

    /// The innermost one; outside of all, one of no kind.
    var innermost = Frame(kind: .none, firstKey: 0)
    /// The outermost one, where others are inside it.
    private var outermost = Frame(kind: .none, firstKey: 0)
    private var between: [Frame] = []

    private(set) var count = 0

    /// The one that so many others are around; `nil` where there is none.
    subscript(depth: Int) -> Frame? {
        guard depth >= 0, depth < count else { return nil }
        if depth == count - 1 { return innermost }
        return depth == 0 ? outermost : between[depth - 1]
    }

    mutating func begin(_ frame: Frame) {
        switch count {
        case 0: break
        case 1: outermost = innermost
        default: between.append(innermost)
        }
        innermost = frame
        count += 1
    }

    mutating func end() {
        switch count {
        case 0: return
        case 1: innermost = Frame(kind: .none, firstKey: 0)
        case 2: innermost = outermost
        default: innermost = between.removeLast()
        }
        count -= 1
    }
}
