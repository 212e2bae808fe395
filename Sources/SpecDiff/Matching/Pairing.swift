/// The entries of one map or list of a spec, each version's matched with the other's.
struct Pairing<Element: Sendable>: Sendable {
    struct Pair: Sendable, ChangedPart {
        let old: Element
        let new: Element
        let places: PlacePair
        let oldName: String
        let newName: String
        /// The declarations generated from the old version.
        var oldSymbols: [String] = []
        var symbols: [String] = []

        var isRenamed: Bool { oldName != newName }

        /// The same pair with both entries changed.
        func map(_ change: (Element) -> Element) -> Pair {
            Pair(
                old: change(old), new: change(new), places: places, oldName: oldName, newName: newName,
                oldSymbols: oldSymbols, symbols: symbols)
        }
    }

    struct Single: Sendable, ChangedPart {
        let value: Element
        /// Where it stands in its version, and where it would in the other.
        let places: PlacePair
        let isAdded: Bool
        var symbols: [String] = []
    }

    /// Entries both versions have, in the new order.
    private(set) var pairs: [Pair] = []
    /// Entries only the new version has, in its order.
    private(set) var added: [Single] = []
    /// Entries only the old version has, in its order.
    private(set) var removed: [Single] = []

    /// The entries of both versions in the order of the new one; those it lacks stand after what they followed.
    private(set) var entries: [(old: Element?, new: Element?, places: PlacePair)] = []
    /// The new name of each old entry that both versions have.
    private var newNames: [String: String] = [:]

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
        _ old: [Element], _ new: [Element], in places: PlacePair, by name: (Element) -> String,
        likeness: (Element, Element) -> Double = { _, _ in 0 },
        entry: (SpecPlace, String) -> SpecPlace = { $0.at($1) }
    ) {
        let labels = (old: old.map(name), new: new.map(name))
        let renames = Renames(old, new, by: name, likeness: likeness)
        self.init(old, new, in: places, labels: labels, oldIndices: renames.oldIndices(labels)) { map, _, name, _ in
            entry(map, name)
        }
    }

    /// Matches the entries of a list by what names them; entries of one name in their order.
    init(
        list old: [Element], _ new: [Element], in places: PlacePair, by label: (Element) -> String,
        likeness: (Element, Element) -> Double = { _, _ in 0 }
    ) {
        let labels = (old: Self.numbered(old.map(label)), new: Self.numbered(new.map(label)))
        let renames = Renames(
            Array(zip(labels.old, old)), Array(zip(labels.new, new)), by: \.0, likeness: { likeness($0.1, $1.1) })
        self.init(old, new, in: places, labels: labels, oldIndices: renames.oldIndices(labels)) {
            list, index, label, _ in
            index.map { list.at($0, named: label) } ?? list
        }
    }

    /// Matches entries by what the tests hold the same, the first test first; a place that a version lacks has no index.
    init(
        _ old: [Element], _ new: [Element], in places: PlacePair, by label: (Element) -> String,
        tests: [(_ old: Element, _ new: Element) -> Bool],
        place: (SpecPlace, _ index: Int?, _ label: String, Element) -> SpecPlace
    ) {
        self.init(
            old, new, in: places, labels: (old.map(label), new.map(label)), oldIndices: matches(old, new, tests),
            place: place)
    }

    private init(
        _ old: [Element], _ new: [Element], in places: PlacePair, labels: (old: [String], new: [String]),
        oldIndices: [Int: Int], place: (SpecPlace, _ index: Int?, _ label: String, Element) -> SpecPlace
    ) {
        // By the old entry it follows, if there is one.
        var lost: [Int?: [(old: Element?, new: Element?, places: PlacePair)]] = [:]
        let kept = Set(oldIndices.values)
        var last: Int?
        for (index, element) in old.enumerated() {
            if kept.contains(index) {
                last = index
            } else {
                let label = labels.old[index]
                let both = PlacePair(
                    old: place(places.old, index, label, element), new: place(places.new, nil, label, element))
                removed.append(Single(value: element, places: both, isAdded: false))
                lost[last, default: []].append((element, nil, both))
            }
        }
        entries = lost[nil] ?? []
        for (index, element) in new.enumerated() {
            let label = labels.new[index]
            let newPlace = place(places.new, index, label, element)
            guard let oldIndex = oldIndices[index] else {
                let both = PlacePair(old: place(places.old, nil, label, element), new: newPlace)
                added.append(Single(value: element, places: both, isAdded: true))
                entries.append((nil, element, both))
                continue
            }
            let (before, oldLabel) = (old[oldIndex], labels.old[oldIndex])
            let both = PlacePair(old: place(places.old, oldIndex, oldLabel, before), new: newPlace)
            pairs.append(Pair(old: before, new: element, places: both, oldName: oldLabel, newName: label))
            newNames[oldLabel] = newNames[oldLabel] ?? label
            entries.append((before, element, both))
            entries += lost[oldIndex] ?? []
        }
    }

    /// What an old entry is called in the new version; its own name if it is gone.
    func newName(_ name: String) -> String { newNames[name] ?? name }

    /// The entries with the declarations that are generated from them.
    func naming<Scope>(_ scopes: (old: Scope, new: Scope), _ name: (Scope, Element) -> [String]) -> Pairing {
        var named = self
        for (index, pair) in pairs.enumerated() {
            named.pairs[index].oldSymbols = name(scopes.old, pair.old)
            named.pairs[index].symbols = name(scopes.new, pair.new)
        }
        for (index, single) in added.enumerated() { named.added[index].symbols = name(scopes.new, single.value) }
        for (index, single) in removed.enumerated() { named.removed[index].symbols = name(scopes.old, single.value) }
        return named
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

/// The old index of each new element that a test finds the same, the first test first; each is used once.
func matches<Old, New>(_ old: [Old], _ new: [New], _ tests: [(_ old: Old, _ new: New) -> Bool]) -> [Int: Int] {
    var found: [Int: Int] = [:]
    var rest = Array(old.indices)
    for isSame in tests {
        for (index, element) in new.enumerated() where found[index] == nil {
            if let match = rest.firstIndex(where: { isSame(old[$0], element) }) {
                found[index] = rest.remove(at: match)
            }
        }
    }
    return found
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

    /// The old index of each new entry that the old version has, under its name or another.
    func oldIndices(_ names: (old: [String], new: [String])) -> [Int: Int] {
        let indices = Dictionary(zip(names.old, names.old.indices), uniquingKeysWith: { first, _ in first })
        return Dictionary(
            uniqueKeysWithValues: names.new.enumerated().compactMap { index, name in
                indices[oldNames[name] ?? name].map { (index, $0) }
            })
    }
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
        let byName = share(words(of: names.0), words(of: names.1))
        guard let first = descriptions.0, let second = descriptions.1 else { return byName }
        let byDescription = share(words(of: first), words(of: second))
        return max(byDescription, (byName + byDescription) / 2)
    }

    /// The share of words two lists have in common: shared ones over the mean number of words.
    static func share(_ first: [String], _ second: [String]) -> Double {
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
