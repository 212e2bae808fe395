/// The entries of one map or list of a spec, each version's matched with the other's.
struct Pairing<Element: Sendable>: Sendable {
    /// An entry that both versions have.
    struct Pair: Sendable {
        /// The old version's.
        let old: Element
        /// The new version's.
        let new: Element
        /// Where they stand.
        let places: Places
        /// Whether the versions name it differently.
        let isRenamed: Bool
    }

    /// An entry that one version has.
    struct Single: Sendable {
        /// The entry.
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
