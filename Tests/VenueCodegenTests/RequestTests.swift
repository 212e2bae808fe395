import TestScheduling
import Testing

@Suite(.bounded) struct RequestTests {
    @Test func aPathIsBuiltFromLiteralsAndSegments() throws {
        let snippet = try Snippet(http: "{ request: 'DELETE /orders/{id}/x' }")
        #expect(
            snippet.code("public static func prepare") == """
                public static func prepare(_ input: Input) throws(InvalidInput) -> PreparedRequest {
                    try input.validate()
                    var target = RequestTarget("/orders/")
                    target.segment(input.id)
                    target.literal("/x")
                    return try PreparedRequest(method: "DELETE", target: target)
                }
                """)
    }

    @Test func queryFormAndHeadersLeaveOutWhatIsNotGiven() throws {
        let snippet = try Snippet(
            parameters: "{ id: string, n: { type: integer, required: false }, ids: { type: array, items: integer } }",
            http: """
                { request: POST /x, query: { n: , all: '{ids*}', ids: }, headers: { X-N: '{n}', X-Id: 'a-{id}' },
                  form: { id: , n: } }
                """)
        #expect(
            snippet.code("public static func prepare") == #"""
                public static func prepare(_ input: Input) throws(InvalidInput) -> PreparedRequest {
                    try input.validate()
                    var target = RequestTarget("/x")
                    target.query("n", ifPresent: input.n?.description)
                    target.query("all", repeated: input.ids.map({ $0.description }))
                    target.query("ids", joined: input.ids.map({ $0.description }))
                    var form = FormBody()
                    form.append("id", input.id)
                    form.append("n", ifPresent: input.n?.description)
                    var headers = HTTPHeaderFields()
                    headers.append(name: "X-N", ifPresent: input.n?.description)
                    headers.append(name: "X-Id", value: "a-\(input.id)")
                    return try PreparedRequest(
                        method: "POST", target: target, headers: headers, contentType: "application/x-www-form-urlencoded",
                        body: form.bytes
                    )
                }
                """#)
    }

    @Test func anEmptyObjectIsABodyAndNoBodyIsNone() throws {
        #expect(
            try Snippet(http: "{ request: POST /x, json: {} }").code("public static func prepare").contains(
                """
                    return try PreparedRequest(
                        method: "POST", target: RequestTarget("/x"), contentType: "application/json", body: [UInt8]("{}".utf8)
                    )
                """))
        #expect(
            try Snippet(http: "{ request: POST /x }").code("public static func prepare").contains(
                "return try PreparedRequest(method: \"POST\", target: RequestTarget(\"/x\"))"))
    }

    @Test func templatesNestAndEncodeJSONInStrings() throws {
        let snippet = try Snippet(
            http: "{ request: POST /x, json: { a: [{ id: }, 1.50, 'it', null], o: { $encoded: { id: } }, t: 'x{id}' } }"
        )
        #expect(
            snippet.code("public static func prepare").contains(
                #"""
                    json.beginObject()
                    json.beginArray("a")
                    json.beginObject()
                    json.member("id", input.id)
                    json.endObject()
                    json.literal("1.50")
                    json.write("it")
                    json.null()
                    json.endArray()
                    var inner = JSONWriter()
                    inner.beginObject()
                    inner.member("id", input.id)
                    inner.endObject()
                    json.member("o", inner.text)
                    json.member("t", "x\(input.id)")
                    json.endObject()
                """#))
    }

    @Test func aWebSocketCallMakesAFrame() throws {
        let snippet = try Snippet(
            operation: "    webSocket: { frame: { m: 0, i: '{$id}', id: }, id: integer }")
        #expect(
            snippet.code("public static func frame") == """
                public static func frame(for input: Input, id: Int64) throws(InvalidInput) -> String {
                    try input.validate()
                    var json = JSONWriter()
                    json.beginObject()
                    json.member("m", literal: "0")
                    json.member("i", id)
                    json.member("id", input.id)
                    json.endObject()
                    return json.text
                }
                """)
        #expect(snippet.text.contains("public enum CancelOrder: FramedCancelOperation {"))
    }

    @Test func serversAreConstantsOrTakeTheOperatorsHost() throws {
        let snippet = try Snippet(
            servers: "{ test: 'https://a.example:8443/v1', live: 'https://{host}/v1', stream: wss://a.example/ws }")
        #expect(
            snippet.code("public static let test")
                == #"public static let test: Self = Self(BaseURL(https: "a.example", port: 8443, basePath: "/v1"))"#)
        #expect(
            snippet.code("public static func live")
                == #"public static func live(host: HostName) -> Self { Self(BaseURL(https: host, basePath: "/v1")) }"#)
        #expect(
            snippet.code("public static let stream") == #"public static let stream: String = "wss://a.example/ws""#)
    }

    @Test func credentialsTravelInTheirHeaderFields() throws {
        let snippet = try Snippet(security: "{ key: { type: header, header: X-Key }, token: bearer }")
        #expect(
            snippet.code("public struct Credentials") == """
                public struct Credentials: VenueCredentials {
                    public var key: Secret
                    public var token: Secret

                    public init(key: Secret, token: Secret) {
                        self.key = key
                        self.token = token
                    }

                    public init<Failure: Error>(secrets secret: (_ name: String) throws(Failure) -> Secret) throws(Failure) {
                        self.key = try secret("key")
                        self.token = try secret("token")
                    }

                    public var headerFields: [CredentialField] {
                        [
                            CredentialField(name: "X-Key", secret: key),
                            CredentialField(name: "Authorization", prefix: "Bearer ", secret: token)
                        ]
                    }
                }
                """)
        #expect(
            try Snippet(security: "none").code("public typealias Credentials")
                == "public typealias Credentials = NoCredentials")
    }
}
