internal import SwiftSource

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
