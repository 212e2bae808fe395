internal import VenueSpec

/// A part of a spec: the keys that lead to it, and the name it is known by whatever its index.
struct SpecPlace: Sendable, Hashable {
    /// The keys from the root; entries of lists by index.
    private(set) var keys: [String] = []
    /// The same for people and fingerprints; entries of lists by what they say.
    private(set) var names: [String] = []

    static let root = SpecPlace()

    var subject: String { names.joined(separator: ".") }

    /// The part under a key, or under several one after the other.
    func at(_ keys: String...) -> SpecPlace {
        var place = self
        place.keys += keys
        place.names += keys
        return place
    }

    /// The entry of a list of texts, or of the map that may stand in its place.
    func at(entry text: String) -> SpecPlace {
        var place = self
        place.keys.append(SpecOutline.entryMark + text)
        place.names.append(text)
        return place
    }

    func at(_ index: Int, named name: String) -> SpecPlace { at(String(index), named: name) }

    /// The part under a key that is known by another name.
    func at(_ key: String, named name: String) -> SpecPlace {
        var place = self
        place.keys.append(key)
        place.names.append(name)
        return place
    }
}

/// One part in both versions of a spec.
struct PlacePair: Sendable, Hashable {
    var old: SpecPlace
    var new: SpecPlace

    static let root = PlacePair(old: .root, new: .root)

    /// The part under the same keys of both.
    func at(_ keys: String...) -> PlacePair { at(keys) }

    func at(_ keys: [String]) -> PlacePair { at(old: keys, new: keys) }

    /// The part under some keys of the old version, and under others of the new one.
    func at(old oldKeys: [String], new newKeys: [String]) -> PlacePair {
        PlacePair(old: oldKeys.reduce(old) { $0.at($1) }, new: newKeys.reduce(new) { $0.at($1) })
    }
}
