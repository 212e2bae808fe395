/// Where the parameters go in an HTTP request.
public struct HTTPBinding: Sendable, Hashable {
    /// The request method, upper case.
    public var method: String
    /// The path in origin form: literals and whole or partial segments.
    public var path: [TemplatePart]
    /// The query, in spec order.
    public var query: [QueryItem]
    /// Header fields beside those of the credentials and `Content-Type`, in spec order.
    public var headers: [HeaderTemplate]
    /// The request body.
    public var body: RequestBody
    /// Where the binding stands in the spec.
    public var provenance: Provenance
}

struct HTTPKeys: Mapping {
    typealias Model = HTTPBinding
    static let keys = KeyTable<HTTPKeys>("http", "'http'")

    /// A parameter named like the field, or a template.
    private static let field: Form = .oneOf([.empty, .text(.constant)])

    let request = Field(required: "request", .requestLine, "Method and path with {placeholders}.")
    let query = Field("query", .entries(.wireName, field), default: [], "Query fields.")
    let headers = Field("headers", .entries(.headerName, field), default: [], "Header fields.")
    let json = Field("json", .node(.template), "A JSON body.")
    let form = Field("form", .entries(.wireName, field), "A form body.")
    let contentType = Field(
        "contentType", .text(.any), "The media type, where it is not the body's usual one.")
    let provenance = Included<HTTPKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// A piece of a text template.
public enum TemplatePart: Sendable, Hashable {
    /// Fixed text.
    case literal(String)
    /// A parameter's value, by the parameter's name in the spec.
    case parameter(String)
}

/// One query field.
public struct QueryItem: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// Its value.
    ///
    /// A bare optional parameter that is not given leaves the field out.
    public var value: [TemplatePart]
    /// For a list parameter: whether the field is repeated for each element (RFC 6570 `*`) instead of joined by commas.
    public var explode: Bool
}

/// One header field.
public struct HeaderTemplate: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// Its value.
    ///
    /// A bare optional parameter that is not given leaves the field out.
    public var value: [TemplatePart]
}

/// The body of a request.
public enum RequestBody: Sendable, Hashable {
    /// No body; a media type that is stated all the same is a header field.
    case none
    /// `application/json` (or the given media type) with this template.
    case json(JSONTemplate, contentType: String)
    /// `application/x-www-form-urlencoded` with these fields.
    case form([QueryItem], contentType: String)
}

/// JSON with holes for parameters.
public indirect enum JSONTemplate: Sendable, Hashable {
    /// An object; members keep this order. A member whose value is a bare optional parameter that is not given is left out.
    case object([Member])
    case array([JSONTemplate])
    /// A parameter's value in its own JSON type.
    case parameter(String)
    /// A string with parameters inside.
    case text([TemplatePart])
    /// A constant string.
    case string(String)
    /// A constant number, as its text.
    case number(String)
    /// A constant boolean.
    case boolean(Bool)
    case null
    /// A string that holds the inner template as compact JSON.
    case encoded(JSONTemplate)

    /// One member of an object.
    public struct Member: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: JSONTemplate

        /// Makes a member.
        public init(name: String, value: JSONTemplate) {
            self.name = name
            self.value = value
        }
    }
}

/// The call as one WebSocket text frame.
public struct WebSocketBinding: Sendable, Hashable {
    /// The server, by its name under `servers`, that takes the connection.
    public var server: String?
    /// The frame.
    ///
    /// The parameter name `$id` stands for the correlation id the connection chooses.
    public var frame: JSONTemplate
    /// Whether `$id` is a string or an integer.
    public var idKind: Enumeration.Kind
    /// How replies look and are matched, in words; replies over WebSocket are not modelled.
    public var description: String?
    /// How the fact is known.
    public var provenance: Provenance
}

struct WebSocketKeys: Mapping {
    typealias Model = WebSocketBinding
    static let keys = KeyTable<WebSocketKeys>("webSocket", "'webSocket'")

    let server = Field(
        "server", .text(.memberName), "The entry of 'servers' that takes the connection.", to: \.server)
    let frame = Field(required: "frame", .node(.template), "The frame; '{$id}' is the correlation id.")
    let id = Field(required: "id", .words(Enumeration.Kind.self), "The kind of the correlation id.")
    let description = Field.description(\.description)
    let provenance = Included<WebSocketKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}
