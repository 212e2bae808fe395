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
    let sets: Pairing<IdentitySet>
    /// Of the pairs, those that consist of other parameters.
    let changed: [Pairing<IdentitySet>.Pair]

    init(
        _ before: CancelDescription, _ after: CancelDescription, in places: Places,
        single: (added: Set<String>, removed: Set<String>), renaming newName: @escaping (String) -> String
    ) {
        /// What of an old set the new version has, under its new names.
        func kept(_ old: IdentitySet) -> Set<String> {
            Set(old.parameters.filter { !single.removed.contains($0) }.map(newName))
        }
        /// What of a new set the old version had.
        func known(_ new: IdentitySet) -> Set<String> { Set(new.parameters).subtracting(single.added) }
        func isSame(_ old: IdentitySet, _ new: IdentitySet) -> Bool { !kept(old).isEmpty && kept(old) == known(new) }
        sets = Pairing(
            IdentitySet.all(of: before), IdentitySet.all(of: after), in: places, by: { $0.name?.text ?? "" },
            tests: [{ isSame($0, $1) && $0.name == $1.name }, isSame, { $0.name == $1.name }]
        ) { identity, index, name, _ in index == nil || name.isEmpty ? identity : identity.at(name) }
        changed = sets.pairs.filter { kept($0.old) != known($0.new) }
    }
}

/// The conditional groups of two versions of a call, matched by the value that decides, and then by what they hold.
///
/// A parameter that is new or gone tells of itself: groups that differ by such ones only are the same.
struct GroupChange: Sendable {
    let groups: Pairing<ConditionalGroup>
    /// Groups both versions have, that hang on another value or hold other parameters.
    let changed: [Pairing<ConditionalGroup>.Pair]

    init(
        _ before: CancelDescription, _ after: CancelDescription, in places: Places, parameters: Pairing<Parameter>,
        renaming newName: @escaping (String) -> String
    ) {
        let come = Set(parameters.added.map(\.value.name.text))
        let gone = Set(parameters.removed.map(\.value.name.text))
        /// When an old group is given, under the new names.
        func condition(_ old: ConditionalGroup) -> String {
            var group = old
            group.discriminator = newName(old.discriminator)
            let pair = parameters.pairs.first { $0.old.name.text == old.discriminator }
            group.value = pair.map { ValueChange($0).newName(of: old.value) } ?? old.value
            return group.condition
        }
        /// What of an old group the new version has, under its new names.
        func kept(_ old: ConditionalGroup) -> Set<String> {
            Set(old.parameters.filter { !gone.contains($0) }.map(newName))
        }
        /// What of a new group the old version had.
        func known(_ group: ConditionalGroup) -> Set<String> { Set(group.parameters).subtracting(come) }
        groups = Pairing(
            before.conditionalGroups, after.conditionalGroups, in: places, by: \.condition,
            tests: [
                { condition($0) == $1.condition && kept($0) == known($1) }, { condition($0) == $1.condition },
                { !kept($0).isDisjoint(with: known($1)) },
            ]
        ) { list, index, condition, _ in index.map { list.at($0, named: condition) } ?? list }
        changed = groups.pairs.filter { condition($0.old) != $0.new.condition || kept($0.old) != known($0.new) }
    }
}

extension ConditionalGroup {
    /// When it is given, such as `kind = OPTION`.
    var condition: String { "\(discriminator) = \(value)" }

    /// The group for people, such as `strike when kind = OPTION`.
    var text: String { "\(parameters.joined(separator: " and ")) when \(condition)" }
}
