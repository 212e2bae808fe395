internal import VenueSpec

/// The fields of two requests, each matched with the one it became.
struct FieldMatching: Sendable {
    struct Pair: Sendable {
        let old: RequestField
        let new: RequestField
        /// What it held, with parameters under their new names.
        let oldParts: [TemplatePart]
        /// Its place in the order of the old fields.
        let oldIndex: Int

        /// Whether it is in the same part of the request and in the same object or list.
        var isInContainer: Bool { isInArea && (old.area == .path || old.container == new.container) }
        /// Whether it is in the same part of the request.
        var isInArea: Bool { old.area == new.area }
        /// Whether its own name is the same; the path has none.
        var isNameKept: Bool { old.area == .path || old.steps.last == new.steps.last }
        /// Whether only the case of a header field's name differs, which means nothing.
        var isHeaderRecased: Bool {
            old.area == .headers && !isNameKept && RequestSlot(old) == RequestSlot(new)
        }
        var isSameParameters: Bool { oldParts.parameters == new.parameters }
        /// Whether it holds the same, in quotes or not.
        var isSameParts: Bool { oldParts == new.parts && isSameKind }
        /// Whether text stayed text, where both are JSON.
        private var isSameKind: Bool { old.isJSONText == new.isJSONText || old.location != new.location }
    }

    /// Fields of both versions, in the new order.
    let pairs: [Pair]
    /// Fields of the new version only, in its order.
    let added: [RequestField]
    /// Fields of the old version only, in its order.
    let removed: [RequestField]

    /// Matches fields: first those of the same place and parameters, then those of the same parameters, then those
    /// of the same place, last constants of one part that hold the same.
    ///
    /// - Parameters:
    ///   - old: The old fields.
    ///   - new: The new fields.
    ///   - newName: The new name of a parameter.
    init(_ old: [RequestField], _ new: [RequestField], renaming newName: (String) -> String) {
        let before = old.map { field in
            Former(
                field: field, parts: field.parts.renamed(newName), slot: RequestSlot(field, renaming: newName))
        }
        let oldOf = matches(
            before, new,
            [
                { $0.slot == RequestSlot($1) && $0.parts.parameters == $1.parameters },
                { $0.holdsParameters(of: $1) && $0.slot.area == $1.area }, { $0.holdsParameters(of: $1) },
                { $0.slot == RequestSlot($1) },
                { $0.slot.area == $1.area && $1.isConstant && $0.parts == $1.parts },
            ])
        pairs = new.enumerated().compactMap { index, field in
            oldOf[index].map { Pair(old: before[$0].field, new: field, oldParts: before[$0].parts, oldIndex: $0) }
        }
        let used = Set(oldOf.values)
        let lost = before.indices.filter { !used.contains($0) }.map { before[$0].field }
        let come = new.indices.filter { oldOf[$0] == nil }.map { new[$0] }
        added = come.filter { !Self.isFilled($0, in: old) }
        removed = lost.filter { !Self.isFilled($0, in: new) }
    }

    /// An old field with what it held, and where it was, under the new names of parameters.
    private struct Former {
        let field: RequestField
        let parts: [TemplatePart]
        let slot: RequestSlot

        /// Whether it held the same parameters, and some.
        func holdsParameters(of new: RequestField) -> Bool { !new.isConstant && parts.parameters == new.parameters }
    }

    /// Whether an empty object or list has something in it in the other version, which tells of the change.
    private static func isFilled(_ field: RequestField, in others: [RequestField]) -> Bool {
        field.isEmptyContainer
            && others.contains {
                $0.area == field.area && $0.steps.count > field.steps.count && $0.steps.starts(with: field.steps)
            }
    }
}
