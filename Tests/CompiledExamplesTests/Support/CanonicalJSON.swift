import VenueRuntime
import VenueSpec

extension JSONValue {
    /// The same value with the members of every object in the order of their names.
    var canonical: JSONValue {
        switch self {
        case .object(let members):
            .object(
                members.map { Member($0.name, $0.value.canonical) }
                    .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
        case .array(let elements): .array(elements.map(\.canonical))
        default: self
        }
    }

    /// The value without what a typed body does not keep: members nobody declared, and nulls that mean absence.
    func declared(as type: ValueType, in venue: Venue) -> JSONValue {
        switch (self, type) {
        case (.string(let text), .encoded(let held)):
            let value = try? JSONValue(jsonBytes: Array(text.utf8))
            return value.map { .string($0.declared(as: held, in: venue).description) } ?? self
        case (.array(let elements), .array(let element)):
            return .array(elements.map { $0.declared(as: element, in: venue) })
        case (.array(let elements), .named(let name)):
            guard case .object(let positions)? = venue.type(named: name.text)?.definition else { return self }
            var kept = zip(elements, positions).map { $0.declared(as: $1.type, in: venue) }
            // A null at the end is an element that is not there.
            while kept.last == .null, !positions[kept.count - 1].isRequired { kept.removeLast() }
            return .array(kept)
        case (.object, .named(let name)) where venue.type(named: name.text)?.union != nil:
            guard let union = venue.type(named: name.text)?.union,
                let alternative = self[union.discriminator]?.scalarText.flatMap(union.alternative)
            else { return self }
            return declared(as: .named(alternative.type), in: venue)
        case (.object(let members), .named(let name)):
            guard case .object(let properties)? = venue.type(named: name.text)?.definition else { return self }
            return .object(
                members.compactMap { member in
                    guard let property = properties.first(where: { $0.name.text == member.name }) else { return nil }
                    let isAbsence = member.value == .null && !property.isNullable && property.type != .any
                    return isAbsence ? nil : Member(member.name, member.value.declared(as: property.type, in: venue))
                })
        default: return self
        }
    }

    /// Whether a coder would have to take a number of it through binary floating point.
    var hasNumberOutsideIntegers: Bool {
        switch self {
        case .object(let members): members.contains { $0.value.hasNumberOutsideIntegers }
        case .array(let elements): elements.contains { $0.hasNumberOutsideIntegers }
        case .number(let number): Int64(number.text).map { String($0) != number.text } ?? true
        default: false
        }
    }
}
