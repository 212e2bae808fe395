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
    static func all(of operation: CallDescription) -> [IdentitySet] {
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

    init(_ scopes: (old: CallScope, new: CallScope), in places: PlacePair, parameters: Pairing<Parameter>) {
        func isKept(_ old: IdentitySet, _ new: IdentitySet) -> Bool {
            parameters.kept(old.parameters) == parameters.known(new.parameters)
        }
        // A scope without parameters is one like any other.
        let namesNothing = scopes.new.call.kind == .cancelAll
        func isSame(_ old: IdentitySet, _ new: IdentitySet) -> Bool {
            isKept(old, new) && (namesNothing || !parameters.kept(old.parameters).isEmpty)
        }
        sets = Pairing(
            IdentitySet.all(of: scopes.old.call), IdentitySet.all(of: scopes.new.call), in: places,
            by: { $0.name?.text ?? "" },
            tests: [{ isSame($0, $1) && $0.name == $1.name }, isSame, { $0.name == $1.name }]
        ) { identity, index, name, _ in
            index == nil || name.isEmpty ? identity : identity.at(name)
        }.naming(scopes) { $0.symbols.identity($1, of: $0.call) }
        changed = sets.pairs.filter { !isKept($0.old, $0.new) }
    }
}

extension Pairing<Parameter> {
    /// What of some old parameters the new version has, under its new names.
    fileprivate func kept(_ names: [String]) -> Set<String> {
        Set(names.filter { name in !removed.contains { $0.value.name.text == name } }.map(newName))
    }

    /// What of some new parameters the old version had.
    fileprivate func known(_ names: [String]) -> Set<String> { Set(names).subtracting(added.map(\.value.name.text)) }
}

/// The conditional groups of two versions of a call, matched by the value that decides, and then by what they hold.
///
/// A parameter that is new or gone tells of itself: groups that differ by such ones only are the same.
struct GroupChange: Sendable {
    let groups: Pairing<ConditionalGroup>
    /// Groups both versions have, that hang on another value or hold other parameters.
    let changed: [Pairing<ConditionalGroup>.Pair]

    init(_ scopes: (old: CallScope, new: CallScope), in places: PlacePair, parameters: Pairing<Parameter>) {
        /// When an old group is given, under the new names.
        func condition(_ old: ConditionalGroup) -> String {
            var group = old
            group.discriminator = parameters.newName(old.discriminator)
            let pair = parameters.pairs.first { $0.oldName == old.discriminator }
            group.value = pair?.values.newName(old.value) ?? old.value
            return group.condition
        }
        let kept = { (old: ConditionalGroup) in parameters.kept(old.parameters) }
        let known = { (new: ConditionalGroup) in parameters.known(new.parameters) }
        groups = Pairing(
            scopes.old.call.conditionalGroups, scopes.new.call.conditionalGroups, in: places, by: \.condition,
            tests: [
                { condition($0) == $1.condition && kept($0) == known($1) }, { condition($0) == $1.condition },
                { !kept($0).isDisjoint(with: known($1)) },
            ]
        ) { list, index, condition, _ in
            index.map { list.at($0, named: condition) } ?? list
        }.naming(scopes) { $0.symbols.group($1, of: $0.call) }
        changed = groups.pairs.filter { condition($0.old) != $0.new.condition || kept($0.old) != known($0.new) }
    }
}

extension ConditionalGroup {
    /// When it is given, such as `kind = OPTION`.
    var condition: String { "\(discriminator) = \(value)" }

    /// The group for people, such as `strike when kind = OPTION`.
    var text: String { "\(parameters.joined(separator: " and ")) when \(condition)" }
}
