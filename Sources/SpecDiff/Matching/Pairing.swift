/// The entries of one map or list of a spec, each version's matched with the other's.
struct Pairing<Element: Sendable>: Sendable {
    struct Pair: Sendable {
        let old: Element
        let new: Element
        let places: Places
        let isRenamed: Bool
    }

    struct Single: Sendable {
        let value: Element
        /// Where it stands in its version, and where it would in the other.
        let places: Places
    }

    /// Entries both versions have, in the new order.
    private(set) var pairs: [Pair] = []
    /// Entries only the new version has, in its order.
    private(set) var added: [Single] = []
    /// Entries only the old version has, in its order.
    private(set) var removed: [Single] = []

    /// Matches the entries of a map by name, and what is left over by likeness.
    ///
    /// - Parameters:
    ///   - old: The old entries.
    ///   - new: The new entries.
    ///   - places: The map.
    ///   - name: An entry's key.
    ///   - likeness: How likely two entries of different names are one that was renamed, from 0 to 1.
    ///   - entry: The place of an entry of the map by its key.
    init(
        _ old: [Element], _ new: [Element], in places: Places, by name: (Element) -> String,
        likeness: (Element, Element) -> Double = { _, _ in 0 },
        entry: (SpecPlace, String) -> SpecPlace = { $0.at($1) }
    ) {
        let renames = Renames(old, new, by: name, likeness: likeness)
        let oldByName = Dictionary(old.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
        for element in new {
            let newName = name(element)
            let oldName = renames.oldName(of: newName)
            let both = Places(old: entry(places.old, oldName), new: entry(places.new, newName))
            if let before = oldByName[oldName] {
                pairs.append(Pair(old: before, new: element, places: both, isRenamed: oldName != newName))
            } else {
                added.append(Single(value: element, places: both))
            }
        }
        let kept = Set(pairs.map { name($0.old) })
        removed = old.filter { !kept.contains(name($0)) }.map { element in
            Single(
                value: element,
                places: Places(old: entry(places.old, name(element)), new: entry(places.new, name(element))))
        }
    }

    /// Matches the entries of a list by what names them; entries of one name in their order.
    ///
    /// - Parameters:
    ///   - old: The old entries.
    ///   - new: The new entries.
    ///   - places: The list.
    ///   - label: What an entry is known by.
    ///   - likeness: How likely two entries of different labels are one that was renamed, from 0 to 1.
    init(
        list old: [Element], _ new: [Element], in places: Places, by label: (Element) -> String,
        likeness: (Element, Element) -> Double = { _, _ in 0 }
    ) {
        let oldLabels = Self.numbered(old.map(label))
        let newLabels = Self.numbered(new.map(label))
        let oldIndices = Dictionary(zip(oldLabels, old.indices), uniquingKeysWith: { first, _ in first })
        let renames = Renames(
            Array(zip(oldLabels, old)), Array(zip(newLabels, new)), by: \.0, likeness: { likeness($0.1, $1.1) })
        var kept: Set<Int> = []
        for (index, element) in new.enumerated() {
            let newPlace = places.new.at(index, named: newLabels[index])
            let oldLabel = renames.oldName(of: newLabels[index])
            if let oldIndex = oldIndices[oldLabel] {
                kept.insert(oldIndex)
                let both = Places(old: places.old.at(oldIndex, named: oldLabel), new: newPlace)
                pairs.append(
                    Pair(old: old[oldIndex], new: element, places: both, isRenamed: oldLabel != newLabels[index]))
            } else {
                added.append(Single(value: element, places: Places(old: places.old, new: newPlace)))
            }
        }
        removed = old.enumerated().filter { !kept.contains($0.offset) }.map { index, element in
            Single(
                value: element, places: Places(old: places.old.at(index, named: oldLabels[index]), new: places.new))
        }
    }

    /// The labels with a number after each but the first of the same.
    private static func numbered(_ labels: [String]) -> [String] {
        var counts: [String: Int] = [:]
        return labels.map { label in
            let count = counts[label, default: 0] + 1
            counts[label] = count
            return count == 1 ? label : "\(label) #\(count)"
        }
    }
}

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

enum Likeness {
    /// How likely two entries of one kind are the same under another name: by their descriptions and their names.
    ///
    /// Descriptions count where both have one; a name that holds the other, such as `tradingAccountId` and
    /// `accountId`, is a strong sign by itself.
    ///
    /// - Returns: A number from 0 to 1.
    static func ofEntries(
        names: (String, String), descriptions: (String?, String?)
    ) -> Double {
        let byName = ofWords(words(of: names.0), words(of: names.1))
        guard let first = descriptions.0, let second = descriptions.1 else { return byName }
        let byDescription = ofWords(words(of: first), words(of: second))
        return max(byDescription, (byName + byDescription) / 2)
    }

    /// The share of words two texts have in common: shared ones over the mean number of words.
    private static func ofWords(_ first: [String], _ second: [String]) -> Double {
        let (first, second) = (Set(first), Set(second))
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        return Double(2 * first.intersection(second).count) / Double(first.count + second.count)
    }

    /// The words of a sentence or of a name in camel, snake or kebab case, in lower case.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previousIsLower = false
        for character in text {
            let isWord = character.isLetter || character.isNumber
            if !isWord || (character.isUppercase && previousIsLower), !word.isEmpty {
                words.append(word.lowercased())
                word = ""
            }
            if isWord { word.append(character) }
            previousIsLower = character.isLowercase || character.isNumber
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }
}
