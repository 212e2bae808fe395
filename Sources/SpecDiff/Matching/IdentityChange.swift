internal import VenueSpec

/// One set of parameters that identifies an order.
struct IdentitySet: Sendable, Hashable {
    /// The name of an alternative; `nil` where there is one set.
    let name: SwiftIdentifier?
    /// All its parameters, shared ones included.
    let parameters: [String]

    /// The set for people, such as `desk and orderId`.
    var text: String { parameters.joined(separator: " and ") }

    /// The sets of an operation, in spec order.
    static func all(of operation: CancelOperation) -> [IdentitySet] {
        switch operation.identity {
        case .single(let names): [IdentitySet(name: nil, parameters: names)]
        case .alternatives(let sets):
            sets.map { IdentitySet(name: $0.name, parameters: operation.sharedIdentity + $0.parameters) }
        }
    }
}

/// The identities of two versions of a call, matched by what they consist of, and then by name.
///
/// A parameter that is new or gone tells of itself: sets that differ by such ones only are the same.
struct IdentityChange: Sendable {
    /// Sets both versions have.
    private(set) var pairs: [Pairing<IdentitySet>.Pair] = []
    /// Sets of the new version only.
    private(set) var added: [Pairing<IdentitySet>.Single] = []
    /// Sets of the old version only.
    private(set) var removed: [Pairing<IdentitySet>.Single] = []
    /// Of the pairs, those that consist of other parameters.
    private(set) var changed: [Pairing<IdentitySet>.Pair] = []

    /// Matches the identities of a call.
    init(
        _ before: CancelOperation, _ after: CancelOperation, in places: Places,
        single: (added: Set<String>, removed: Set<String>), renaming newName: (String) -> String
    ) {
        /// The place of a set.
        func place(_ set: IdentitySet, in identity: SpecPlace) -> SpecPlace {
            set.name.map { identity.at($0.text) } ?? identity
        }
        /// What of an old set the new version has, under its new names.
        func kept(_ old: IdentitySet) -> Set<String> {
            Set(old.parameters.filter { !single.removed.contains($0) }.map(newName))
        }
        /// What of a new set the old version had.
        func known(_ new: IdentitySet) -> Set<String> { Set(new.parameters).subtracting(single.added) }
        var rest = IdentitySet.all(of: before)
        var found: [IdentitySet: IdentitySet] = [:]
        let new = IdentitySet.all(of: after)
        /// Matches what is left by a test.
        func match(_ isSame: (IdentitySet, IdentitySet) -> Bool) {
            for set in new where found[set] == nil {
                if let index = rest.firstIndex(where: { isSame($0, set) }) { found[set] = rest.remove(at: index) }
            }
        }
        match { !kept($0).isEmpty && kept($0) == known($1) && $0.name == $1.name }
        match { !kept($0).isEmpty && kept($0) == known($1) }
        match { $0.name == $1.name }
        for set in new {
            let newPlace = place(set, in: places.new)
            guard let old = found[set] else {
                added.append(.init(value: set, places: Places(old: places.old, new: newPlace)))
                continue
            }
            let pair = Pairing<IdentitySet>.Pair(
                old: old, new: set, places: Places(old: place(old, in: places.old), new: newPlace),
                isRenamed: old.name?.text != set.name?.text)
            pairs.append(pair)
            if kept(old) != known(set) { changed.append(pair) }
        }
        removed = rest.map { .init(value: $0, places: Places(old: place($0, in: places.old), new: places.new)) }
    }
}
