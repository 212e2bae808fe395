/// The words `; did you mean 'x'?` where a known name is near the given one, otherwise nothing.
func suggestion(for name: String, among known: [String]) -> String {
    nearestName(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
}

/// The known name with the fewest typing mistakes from the given one, if there are few enough to be a mistake.
func nearestName(to name: String, among known: [String]) -> String? {
    let limit = max(1, name.count / 3)
    let candidates = known.map { (name: $0, distance: typingDistance(from: name, to: $0)) }
    return candidates.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
}

/// How many insertions, deletions, replacements and swaps of neighbours turn one text into the other.
private func typingDistance(from source: String, to target: String) -> Int {
    let source = Array(source.lowercased())
    let target = Array(target.lowercased())
    var beforeLast: [Int] = []
    var last = Array(0...target.count)
    for (row, letter) in source.enumerated() {
        var current = [row + 1]
        for (column, other) in target.enumerated() {
            var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
            if row > 0, column > 0, letter == target[column - 1], source[row - 1] == other {
                best = min(best, beforeLast[column - 1] + 1)
            }
            current.append(best)
        }
        (beforeLast, last) = (last, current)
    }
    return last[target.count]
}
