/// Which lines leave and which come when one list of lines becomes another.
package struct LineDiff {
    /// For each old line whether it leaves.
    package private(set) var isRemoved: [Bool]
    /// For each new line whether it comes.
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
