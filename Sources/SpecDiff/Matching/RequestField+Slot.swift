internal import VenueSpec

/// Where in a request a field is, whatever it is made of.
extension RequestField {
    /// The parts of a request that are told apart when fields are matched: a form and a JSON body are one.
    enum Area: Hashable {
        case path, query, headers, content, frame
    }

    /// The part it is in.
    var area: Area {
        switch location {
        case .path: .path
        case .query: .query
        case .header: .headers
        case .body, .form: .content
        case .frame: .frame
        }
    }

    /// The names that lead to it within its part; what only encodes JSON as text is left out.
    var steps: [String] {
        area == .path ? parameters : keys.dropFirst(2).filter { $0 != Self.encodedKey }
    }

    /// What holds it within its part.
    var container: [String] { Array(steps.dropLast()) }

    /// How many steps lead to each place at which JSON is encoded as text.
    var encodedDepths: [Int] {
        var depths: [Int] = []
        var depth = 0
        for key in keys.dropFirst(2) {
            if key == Self.encodedKey { depths.append(depth) } else { depth += 1 }
        }
        return depths
    }

    /// The keys that lead to what holds it after that many steps.
    func keys(to depth: Int) -> [String] {
        var result = Array(keys.prefix(2))
        var steps = 0
        for key in keys.dropFirst(2) where steps < depth {
            result.append(key)
            if key != Self.encodedKey { steps += 1 }
        }
        return result
    }

    /// Whether a list in it can be joined or repeated.
    var takesStyles: Bool { location == .query || location == .form }

    /// Whether it stands for an object or list without anything in it.
    var isEmptyContainer: Bool { !isJSONText && (parts == [.literal("{}")] || parts == [.literal("[]")]) }

    /// The key that says that its value is JSON encoded as text.
    private static let encodedKey = "$encoded"
}

/// Fields of the same place are the same field, whatever they hold.
struct RequestSlot: Hashable {
    /// The part of the request.
    let area: RequestField.Area
    /// The names that lead to it; header names in lower case.
    let steps: [String]

    /// The place of a field.
    init(_ field: RequestField, renaming newName: (String) -> String = { $0 }) {
        area = field.area
        switch area {
        case .path: steps = field.steps.map(newName)
        case .headers: steps = field.steps.map { $0.lowercased() }
        case .query, .content, .frame: steps = field.steps
        }
    }
}
