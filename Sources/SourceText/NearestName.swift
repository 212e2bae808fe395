/// Finds the name somebody may have meant.
package enum NearestName {
    /// The known name closest to a misspelt one, or `nil` where none is close; of equally close ones the first.
    ///
    /// Close are names that one insertion, removal, replacement or swap of neighbours per three characters makes equal.
    /// Case and the separators `-`, `_` and space do not count.
    package static func nearest(to name: String, in known: [String]) -> String? {
        let wanted = folded(name)
        var best: (name: String, distance: Int)?
        for candidate in known where candidate != name {
            let other = folded(candidate)
            let longer = max(wanted.count, other.count)
            let limit = min(max(longer, 3) / 3, longer - 1)
            guard abs(wanted.count - other.count) <= limit else { continue }
            let distance = distance(wanted, other)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// The least number of insertions, removals, replacements and swaps of neighbours that turn one text into another,
    /// no part of it being edited twice.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (row, first) in left.enumerated() {
            var current = [row + 1]
            for (column, second) in right.enumerated() {
                var cost = min(previous[column + 1], current[column]) + 1
                cost = min(cost, previous[column] + (first == second ? 0 : 1))
                if row > 0, column > 0, first == right[column - 1], second == left[row - 1] {
                    cost = min(cost, beforePrevious[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }

    /// A name's characters in lower case, without separators.
    private static func folded(_ name: String) -> [Character] {
        name.lowercased().filter { !"-_ ".contains($0) }
    }
}
