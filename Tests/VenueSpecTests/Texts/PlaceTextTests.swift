import TestScheduling
import Testing

@testable import VenueSpec

/// Addresses of servers and paths to fields are read as written, or refused.
@Suite(.bounded) struct PlaceTextTests {
    @Test func aServerIsSchemeHostAndBasePath() throws {
        let plain = try ServerAddress(parsing: "https://api.example.com")
        #expect(plain.scheme == "https" && plain.host == "api.example.com" && plain.basePath == "")
        let full = try ServerAddress(parsing: "wss://api-2.example.com:8443/v1/orders/")
        #expect(full.scheme == "wss" && full.host == "api-2.example.com:8443" && full.basePath == "/v1/orders")
        let tenant = try ServerAddress(parsing: "https://{host}/api")
        #expect(tenant.host == nil && tenant.basePath == "/api")
        #expect(try ServerAddress(parsing: "https://10.0.0.1:1").host == "10.0.0.1:1")
        #expect(try ServerAddress(parsing: "https://a.com/x%20y").basePath == "/x%20y")
    }

    @Test(
        arguments: [
            "", "api.example.com", "//api.example.com", "http://a.com", "ws://a.com", "ftp://a.com", "HTTPS://a.com",
            "https://", "https:///a", "https://a..com", "https://-a.com", "https://a-.com", "https://a_b.com",
            "https://ä.com", "https://a.com:", "https://a.com:0", "https://a.com:65536", "https://a.com:+80",
            "https://a.com:080", "https://a.com:1:2", "https://me@a.com", "https://{h}", "https://{host}.com",
            "https://{host}:80", "https://a.com/{id}", "https://a.com/?a", "https://a.com/#a", "https://a.com/a b",
            "https://a.com/ä", "https://a.com/../b", "https://a.com/./b", "https://a.com//b", "https://a.com/%",
            "https://[::1]", "https://a.com\\b",
        ]) func addressesThatMightLeadElsewhereAreRefused(_ text: String)
    {
        #expect(throws: SyntaxError.self) { try ServerAddress(parsing: text) }
    }

    @Test(
        arguments: [
            ("$", []), ("a", [.member("a")]), ("order.status", [.member("order"), .member("status")]),
            ("results[0].code", [.member("results"), .index(0), .member("code")]),
            ("ids[*]", [.member("ids"), .anyElement]), ("$[1].x", [.index(1), .member("x")]),
            ("$.a", [.member("a")]), ("a[0][1]", [.member("a"), .index(0), .index(1)]),
            ("error code-β", [.member("error code-β")]),
            ("a.\u{301}b[0]", [.member("a"), .member("\u{301}b"), .index(0)]),
            ("a[1000]", [.member("a"), .index(1000)]),
        ] as [(String, [FieldPath.Step])]) func pathsAreMembersAndIndices(_ text: String, _ steps: [FieldPath.Step])
        throws
    {
        let path = try FieldPath(parsing: text)
        #expect(path.steps == steps)
        #expect(try FieldPath(parsing: path.description) == path)
    }

    @Test(
        arguments: [
            "", ".", ".a", "a.", "a..b", "[0]", "a[", "a]b[", "a[]", "a[x]", "a[-1]", "a[01]", "a[1001]", "a[0]b", "$a",
            "$.",
            "$..a", "a[0", "a[99999999999999999999]", "a[ 0]", "a.[0]",
        ]) func brokenPathsAreRefused(_ text: String)
    {
        #expect(throws: SyntaxError.self) { try FieldPath(parsing: text) }
    }
}
