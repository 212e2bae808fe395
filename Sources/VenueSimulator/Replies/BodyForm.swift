internal import VenueRuntime
internal import VenueSpec

/// What a body is read as, by which JSON in its texts is found.
struct BodyForm {
    let type: ValueType
    let venue: Venue

    /// The body with what its texts hold in place of the texts.
    func opening(_ body: JSONValue) -> JSONValue {
        if case .encoded(let held) = type, case .string(let text) = body {
            return (try? JSONValue(jsonBytes: Array(text.utf8))).map(of(held).opening) ?? body
        }
        return parts(of: body) { $0.opening($1) }
    }

    /// An opened body as it travels.
    func closing(_ body: JSONValue) -> JSONValue {
        if case .encoded(let held) = type, body != .null { return .string(of(held).closing(body).description) }
        return parts(of: body) { $0.closing($1) }
    }

    private func of(_ type: ValueType) -> BodyForm { BodyForm(type: type, venue: venue) }

    /// A body with each part of it changed by its own form.
    private func parts(of body: JSONValue, _ change: (BodyForm, JSONValue) -> JSONValue) -> JSONValue {
        switch (type, body) {
        case (.array(let element), .array(let values)), (.oneOrMany(let element), .array(let values)):
            return .array(values.map { change(of(element), $0) })
        case (.oneOrMany(let element), _): return change(of(element), body)
        case (.map(let element), .object(let members)):
            return .object(members.map { .init($0.name, change(of(element), $0.value)) })
        case (.named(let name), _):
            guard let declared = venue.type(named: name.text) else { return body }
            switch (declared.definition, body) {
            case (.object(let positions), .array(let values)) where declared.isPositional:
                return .array(
                    values.enumerated().map { index, value in
                        positions.indices.contains(index) ? change(of(positions[index].type), value) : value
                    })
            case (.object(let properties), .object(let members)):
                return .object(
                    members.map { member in
                        let property = properties.first { FieldMatch.equals($0.name.text, member.name) }
                        return .init(member.name, property.map { change(of($0.type), member.value) } ?? member.value)
                    })
            case (.union(let union), _):
                let object = body[union.discriminator]?.scalarText.flatMap(union.alternative)
                return object.map { change(of(.named($0.type)), body) } ?? body
            default: return body
            }
        default: return body
        }
    }
}
