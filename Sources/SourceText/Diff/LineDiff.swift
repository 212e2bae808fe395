/// Which lines leave and which come when one list of lines becomes another.
package struct LineDiff {
    package private(set) var isRemoved: [Bool]
    package private(set) var isInserted: [Bool]

    /// Finds a shortest way from the old lines to the new ones.
    ///
    /// Memory is linear in the number of lines. So that time stays bounded for texts with little in common, a stretch that
    /// would take too long is given up and replaced as a whole; the result then is right but not shortest.
    package init(old: [ArraySlice<UInt8>], new: [ArraySlice<UInt8>]) {
        isRemoved = Array(repeating: true, count: old.count)
        isInserted = Array(repeating: true, count: new.count)

        var numbers: [ArraySlice<UInt8>: Int] = [:]
        func number(_ line: ArraySlice<UInt8>) -> Int {
            let number = numbers[line] ?? numbers.count
            numbers[line] = number
            return number
        }
        // A line that the other side does not have at all can only leave or come; the search is spared it.
        let oldNumbers = old.map(number)
        let newNumbers = new.map(number)
        let inOld = Set(oldNumbers)
        let inNew = Set(newNumbers)
        let oldIndices = oldNumbers.indices.filter { inNew.contains(oldNumbers[$0]) }
        let newIndices = newNumbers.indices.filter { inOld.contains(newNumbers[$0]) }

        var search = SnakeSearch(old: oldIndices.map { oldNumbers[$0] }, new: newIndices.map { newNumbers[$0] })
        for match in search.matches() {
            isRemoved[oldIndices[match.old]] = false
            isInserted[newIndices[match.new]] = false
        }
    }
}

enum TextLines {
    /// The lines of a text, each with its line feed; the last one may have none.
    static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
            lines.append(bytes[start..<end])
            start = end
        }
        return lines
    }
}

/// Myers' search for a longest common subsequence in linear space.
///
/// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986). A point `(x, y)` says that `x`
/// old and `y` new elements are used up; a snake is one removal or insertion and the run of equal elements beside it.
struct SnakeSearch {
    /// An element of the old list that stays as an element of the new one.
    struct Match {
        let old: Int
        let new: Int
    }

    private struct Box {
        var left: Int
        var top: Int
        var right: Int
        var bottom: Int
    }

    private struct Snake {
        let start: (x: Int, y: Int)
        let end: (x: Int, y: Int)
    }

    /// How many removals and insertions a box is searched for from either end before it is given up.
    private static let effortLimit = 2_000

    private let old: [Int]
    private let new: [Int]
    /// By diagonal: how far right the search from the top left has come.
    private var forward: [Int]
    /// By diagonal: how far up the search from the bottom right has come.
    private var backward: [Int]
    /// The index of diagonal 0 in both.
    private let middle: Int

    init(old: [Int], new: [Int]) {
        self.old = old
        self.new = new
        middle = min(Self.effortLimit, (old.count + new.count + 1) / 2) + 1
        forward = Array(repeating: 0, count: 2 * middle + 1)
        backward = forward
    }

    /// The elements of a longest common subsequence, in no particular order.
    mutating func matches() -> [Match] {
        var matches: [Match] = []
        var boxes = [Box(left: 0, top: 0, right: old.count, bottom: new.count)]
        while var box = boxes.popLast() {
            while box.left < box.right, box.top < box.bottom, old[box.left] == new[box.top] {
                matches.append(Match(old: box.left, new: box.top))
                box.left += 1
                box.top += 1
            }
            while box.left < box.right, box.top < box.bottom, old[box.right - 1] == new[box.bottom - 1] {
                matches.append(Match(old: box.right - 1, new: box.bottom - 1))
                box.right -= 1
                box.bottom -= 1
            }
            guard box.left < box.right, box.top < box.bottom, let snake = middleSnake(of: box) else { continue }
            // The snake's own equal elements are found again when the boxes around it are trimmed.
            boxes.append(Box(left: box.left, top: box.top, right: snake.start.x, bottom: snake.start.y))
            boxes.append(Box(left: snake.start.x, top: snake.start.y, right: snake.end.x, bottom: snake.end.y))
            boxes.append(Box(left: snake.end.x, top: snake.end.y, right: box.right, bottom: box.bottom))
        }
        return matches
    }

    /// A snake in the middle of a shortest path through a box, or `nil` if it takes too long to find.
    private mutating func middleSnake(of box: Box) -> Snake? {
        let delta = (box.right - box.left) - (box.bottom - box.top)
        let limit = min(Self.effortLimit, (box.right - box.left + box.bottom - box.top + 1) / 2)
        forward[middle + 1] = box.left
        backward[middle + 1] = box.bottom
        for depth in 0...limit {
            if let snake = stepForward(box, depth, delta) ?? stepBackward(box, depth, delta) { return snake }
        }
        return nil
    }

    /// Goes one edit further from the top left; the snake that meets the other search is in the middle.
    private mutating func stepForward(_ box: Box, _ depth: Int, _ delta: Int) -> Snake? {
        for k in stride(from: depth, through: -depth, by: -2) {
            let isDown = k == -depth || (k != depth && forward[middle + k - 1] < forward[middle + k + 1])
            let startX = isDown ? forward[middle + k + 1] : forward[middle + k - 1]
            var x = isDown ? startX : startX + 1
            var y = box.top + (x - box.left) - k
            let startY = depth == 0 || x != startX ? y : y - 1
            while x < box.right, y < box.bottom, old[x] == new[y] {
                x += 1
                y += 1
            }
            forward[middle + k] = x
            let other = k - delta
            if delta % 2 != 0, abs(other) <= depth - 1, y >= backward[middle + other] {
                return Snake(start: (startX, startY), end: (x, y))
            }
        }
        return nil
    }

    /// Goes one edit further from the bottom right.
    private mutating func stepBackward(_ box: Box, _ depth: Int, _ delta: Int) -> Snake? {
        for c in stride(from: depth, through: -depth, by: -2) {
            let isLeft = c == -depth || (c != depth && backward[middle + c - 1] > backward[middle + c + 1])
            let endY = isLeft ? backward[middle + c + 1] : backward[middle + c - 1]
            var y = isLeft ? endY : endY - 1
            let k = c + delta
            var x = box.left + (y - box.top) + k
            let endX = depth == 0 || y != endY ? x : x + 1
            while x > box.left, y > box.top, old[x - 1] == new[y - 1] {
                x -= 1
                y -= 1
            }
            backward[middle + c] = y
            if delta % 2 == 0, abs(k) <= depth, x <= forward[middle + k] {
                return Snake(start: (x, y), end: (endX, endY))
            }
        }
        return nil
    }
}
