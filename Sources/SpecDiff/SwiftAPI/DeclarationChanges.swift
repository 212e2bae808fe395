internal import SwiftSource
internal import VenueSpec

/// What became of one declaration in a venue's namespace and of everything in it: a call with its types and the
/// client's functions for it, a type of replies, the servers, the credentials.
struct DeclarationChange: Sendable {
    /// Its full name, such as `Meridian.CancelOrder`.
    let name: String
    let oldName: String
    let difference: APIDifference
    /// The part of the spec it is made from: the one entry the difference comes from, or the whole.
    let places: PlacePair

    var isAdded: Bool { difference.added.contains { $0.scope.isEmpty && $0.path == localName } }
    var isRemoved: Bool { difference.removed.contains { $0.scope.isEmpty && $0.path == localName } }
    var isRenamed: Bool { name != oldName }
    /// Whether code that compiles against the old version may not compile against the new one.
    var breaksSource: Bool { isRenamed || difference.breaksSource }

    private var localName: String { String(name.drop { $0 != "." }.dropFirst()) }

    /// The old declarations that differ, as signatures in a line; `nil` for none.
    var oldText: String? {
        text((isRenamed ? [oldName] : []), difference.removed + (difference.changed + difference.extended).map(\.old))
    }

    /// The new declarations that differ, as signatures in a line; `nil` for none.
    var newText: String? {
        text((isRenamed ? [name] : []), (difference.changed + difference.extended).map(\.new) + difference.added)
    }

    /// What differs, in words, such as `gone: Input.desk; changed: Input.init`.
    var summary: String {
        /// The names of some declarations after a word.
        func part(_ word: String, _ symbols: [APISymbol]) -> [String] {
            let names = symbols.map(\.path).uniqued
            return names.isEmpty ? [] : ["\(word): \(names.map(short).joined(separator: ", "))"]
        }
        let parts =
            part("gone", difference.removed) + part("changed", difference.changed.map(\.new))
            + part("new cases", difference.addedCases) + part("extended", difference.extended.map(\.new))
            + part("new", difference.added.filter { !$0.isCase })
        return parts.joined(separator: "; ")
    }

    var symbols: [String] {
        let venue = name.prefix { $0 != "." }
        let all = difference.removed + (difference.changed + difference.extended).map(\.new) + difference.added
        return ((isRenamed ? [oldName, name] : []) + all.map { "\(venue).\($0.path)" }).uniqued
    }

    private func short(_ path: String) -> String {
        path.hasPrefix(localName + ".") ? String(path.dropFirst(localName.count + 1)) : path
    }

    private func text(_ names: [String], _ symbols: [APISymbol]) -> String? {
        let all = names + symbols.map(\.signature)
        return all.isEmpty ? nil : all.joined(separator: "; ")
    }
}

/// Groups the differences of two generated files by the declaration of the venue's namespace they are in.
struct DeclarationChanges {
    private let origins: DeclarationOrigins
    private let venues: (old: String, new: String)
    /// The new names of types and calls that were renamed, by their old ones.
    private let renames: [String: String]
    private let surfaces: (old: APISurface, new: APISurface)

    /// Every declaration of the namespace that differs, in the order of the new file.
    static func all(_ change: VenueChange) -> [DeclarationChange] {
        DeclarationChanges(change).all()
    }

    private init(_ change: VenueChange) {
        origins = DeclarationOrigins(change)
        venues = (change.old.name.swift, change.new.name.swift)
        var renames: [String: String] = [:]
        for type in change.types where type.pair.isRenamed {
            renames[type.pair.old.name.swift] = type.pair.new.name.swift
        }
        for operation in change.operations where operation.pair.isRenamed {
            renames[operation.old.namespace] = operation.new.namespace
        }
        self.renames = renames
        let all = change.declarations
        let names = (
            old: TypeNames(
                venue: venues.old, displayed: venues.new, declared: APISurface.types(in: all.old, venue: venues.old),
                renames: renames),
            new: TypeNames(
                venue: venues.new, displayed: venues.new, declared: APISurface.types(in: all.new, venue: venues.new),
                renames: [:])
        )
        let parts = names.old == names.new ? UnlikeDeclarations.of(all.old, all.new) : all
        surfaces = (APISurface(parts.old, names: names.old), APISurface(parts.new, names: names.new))
    }

    private func all() -> [DeclarationChange] {
        let old = grouped(surfaces.old.symbols)
        let new = grouped(surfaces.new.symbols)
        let oldNames = Dictionary(renames.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        return (new.order + old.order.filter { new.symbols[$0] == nil }).compactMap { name in
            let difference = APIDifference(old.symbols[name] ?? [], new.symbols[name] ?? [])
            let oldName = oldNames[name] ?? name
            guard !difference.isEmpty || oldName != name else { return nil }
            return DeclarationChange(
                name: "\(venues.new).\(name)", oldName: "\(venues.new).\(oldName)", difference: difference,
                places: origins.places(of: difference, in: name))
        }
    }

    /// The declarations by the one of the namespace they belong to, in file order.
    ///
    /// The functions of the client belong to the call whose response they give, or to that of the function before.
    private func grouped(_ symbols: [APISymbol]) -> (order: [String], symbols: [String: [APISymbol]]) {
        var order: [String] = []
        var groups: [String: [APISymbol]] = [:]
        var call = APISurface.client
        for symbol in symbols {
            var group = symbol.top
            if symbol.scope == [APISurface.client], case .function(let function) = symbol.shape {
                let parts = (function.returnType ?? "").filter { $0 != "`" }.split(separator: ".")
                if parts.count == 3, parts[0] == venues.new, parts[2] == "Response" { call = String(parts[1]) }
                group = call
            }
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(symbol)
        }
        return (order, groups)
    }
}

extension CallDescription {
    var namespace: String { name.swift.prefix(1).uppercased() + name.swift.dropFirst() }
}

/// Two generated files without what is the same in both, so that it need not be compared by its full names.
///
/// Right only where the same text means the same in both files: where they declare types of the same names.
enum UnlikeDeclarations {
    /// Two versions of a file; every type of the namespace stays, without the members both versions of it have.
    ///
    /// Extensions stay as they are: which call a function of the client belongs to is told by those before it.
    static func of(_ old: [Declaration], _ new: [Declaration]) -> (old: [Declaration], new: [Declaration]) {
        guard old.count == new.count else { return (old, new) }
        return pairwise(old, new) { old, new in
            guard case (.type(var before), .type(var after)) = (old, new), before.kind != .extension,
                before.isLike(after)
            else { return (old, new) }
            (before.members, after.members) = hollowed(before.members, after.members)
            return (.type(before), .type(after))
        }
    }

    /// Two versions of a namespace's members: types of one name without the members both versions of it have.
    private static func hollowed(
        _ old: [Declaration], _ new: [Declaration]
    ) -> (old: [Declaration], new: [Declaration]) {
        var (old, new) = (old, new)
        var indices: [String: Int] = [:]
        for (index, member) in new.enumerated() {
            if case .type(let type) = member { indices[type.name] = index }
        }
        for (oldIndex, member) in old.enumerated() {
            guard case .type(var before) = member, let index = indices[before.name],
                case .type(var after) = new[index], before.isLike(after)
            else { continue }
            (before.members, after.members) = rest(before.members, after.members)
            (old[oldIndex], new[index]) = (.type(before), .type(after))
        }
        return (old, new)
    }

    /// What is left of two versions of a type's members without those that begin or end both, and of types among
    /// others that changed alike.
    private static func rest(_ old: [Declaration], _ new: [Declaration]) -> (old: [Declaration], new: [Declaration]) {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed()).prefix { $0 == $1 }.count
        let (old, new) = (Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]))
        guard old.count == new.count else { return (old, new) }
        return pairwise(old, new) { old, new in
            guard case (.type(var before), .type(var after)) = (old, new), before.isLike(after) else {
                return (old, new)
            }
            (before.members, after.members) = rest(before.members, after.members)
            return (.type(before), .type(after))
        }
    }

    /// Two lists of one length with each pair of elements changed.
    private static func pairwise(
        _ old: [Declaration], _ new: [Declaration],
        _ change: (Declaration, Declaration) -> (Declaration, Declaration)
    ) -> (old: [Declaration], new: [Declaration]) {
        let pairs = zip(old, new).map(change)
        return (pairs.map { $0.0 }, pairs.map { $0.1 })
    }
}

extension TypeDeclaration {
    /// Whether another is the same but for comments and members.
    fileprivate func isLike(_ other: TypeDeclaration) -> Bool {
        kind == other.kind && name == other.name && access == other.access && inherits == other.inherits
            && implied == other.implied && constraint == other.constraint
    }
}
