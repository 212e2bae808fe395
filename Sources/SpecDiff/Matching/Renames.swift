/// Which entries of a map are the same under another name.
struct Renames: Sendable {
    /// Old names by new ones, of entries that were renamed.
    private var oldNames: [String: String] = [:]
    /// Old names that a renamed entry no longer has.
    private let newNames: Set<String>

    /// How alike two entries must be to count as one.
    private static let threshold = 0.5

    /// Finds the most alike of the entries whose name the other version lacks; each is used once.
    init<Element>(
        _ old: [Element], _ new: [Element], by name: (Element) -> String, likeness: (Element, Element) -> Double
    ) {
        newNames = Set(new.map(name))
        let present = Set(old.map(name))
        let gone = old.filter { !newNames.contains(name($0)) }
        let come = new.filter { !present.contains(name($0)) }
        var candidates: [(score: Double, old: Int, new: Int)] = []
        for (oldIndex, before) in gone.enumerated() {
            for (newIndex, after) in come.enumerated() {
                let score = likeness(before, after)
                if score >= Self.threshold { candidates.append((score, oldIndex, newIndex)) }
            }
        }
        candidates.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
        var used: (old: Set<Int>, new: Set<Int>) = ([], [])
        for candidate in candidates where !used.old.contains(candidate.old) && !used.new.contains(candidate.new) {
            used.old.insert(candidate.old)
            used.new.insert(candidate.new)
            oldNames[name(come[candidate.new])] = name(gone[candidate.old])
        }
    }

    /// The name an entry of the new version had in the old one: its own unless it was renamed.
    func oldName(of newName: String) -> String { oldNames[newName] ?? newName }
}
