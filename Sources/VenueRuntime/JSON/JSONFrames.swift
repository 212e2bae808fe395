/// The arrays and objects a reader is inside of, outermost first.
///
/// The innermost and the outermost are kept beside the list, so that what replies mostly are, an object or one in
/// another, costs no block of memory.
struct JSONFrames: Sendable {
    /// An array or object that was begun and not ended.
    struct Frame: Sendable {
        /// What can be begun.
        enum Kind: Sendable {
            /// Nothing was.
            case none
            /// An array.
            case array
            /// An object.
            case object
        }

        /// What it is.
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
    /// Those between the two.
    private var between: [Frame] = []

    /// How many there are.
    private(set) var count = 0

    /// The one that so many others are around; `nil` where there is none.
    subscript(depth: Int) -> Frame? {
        guard depth >= 0, depth < count else { return nil }
        if depth == count - 1 { return innermost }
        return depth == 0 ? outermost : between[depth - 1]
    }

    /// Adds an innermost one.
    mutating func begin(_ frame: Frame) {
        switch count {
        case 0: break
        case 1: outermost = innermost
        default: between.append(innermost)
        }
        innermost = frame
        count += 1
    }

    /// Drops the innermost one.
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
