import SourceText
import TestScheduling
import Testing

@testable import VenueRuntime
@testable import VenueSpec

/// The constants of a spec that travel are held to one grammar by lint and by the runtime, which know nothing of each
/// other: what the one refuses, the other does not send.
@Suite(.bounded) struct GrammarAgreementTests {
    /// What no header field can hold, wherever it stands.
    private static let unsendable: [StaticString] = [
        "a\r\nContent-Length: 0\r\n\r\nPOST /orders", "a\n", "a\nb", "a\rb", "a\tb", "a\0b", "\u{1B}[2J", "a\u{7F}",
        "a\u{85}b", "é", "e\u{301}", "a\u{A0}b", "a\u{2028}b", "\u{202E}a", "\u{FEFF}a", "😀",
    ]

    // MARK: Header fields

    @Test(arguments: [
        ("a", true), ("", true), ("a b", true), ("*/*", true), ("\"q\"; x=~", true), (" a", false), ("a ", false),
    ])
    func valuesOfHeaderFields(_ text: String, isGood: Bool) {
        #expect(Self.lintAccepts(http: "headers: { X-Constant: \(Self.quoted(text)) }") == isGood)
        var headers = HTTPHeaderFields()
        headers.append(name: "X-Constant", value: text)
        #expect(
            Self.isMade { try PreparedRequest(method: "GET", target: RequestTarget("/x"), headers: headers) } == isGood)
    }

    @Test func valuesOfHeaderFieldsThatWouldBeMore() {
        for text in Self.unsendable { valuesOfHeaderFields("\(text)", isGood: false) }
    }

    @Test func prefixesOfSecrets() {
        var rows: [(StaticString, Bool)] = [
            ("Bearer ", true), ("", true), ("Token token=", true), ("key:", true), (" Bearer", false), (" ", false),
        ]
        rows += Self.unsendable.map { ($0, false) }
        for (prefix, isGood) in rows {
            let credential = "{ type: header, header: X-Key, prefix: \(Self.quoted("\(prefix)")) }"
            #expect(Self.lintAccepts(credential: credential) == isGood, "\(prefix)")
            #expect(Self.isMade { try Self.authorized("X-Key", prefix) } == isGood, "\(prefix)")
        }
    }

    @Test func namesOfHeaderFields() {
        var rows: [(StaticString, Bool)] = [
            ("X-Key", true), ("x_key", true), ("Authorization", true), ("X Key", false), ("X:Key", false),
            ("Host", false), ("content-LENGTH", false), ("Transfer-Encoding", false), ("Expect", false),
            ("Connection", false), ("TE", false), ("Trailer", false), ("Upgrade", false), ("Keep-Alive", false),
            ("Proxy-Connection", false), ("HTTP2-Settings", false),
        ]
        rows += Self.unsendable.map { ($0, false) }
        for (name, isGood) in rows {
            let key = Self.quoted("\(name)")
            #expect(Self.lintAccepts(credential: "{ type: header, header: \(key) }") == isGood, "\(name)")
            #expect(Self.isMade { try Self.authorized(name, "") } == isGood, "\(name)")
            #expect(
                Self.lintAccepts(credential: "{ type: header, header: X-Own }", http: "headers: { \(key): a }")
                    == isGood)
            var headers = HTTPHeaderFields()
            headers.append(name: "\(name)", value: "a")
            #expect(
                Self.isMade { try PreparedRequest(method: "GET", target: RequestTarget("/x"), headers: headers) }
                    == isGood)
        }
    }

    @Test func mediaTypes() {
        var rows: [(StaticString, Bool)] = [
            ("application/json", true), ("application/vnd.api+json", true), ("text/plain; charset=utf-8", true),
            ("a/b;c=\"d \\\" e\" ; f=g", true), ("json", false), ("a/", false), ("/b", false), ("a/b;", false),
            ("a/b; c", false), ("a/b; c=", false), ("a/b c", false), (" a/b", false), ("a/b ", false),
            ("a/b, c/d", false), ("a/b;c=\"d", false), ("a/b;c=\"\\", false),
        ]
        rows += Self.unsendable.map { ($0, false) }
        for (type, isGood) in rows {
            #expect(Self.lintAccepts(http: "json: {}, contentType: \(Self.quoted("\(type)"))") == isGood, "\(type)")
            #expect(
                Self.isMade {
                    try PreparedRequest(method: "POST", target: RequestTarget("/x"), contentType: "\(type)", body: [])
                } == isGood, "\(type)")
        }
    }

    // MARK: Request lines

    @Test func paths() {
        let rows: [(StaticString, Bool)] = [
            ("/orders", true), ("/", true), ("/v1.0/a%2Fb/", true), ("/a;v=1/b:c@d,e!$&'()*+=~_-", true),
            ("/...", true), ("/%2e%2e%2e", true), ("/.a", true), ("/..a;b", true), ("/a..", true), ("/a/;b", true),
            ("orders", false), ("/a/../b", false), ("/a/./b", false), ("/..", false), ("/.", false),
            ("/%2e%2e/a", false), ("/%2E%2E/a", false), ("/.%2e/a", false), ("/%2E./a", false), ("/%2e/a", false),
            ("/..;/a", false), ("/.;x=y/a", false), ("/%2e%2E;x/a", false), ("/..%3B/a", false), ("/a/..%3bx", false),
            ("/a%", false), ("/a%2", false), ("/a%zz", false), ("/a%2\u{FF11}", false), ("/a#b", false),
            ("/a\\b", false), ("/a|b", false), ("/a^b", false), ("/a`b", false), ("/a\"b", false), ("/<a>", false),
            ("/[a]", false), ("/a b", false), ("/a HTTP/1.1\r\nHost: other\r\n\r\n", false),
            ("/é", false), ("/a\nb", false), ("/a\0b", false), ("/\u{1B}[2J", false), ("/\u{202E}a", false),
        ]
        for (path, isGood) in rows {
            #expect(Self.lintAccepts(request: Self.quoted("DELETE \(path)")) == isGood, "\(path)")
            #expect(
                Self.isMade { try PreparedRequest(method: "DELETE", target: RequestTarget(path)) } == isGood, "\(path)")
        }
        // Lint is stricter here: queries have a place of their own, and servers merge empty segments.
        for path in ["/a?b", "//a", "/a//b"] {
            #expect(!Self.lintAccepts(request: Self.quoted("DELETE \(path)")), "\(path)")
        }
    }

    @Test func methods() {
        let rows: [(StaticString, Bool)] = [
            ("DELETE", true), ("POST", true), ("", false), ("GET /x HTTP/1.1\r\n\r\nPOST", false), ("P\tOST", false),
            ("PÖST", false), ("POST\n", false),
        ]
        for (method, isGood) in rows {
            #expect(Self.lintAccepts(request: Self.quoted("\(method) /x")) == isGood, "\(method)")
            #expect(
                Self.isMade { try PreparedRequest(method: method, target: RequestTarget("/x")) } == isGood, "\(method)")
        }
    }

    @Test func constantsOfQueriesAndForms() {
        for (text, isGood) in [("a b", true), ("é&=#", true), ("a\nb", false), ("a\r\n", false), ("\u{85}", false)] {
            let quoted = Self.quoted(text)
            for part in ["query: { x: \(quoted) }", "query: { \(quoted): x }", "form: { x: \(quoted) }"] {
                #expect(Self.lintAccepts(http: part) == isGood, "\(part)")
            }
        }
    }

    // MARK: Addresses

    /// Hosts, with whether they are one thing to whatever reads them.
    private static let hosts: [(StaticString, Bool)] = [
        ("api.example.com", true), ("a", true), ("localhost", true), ("127.0.0.1", true),
        ("xn--bcher-kva.example", true),
        ("1.example", true), ("0x7f.example", true), ("a-b.example", true), ("127.1", false), ("127.0.1", false),
        ("0x7f000001", false), ("0x7f.0.0.1", false), ("0X7F.1", false), ("2130706433", false), ("017700000001", false),
        ("0177.0.0.1", false), ("127.0.0.01", false), ("127.0.0.1.", false), ("1.2.3.4.5", false), ("256.0.0.1", false),
        ("example.0x", false), ("example.1", false), ("127.0.0.\u{FF11}", false), ("example.com.", false),
        (".example.com", false), ("a..b", false), ("-a.example", false), ("a_b.example", false), ("a%2eb", false),
        ("b\u{FC}cher.example", false), ("user@host", false), ("a b", false), ("a\r\nHost: b", false), ("a\0", false),
        ("a\\b", false), ("", false),
    ]

    @Test func hostsOfServers() {
        for (host, isGood) in Self.hosts {
            #expect(Self.lintAccepts(server: Self.quoted("https://\(host)")) == isGood, "\(host)")
            #expect(
                Self.lintAccepts(server: "https://a.example", socket: Self.quoted("wss://\(host)")) == isGood, "\(host)"
            )
            #expect(Self.lintAcceptsTokens(from: "https://\(host)/token") == isGood, "\(host)")
            #expect(Self.isMade { try HostName("\(host)") } == isGood, "\(host)")
            #expect(Self.isMade { try BaseURL("https://\(host)") } == isGood, "\(host)")
            #expect(
                Self.isMade { try BaseURL(https: host).url(for: Self.authorized("X-Key", "")) } == isGood, "\(host)")
        }
    }

    @Test func portsOfServers() {
        let rows: [(String, Int, Bool)] = [
            ("1", 1, true), ("443", 443, true), ("65535", 65535, true), ("0", 0, false), ("65536", 65536, false),
            ("-1", -1, false),
        ]
        for (text, port, isGood) in rows {
            #expect(Self.lintAccepts(server: Self.quoted("https://a.example:\(text)")) == isGood, "\(text)")
            #expect(
                Self.isMade { try BaseURL(https: "a.example", port: port).url(for: Self.authorized("X-Key", "")) }
                    == isGood)
        }
        for text in ["", "+443", "0x1bb", "４４３", "443\r\n"] {
            #expect(!Self.lintAccepts(server: Self.quoted("https://a.example:\(text)")), "\(text)")
            #expect(!Self.isMade { try BaseURL("https://a.example:\(text)") }, "\(text)")
        }
    }

    @Test func basePathsOfServers() {
        let rows: [(StaticString, Bool)] = [
            ("", true), ("/v1", true), ("/v1/", true), ("/a%2Fb", true), ("/%2e%2e", false), ("/../a", false),
            ("/..;/a", false), ("/a//b", false), ("/a?b", false), ("/a#b", false), ("/a b", false),
            ("/a\\b", false), ("/{a}", false), ("/é", false), ("/a\nb", false), ("/a\0b", false), ("/\u{1B}[2J", false),
        ]
        for (path, isGood) in rows {
            #expect(Self.lintAccepts(server: Self.quoted("https://a.example\(path)")) == isGood, "\(path)")
            #expect(Self.isMade { try BaseURL("https://a.example\(path)") } == isGood, "\(path)")
            let server = BaseURL(https: "a.example", basePath: path)
            #expect(Self.isMade { try server.url(for: Self.authorized("X-Key", "")) } == isGood, "\(path)")
        }
    }

    @Test func pathsOfTokenEndpoints() {
        for path in ["", "/", "/token", "/oauth/token/"] {
            #expect(Self.lintAcceptsTokens(from: "https://a.example\(path)"))
        }
        for path in ["/a?b", "/a#b", "/../a", "/%2E%2E/a", "/a b", "/a\nb", "//a", "/a//", "/é", "/{host}"] {
            #expect(!Self.lintAcceptsTokens(from: "https://a.example\(path)"), "\(path)")
        }
        #expect(!Self.lintAcceptsTokens(from: "https://{host}/token"))
        #expect(!Self.lintAcceptsTokens(from: "https://me@a.example/token"))
        #expect(!Self.lintAcceptsTokens(from: "http://a.example/token"))
    }

    // MARK: Both sides

    /// Whether something is made and not refused.
    private static func isMade<Value>(_ make: () throws -> Value) -> Bool { (try? make()) != nil }

    /// A request with a secret in a header field.
    private static func authorized(_ name: StaticString, _ prefix: StaticString) throws -> AuthorizedRequest {
        try PreparedRequest(method: "GET", target: RequestTarget("/x"))
            .authorized(by: [CredentialField(name: name, prefix: prefix, secret: Secret("s"))])
    }

    /// Whether lint accepts an address to have tokens from.
    private static func lintAcceptsTokens(from url: String) -> Bool {
        lintAccepts(
            credential: "{ type: oauth2, tokenEndpoint: { url: \(quoted(url)), body: form, grants: [refresh_token] } }")
    }

    /// Whether lint accepts a spec with some constants.
    private static func lintAccepts(
        server: String = "https://a.example", socket: String = "wss://a.example", credential: String = "bearer",
        request: String? = nil, http: String = "headers: {}"
    ) -> Bool {
        let line = request.map { $0 + ", query: { orderId }" } ?? "'DELETE /orders/{orderId}'"
        let text = """
            format: 1
            venue: Constants
            docs: { read: 2026-11-20, digest: sha256:\(String(repeating: "0", count: 64)) }
            servers: { main: \(server), stream: \(socket) }
            security: { key: \(credential) }
            operations:
              cancelOrder:
                parameters: { orderId: string }
                identity: [orderId]
                repeatable: undocumented
                http: { request: \(line), \(http) }
                webSocket: { server: stream, id: integer, frame: { orderId } }
                responses: { 204: none }
                outcomes: [{ status: 204, then: canceled }]
                examples: [{ name: one, input: { orderId: a }, request: { line: DELETE / } }]
            """
        let file = SourceFile(path: "constants.venue.yaml", text: text)
        let errors = SpecAnalysis([file], executesExamples: false).diagnostics.filter { $0.severity == .error }
        return errors.isEmpty
    }

    /// A text in YAML's double quotes.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case " "..."~": "\(scalar)"
            default:
                "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
