internal import VenueSpec

/// The conditional groups of two versions of a call, matched by the value that decides, and then by what they hold.
///
/// A parameter that is new or gone tells of itself: groups that differ by such ones only are the same.
struct GroupChange: Sendable {
    /// Groups of the new version only.
    private(set) var added: [Pairing<ConditionalGroup>.Single] = []
    /// Groups of the old version only.
    private(set) var removed: [Pairing<ConditionalGroup>.Single] = []
    /// Groups both versions have, that hang on another value or hold other parameters.
    private(set) var changed: [Pairing<ConditionalGroup>.Pair] = []
    /// Groups both versions have.
    private(set) var pairs: [Pairing<ConditionalGroup>.Pair] = []

    /// Matches the groups of a call.
    init(
        _ before: CancelOperation, _ after: CancelOperation, in places: Places, parameters: Pairing<Parameter>,
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
        /// Matches what is left by a test.
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
