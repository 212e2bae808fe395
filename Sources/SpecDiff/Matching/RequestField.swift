internal import VenueSpec

/// One place of an HTTP request or of a WebSocket frame that holds a value.
struct RequestField: Sendable, Hashable {
    enum Location: String, Sendable, Hashable {
        case path, query, header, body, form, frame
    }

    let location: Location
    /// Its name there: a field's name, a path into JSON such as `orders[0].id`; empty in the path.
    let name: String
    let parts: [TemplatePart]
    /// Whether what it holds is text within JSON, which specs show in quotes.
    var isJSONText = false
    /// Whether a list repeats the field for each of its elements.
    var isRepeated = false
    /// The keys that lead to it from the operation.
    let keys: [String]

    /// What it holds, as the spec writes it.
    var text: String {
        if isJSONText { return "'\(parts.specText)'" }
        return isRepeated ? "{\(parameters.joined())*}" : parts.specText
    }

    var parameters: [String] { parts.parameters }

    /// The field for people, such as `query field 'symbol'`.
    var label: String {
        switch location {
        case .path: "path"
        case .query: "query field '\(name)'"
        case .header: "header field '\(name)'"
        case .body: name.isEmpty ? "body" : "body member '\(name)'"
        case .form: "form field '\(name)'"
        case .frame: name.isEmpty ? "frame" : "frame member '\(name)'"
        }
    }

    var isConstant: Bool { parameters.isEmpty }

    /// The fields of a request: a path parameter each, then query, headers and body in spec order.
    static func all(of http: HTTPBinding) -> [RequestField] {
        var fields = http.path.compactMap { part -> RequestField? in
            guard case .parameter = part else { return nil }
            return RequestField(location: .path, name: "", parts: [part], keys: ["http", "request"])
        }
        fields += http.query.map { field($0, in: .query, keys: ["http", "query", $0.name]) }
        fields += http.headers.map { header in
            RequestField(
                location: .header, name: header.name, parts: header.value, keys: ["http", "headers", header.name])
        }
        switch http.body {
        case .none: break
        case .json(let template, _): fields += template.fields(in: .body, keys: ["http", "json"])
        case .form(let items, _): fields += items.map { field($0, in: .form, keys: ["http", "form", $0.name]) }
        }
        return fields
    }

    /// The fields of a frame, in spec order.
    static func all(of webSocket: WebSocketBinding) -> [RequestField] {
        webSocket.frame.fields(in: .frame, keys: ["webSocket", "frame"])
    }

    private static func field(_ item: QueryItem, in location: Location, keys: [String]) -> RequestField {
        RequestField(location: location, name: item.name, parts: item.value, isRepeated: item.explode, keys: keys)
    }
}

extension [TemplatePart] {
    var parameters: [String] {
        compactMap { part in
            guard case .parameter(let name) = part else { return nil }
            return name
        }
    }

    /// The template for people; braces of its text stay single.
    var specText: String { map { $0.isLiteral ? $0.fixedText : $0.text }.joined() }

    /// The template with each parameter under another name.
    func renamed(_ newName: (String) -> String) -> [TemplatePart] {
        map { part in
            guard case .parameter(let name) = part else { return part }
            return .parameter(newName(name))
        }
    }
}

extension JSONTemplate {
    /// The leaves of a JSON document, each under the path to it; an empty object or list is a leaf.
    func fields(in location: RequestField.Location, name: String = "", keys: [String]) -> [RequestField] {
        func leaf(_ parts: [TemplatePart], isText: Bool = false) -> [RequestField] {
            [RequestField(location: location, name: name, parts: parts, isJSONText: isText, keys: keys)]
        }
        switch self {
        case .object(let members):
            if members.isEmpty { return leaf([.literal("{}")]) }
            return members.flatMap { member in
                member.value.fields(
                    in: location, name: name.isEmpty ? member.name : "\(name).\(member.name)",
                    keys: keys + [member.name])
            }
        case .array(let elements):
            if elements.isEmpty { return leaf([.literal("[]")]) }
            return elements.enumerated().flatMap { index, element in
                element.fields(in: location, name: "\(name)[\(index)]", keys: keys + [String(index)])
            }
        case .encoded(let inner):
            return inner.fields(in: location, name: "\(name).$encoded", keys: keys + ["$encoded"])
        case .parameter(let parameter), .parameterOrNull(let parameter): return leaf([.parameter(parameter)])
        case .text(let parts): return leaf(parts, isText: true)
        case .string(let text): return leaf([.literal(text)], isText: true)
        case .number(let text): return leaf([.literal(text)])
        case .boolean(let flag): return leaf([.literal(String(flag))])
        case .null: return leaf([.literal("null")])
        }
    }
}

/// Where in a request a field is, whatever it is made of.
extension RequestField {
    /// The parts of a request that are told apart when fields are matched: a form and a JSON body are one.
    enum Area: Hashable {
        case path, query, headers, content, frame
    }

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
    let area: RequestField.Area
    /// The names that lead to it; header names in lower case.
    let steps: [String]

    init(_ field: RequestField, renaming newName: (String) -> String = { $0 }) {
        area = field.area
        switch area {
        case .path: steps = field.steps.map(newName)
        case .headers: steps = field.steps.map { $0.lowercased() }
        case .query, .content, .frame: steps = field.steps
        }
    }
}
