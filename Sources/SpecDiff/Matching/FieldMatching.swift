internal import VenueSpec

/// The fields of two requests, each matched with the one it became.
struct FieldMatching: Sendable {
    struct Pair: Sendable, ChangedPart {
        let places: PlacePair
        let symbols: [String]
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

    /// The call.
    let places: PlacePair
    /// The generated function that makes the request.
    let symbols: [String]
    /// Fields of both versions, in the new order.
    let pairs: [Pair]
    /// Fields of the new version only, in its order.
    let added: [Pairing<RequestField>.Single]
    /// Fields of the old version only, in its order.
    let removed: [Pairing<RequestField>.Single]

    /// Matches fields: first those of the same place and parameters, then those of the same parameters, then those
    /// of the same place, last constants of one part that hold the same.
    ///
    /// - Parameters:
    ///   - old: The old fields.
    ///   - new: The new fields.
    ///   - newName: The new name of a parameter.
    ///   - places: The call.
    ///   - symbol: The function that makes the request.
    init(
        _ old: [RequestField], _ new: [RequestField], renaming newName: (String) -> String, in places: PlacePair,
        symbol: String
    ) {
        (self.places, symbols) = (places, [symbol])
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
            oldOf[index].map {
                let (field, former) = (field, before[$0])
                return Pair(
                    places: places.at(old: former.field.keys, new: field.keys), symbols: [symbol], old: former.field,
                    new: field, oldParts: former.parts, oldIndex: $0)
            }
        }
        func singles(_ fields: [RequestField], beside others: [RequestField], isAdded: Bool) -> [Pairing<RequestField>
            .Single]
        {
            fields.filter { !Self.isFilled($0, in: others) }.map {
                .init(value: $0, places: places.at($0.keys), isAdded: isAdded, symbols: [symbol])
            }
        }
        let used = Set(oldOf.values)
        added = singles(new.indices.filter { oldOf[$0] == nil }.map { new[$0] }, beside: old, isAdded: true)
        removed = singles(old.indices.filter { !used.contains($0) }.map { old[$0] }, beside: new, isAdded: false)
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
