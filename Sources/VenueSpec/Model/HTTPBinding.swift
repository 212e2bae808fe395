/// Where the parameters go in an HTTP request.
package struct HTTPBinding: Sendable, Hashable {
    /// The ways to identify the order that it serves, or the scopes, by their names in the spec; empty for every one.
    package var identities: [String] = []
    package var method: String
    /// The path in origin form: literals and whole or partial segments.
    package var path: [TemplatePart]
    package var query: [QueryItem]
    /// Header fields beside those of the credentials and `Content-Type`, in spec order.
    package var headers: [HeaderTemplate]
    package var body: RequestBody
    /// The values it may hold that are made anew for each attempt: the venue's, then its own, in spec order.
    package var computed: [ComputedValue] = []
    package var provenance: Provenance
}

package struct HTTPKeys: Mapping {
    package typealias Model = HTTPBinding
    package static let keys = KeyTable<HTTPKeys>("http", "'http'")
    package init() {}

    /// A parameter named like the field, or a template.
    private static let field: Form = .oneOf([.empty, .text(.constant)])

    let identities = Field(
        "identity", .node(.oneOf([.text(.memberName), .list(.text(.memberName))])),
        "The ways to identify the order that it serves, where there is a list of bindings.")
    let scopes = Field(
        "scope", .node(.oneOf([.text(.memberName), .list(.text(.memberName))])),
        "The scopes that it serves, where a call that cancels all orders has a list of bindings.")
    package let request = Field(required: "request", .requestLine, "Method and path with {placeholders}.")
    package let query = Field("query", .entries(.wireName, field), default: [], "Query fields.")
    package let headers = Field("headers", .entries(.headerName, field), default: [], "Header fields.")
    package let json = Field("json", .template, "A JSON body.")
    package let form = Field("form", .entries(.wireName, field), "A form body.")
    let contentType = Field(
        "contentType", .text(.any), "The media type, where it is not the body's usual one.")
    let computed = Field(
        "computed", .entries(.memberName, .record(ComputedKeys.self)), default: [],
        "Values that are made anew for each attempt of this call.")
    let provenance = Included<HTTPKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

package enum TemplatePart: Sendable, Hashable {
    case literal(String)
    /// A parameter's value, by the parameter's name in the spec.
    case parameter(String)
}

package struct QueryItem: Sendable, Hashable {
    package var name: String
    /// Its value.
    ///
    /// A bare optional parameter that is not given leaves the field out.
    package var value: [TemplatePart]
    /// For a list parameter: whether the field is repeated for each element (RFC 6570 `*`) instead of joined by commas.
    package var explode: Bool
}

package struct HeaderTemplate: Sendable, Hashable {
    package var name: String
    /// Its value.
    ///
    /// A bare optional parameter that is not given leaves the field out.
    package var value: [TemplatePart]
}

package enum RequestBody: Sendable, Hashable {
    /// No body; a media type that is stated all the same is a header field.
    case none
    /// `application/json` (or the given media type) with this template.
    case json(JSONTemplate, contentType: String)
    /// `application/x-www-form-urlencoded` with these fields.
    case form([QueryItem], contentType: String)
}

package indirect enum JSONTemplate: Sendable, Hashable {
    /// An object; members keep this order. A member whose value is a bare optional parameter that is not given is left out.
    case object([Member])
    case array([JSONTemplate])
    /// A parameter's value in its own JSON type.
    case parameter(String)
    /// The same; `null` where it is not given.
    case parameterOrNull(String)
    case text([TemplatePart])
    case string(String)
    case number(String)
    case boolean(Bool)
    case null
    /// A string that holds the inner template as compact JSON.
    case encoded(JSONTemplate)

    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSONTemplate

        package init(name: String, value: JSONTemplate) {
            self.name = name
            self.value = value
        }
    }
}

/// The call as one WebSocket text frame.
package struct WebSocketBinding: Sendable, Hashable {
    /// The server, by its name under `servers`, that takes the connection.
    package var server: String?
    /// The frame.
    ///
    /// The parameter name `$id` stands for the correlation id the connection chooses.
    package var frame: JSONTemplate
    /// Whether `$id` is a string or an integer.
    package var idKind: Enumeration.Kind
    /// How replies look and are matched, in words; replies over WebSocket are not modelled.
    package var description: String?
    package var provenance: Provenance
}

package struct WebSocketKeys: Mapping {
    package typealias Model = WebSocketBinding
    package static let keys = KeyTable<WebSocketKeys>("webSocket", "'webSocket'")
    package init() {}

    let server = Field(
        "server", .text(.memberName), "The entry of 'servers' that takes the connection.", to: \.server)
    package let frame = Field(required: "frame", .template, "The frame; '{$id}' is the correlation id.")
    let id = Field(required: "id", .words(Enumeration.Kind.self), "The kind of the correlation id.")
    let description = Field.description(\.description)
    let provenance = Included<WebSocketKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}
