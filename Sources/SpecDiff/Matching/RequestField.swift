internal import VenueSpec

/// One place of an HTTP request that holds a value.
struct RequestField: Sendable, Hashable {
    /// The part of a request.
    enum Location: String, Sendable, Hashable {
        case path, query, header, body, form
    }

    /// The part of the request it is in.
    let location: Location
    /// Its name there: a field's name, a path into a JSON body such as `orders[0].id`; empty in the path.
    let name: String
    /// What it holds, as the spec writes it.
    let text: String
    /// The parameters inside.
    let parameters: [String]
    /// The keys that lead to it from the operation.
    let keys: [String]

    /// The field for people, such as `query field 'symbol'`.
    var label: String {
        switch location {
        case .path: "path"
        case .query: "query field '\(name)'"
        case .header: "header field '\(name)'"
        case .body: name.isEmpty ? "body" : "body member '\(name)'"
        case .form: "form field '\(name)'"
        }
    }

    /// Whether what it holds never changes.
    var isConstant: Bool { parameters.isEmpty }

    /// The fields of a request: a path parameter each, then query, headers and body in spec order.
    static func all(of http: HTTPBinding) -> [RequestField] {
        var fields = http.path.compactMap { part -> RequestField? in
            guard case .parameter(let name) = part else { return nil }
            return RequestField(
                location: .path, name: "", text: "{\(name)}", parameters: [name], keys: ["http", "request"])
        }
        fields += http.query.map { field($0, in: .query, keys: ["http", "query", $0.name]) }
        fields += http.headers.map { header in
            RequestField(
                location: .header, name: header.name, text: header.value.specText,
                parameters: header.value.parameters, keys: ["http", "headers", header.name])
        }
        switch http.body {
        case .none: break
        case .json(let template, _): fields += template.fields(name: "", keys: ["http", "json"])
        case .form(let items, _): fields += items.map { field($0, in: .form, keys: ["http", "form", $0.name]) }
        }
        return fields
    }

    private static func field(_ item: QueryItem, in location: Location, keys: [String]) -> RequestField {
        let text = item.explode ? "{\(item.value.parameters.joined())*}" : item.value.specText
        return RequestField(
            location: location, name: item.name, text: text, parameters: item.value.parameters, keys: keys)
    }
}

extension [TemplatePart] {
    /// The parameters inside, in order.
    var parameters: [String] {
        compactMap { part in
            guard case .parameter(let name) = part else { return nil }
            return name
        }
    }

    /// The template as the spec writes it.
    var specText: String {
        map { part in
            switch part {
            case .literal(let text): text
            case .parameter(let name): "{\(name)}"
            }
        }.joined()
    }
}

extension JSONTemplate {
    /// The leaves of a JSON body, each under the path to it; an empty object or list is a leaf.
    func fields(name: String, keys: [String]) -> [RequestField] {
        /// A leaf here.
        func leaf(_ text: String, _ parameters: [String] = []) -> [RequestField] {
            [RequestField(location: .body, name: name, text: text, parameters: parameters, keys: keys)]
        }
        switch self {
        case .object(let members):
            if members.isEmpty { return leaf("{}") }
            return members.flatMap { member in
                member.value.fields(
                    name: name.isEmpty ? member.name : "\(name).\(member.name)", keys: keys + [member.name])
            }
        case .array(let elements):
            if elements.isEmpty { return leaf("[]") }
            return elements.enumerated().flatMap { index, element in
                element.fields(name: "\(name)[\(index)]", keys: keys + [String(index)])
            }
        case .encoded(let inner): return inner.fields(name: "\(name).$encoded", keys: keys + ["$encoded"])
        case .parameter(let parameter): return leaf("{\(parameter)}", [parameter])
        case .text(let parts): return leaf("'\(parts.specText)'", parts.parameters)
        case .string(let text): return leaf("'\(text)'")
        case .number(let text): return leaf(text)
        case .boolean(let flag): return leaf(String(flag))
        case .null: return leaf("null")
        }
    }
}
