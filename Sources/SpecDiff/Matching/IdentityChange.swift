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
    static func all(of operation: CancelDescription) -> [IdentitySet] {
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
    private(set) var pairs: [Pairing<IdentitySet>.Pair] = []
    private(set) var added: [Pairing<IdentitySet>.Single] = []
    private(set) var removed: [Pairing<IdentitySet>.Single] = []
    /// Of the pairs, those that consist of other parameters.
    private(set) var changed: [Pairing<IdentitySet>.Pair] = []

    init(
        _ before: CancelDescription, _ after: CancelDescription, in places: Places,
        single: (added: Set<String>, removed: Set<String>), renaming newName: (String) -> String
    ) {
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

/// The conditional groups of two versions of a call, matched by the value that decides, and then by what they hold.
///
/// A parameter that is new or gone tells of itself: groups that differ by such ones only are the same.
struct GroupChange: Sendable {
    private(set) var added: [Pairing<ConditionalGroup>.Single] = []
    private(set) var removed: [Pairing<ConditionalGroup>.Single] = []
    /// Groups both versions have, that hang on another value or hold other parameters.
    private(set) var changed: [Pairing<ConditionalGroup>.Pair] = []
    private(set) var pairs: [Pairing<ConditionalGroup>.Pair] = []

    init(
        _ before: CancelDescription, _ after: CancelDescription, in places: Places, parameters: Pairing<Parameter>,
        renaming newName: (String) -> String
    ) {
        let come = Set(parameters.added.map(\.value.name.text))
        let gone = Set(parameters.removed.map(\.value.name.text))
        /// An old group with everything under its new name.
        func translated(_ group: ConditionalGroup) -> ConditionalGroup {
            var result = group
            result.discriminator = newName(group.discriminator)
            let pair = parameters.pairs.first { $0.old.name.text == group.discriminator }
            result.value = pair.map { ValueChange($0).newName(of: group.value) } ?? group.value
            result.parameters = group.parameters.filter { !gone.contains($0) }.map(newName)
            return result
        }
        /// What of a new group the old version had.
        func known(_ group: ConditionalGroup) -> Set<String> { Set(group.parameters).subtracting(come) }
        var rest = before.conditionalGroups.enumerated().map {
            (index: $0.offset, group: $0.element, translated: translated($0.element))
        }
        var found: [Int: (index: Int, group: ConditionalGroup, translated: ConditionalGroup)] = [:]
        func match(_ isSame: (_ old: ConditionalGroup, _ new: ConditionalGroup) -> Bool) {
            for (index, group) in after.conditionalGroups.enumerated() where found[index] == nil {
                if let old = rest.firstIndex(where: { isSame($0.translated, group) }) {
                    found[index] = rest.remove(at: old)
                }
            }
        }
        match { $0.condition == $1.condition && Set($0.parameters) == known($1) }
        match { $0.condition == $1.condition }
        match { !Set($0.parameters).isDisjoint(with: known($1)) }
        for (index, group) in after.conditionalGroups.enumerated() {
            let newPlace = places.new.at(index, named: group.condition)
            guard let old = found[index] else {
                added.append(.init(value: group, places: Places(old: places.old, new: newPlace)))
                continue
            }
            let pair = Pairing<ConditionalGroup>.Pair(
                old: old.group, new: group,
                places: Places(old: places.old.at(old.index, named: old.group.condition), new: newPlace),
                isRenamed: false)
            pairs.append(pair)
            if old.translated.condition != group.condition || Set(old.translated.parameters) != known(group) {
                changed.append(pair)
            }
        }
        removed = rest.map {
            .init(
                value: $0.group,
                places: Places(old: places.old.at($0.index, named: $0.group.condition), new: places.new))
        }
    }
}

extension ConditionalGroup {
    /// When it is given, such as `kind = OPTION`.
    var condition: String { "\(discriminator) = \(value)" }

    /// The group for people, such as `strike when kind = OPTION`.
    var text: String { "\(parameters.joined(separator: " and ")) when \(condition)" }
}
