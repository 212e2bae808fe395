internal import SourceText
internal import VenueSpec

/// The venues of two versions of a set: by name, and what is left over by file name.
struct VenueMatching {
    /// Venues both versions have.
    private(set) var pairs: [(old: Venue, new: Venue)] = []
    /// Venues only the new version has.
    private(set) var added: [Venue] = []
    /// Venues only the old version has.
    private(set) var removed: [Venue] = []

    /// Matches two sets.
    init(_ old: [Venue], _ new: [Venue]) {
        let oldByName = Dictionary(old.map { ($0.name.text, $0) }, uniquingKeysWith: { first, _ in first })
        var rest: [Venue] = []
        var used: Set<String> = []
        for venue in new {
            if let before = oldByName[venue.name.text] {
                pairs.append((before, venue))
                used.insert(venue.name.text)
            } else {
                rest.append(venue)
            }
        }
        removed = old.filter { !used.contains($0.name.text) }
        for venue in rest {
            if let index = removed.firstIndex(where: { Self.isRenamed($0, venue) }) {
                pairs.append((removed.remove(at: index), venue))
            } else {
                added.append(venue)
            }
        }
    }

    /// Whether a venue is another under a new name: the same file, or the same hosts and request lines.
    private static func isRenamed(_ old: Venue, _ new: Venue) -> Bool {
        if old.file.name == new.file.name { return true }
        let isSameHosts = Set(old.servers.compactMap(\.host)) == Set(new.servers.compactMap(\.host))
        return isSameHosts && old.operations.map(\.http.path) == new.operations.map(\.http.path)
    }
}
