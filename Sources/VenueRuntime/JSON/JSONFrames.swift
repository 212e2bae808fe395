/// The arrays and objects a reader is inside of, outermost first.
///
/// The first two are kept beside the list, so that what replies mostly are, an object or one in another, costs no block
/// of memory.
struct JSONFrames: Sendable {
    /// An array or object that was begun and not ended.
    struct Frame: Sendable {
        /// Whether it is an object.
        let isObject: Bool
        /// Where the object's names start among those of all open objects.
        let firstKey: Int
        /// The index of the current element or member; -1 before the first.
        var index = -1
        /// The names so far, once there are too many to compare one by one.
        var manyKeys: Set<JSONKey>?
    }

    /// The outermost one.
    private var first: Frame?
    /// The one inside it.
    private var second: Frame?
    /// All further ones.
    private var others: [Frame] = []

    /// How many there are.
    private(set) var count = 0

    /// The one that many others are around; `nil` where there is none.
    subscript(depth: Int) -> Frame? {
        switch depth {
        case 0: first
        case 1: second
        default: others.indices.contains(depth - 2) ? others[depth - 2] : nil
        }
    }

    /// The innermost one; `nil` outside of all.
    var innermost: Frame? { self[count - 1] }

    /// Changes the innermost one in place.
    mutating func changeInnermost<Result>(_ change: (inout Frame?) -> Result) -> Result {
        switch count {
        case 0:
            var none: Frame?
            return change(&none)
        case 1: return change(&first)
        case 2: return change(&second)
        default:
            // Taken out while it is changed, so that it has one owner.
            var frame = others.popLast()
            defer { if let frame { others.append(frame) } }
            return change(&frame)
        }
    }

    /// Adds an innermost one.
    mutating func begin(_ frame: Frame) {
        switch count {
        case 0: first = frame
        case 1: second = frame
        default: others.append(frame)
        }
        count += 1
    }

    /// Drops the innermost one.
    mutating func end() {
        switch count {
        case 0: return
        case 1: first = nil
        case 2: second = nil
        default: others.removeLast()
        }
        count -= 1
    }
}
