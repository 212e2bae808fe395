import TestScheduling
import Testing
import VenueRuntime

/// Addresses of venues: what is taken, and why the rest is refused.
@Suite(.bounded) struct BaseURLTests {
    @Test(arguments: [
        ("https://api.example.com", "https://api.example.com"), ("https://api.example.com/", "https://api.example.com"),
        ("HTTPS://API.Example.COM", "https://api.example.com"),
        ("https://api.example.com:8443/base/v1/", "https://api.example.com:8443/base/v1"),
        ("https://10.0.0.1", "https://10.0.0.1"), ("https://[2001:DB8::1]:1", "https://[2001:db8::1]:1"),
        ("https://a-b.c1", "https://a-b.c1"),
        ("https://host/a%20b;c=1/~x", "https://host/a%20b;c=1/~x"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("http://localhost:8080", "http://localhost:8080"), ("http://LOCALHOST", "http://localhost"),
        ("http://127.0.0.1:1", "http://127.0.0.1:1"),
        ("http://127.255.255.254", "http://127.255.255.254"), ("http://[::1]:65535", "http://[::1]:65535"),
        ("http://[0:0:0:0:0:0:0:1]", "http://[0:0:0:0:0:0:0:1]"),
        ("https://[::ffff:1.2.3.4]", "https://[::ffff:1.2.3.4]"),
        ("https://[1:2:3:4:5:6:7:8]", "https://[1:2:3:4:5:6:7:8]"), ("https://[::]", "https://[::]"),
        ("https://[1::]", "https://[1::]"),
    ])
    func addressesAreTaken(_ text: String, description: String) throws {
        #expect(try BaseURL(text).description == description)
    }

    @Test(arguments: [
        ("", InvalidBaseURL.Problem.unknownScheme), ("api.example.com", .unknownScheme),
        ("ftp://example.com", .unknownScheme),
        ("//example.com", .unknownScheme), ("https:/example.com", .unknownScheme),
        ("wss://example.com", .unknownScheme),
        ("http://example.com", .insecure), ("http://localhost.example.com", .insecure), ("http://128.0.0.1", .insecure),
        ("http://[::2]", .insecure), ("http://[::ffff:127.0.0.1]", .insecure),
        ("http://127.0.0.1.example.com", .insecure),
        ("http://localhost@example.com", .userInformation), ("https://user:hunter2@example.com", .userInformation),
        ("https://@example.com", .userInformation),
        ("https://", .emptyHost), ("https:///path", .emptyHost), ("https://:443", .emptyHost),
        ("https://?x", .emptyHost),
        ("https://a..b", .invalidHost), ("https://.a", .invalidHost), ("https://a.", .invalidHost),
        ("https://-a", .invalidHost), ("https://a-", .invalidHost),
        ("https://a_b", .invalidHost), ("https://a%2eb", .invalidHost), ("https://a\\b", .invalidHost),
        ("https://a,b", .invalidHost),
        ("https://127.1", .invalidHost), ("https://2130706433", .invalidHost), ("https://0x7f000001", .invalidHost),
        ("https://0x7f.1", .invalidHost),
        ("https://256.0.0.1", .invalidHost), ("https://01.2.3.4", .invalidHost), ("https://1.2.3.4.5", .invalidHost),
        ("https://a.1", .invalidHost),
        ("https://[::1", .invalidHost), ("https://[]", .invalidHost), ("https://[1:2]", .invalidHost),
        ("https://[1::2::3]", .invalidHost),
        ("https://[:::]", .invalidHost), ("https://[::1%25eth0]", .invalidHost), ("https://[::1]x", .invalidHost),
        ("https://[12345::]", .invalidHost),
        ("https://[1:2:3:4:5:6:7:8:9]", .invalidHost), ("https://[1:2:3:4:5:6:7::8:9]", .invalidHost),
        ("https://[::1.2.3]", .invalidHost),
        ("https://[1.2.3.4::]", .invalidHost), ("https://[:1:2:3:4:5:6:7]", .invalidHost),
        ("https://[v1.x]", .invalidHost),
        ("https://a:", .invalidPort), ("https://a:0", .invalidPort), ("https://a:65536", .invalidPort),
        ("https://a:-1", .invalidPort),
        ("https://a:+1", .invalidPort), ("https://a:8o", .invalidPort), ("https://a:1:2", .invalidPort),
        ("https://::1", .emptyHost),
        ("https://a:99999999999999999999", .invalidPort), ("https://a?x=1", .query), ("https://a/b?x", .query),
        ("https://a#f", .fragment), ("https://a/b#", .fragment),
        ("https://a//", .invalidPath), ("https://a//b", .invalidPath), ("https://a/./b", .invalidPath),
        ("https://a/..", .invalidPath),
        ("https://a/%2e%2E/b", .invalidPath), ("https://a/.%2e", .invalidPath), ("https://a/%", .invalidPath),
        ("https://a/%2", .invalidPath),
        ("https://a/%zz", .invalidPath), ("https://a/{x}", .invalidPath), ("https://a/b\\c", .invalidPath),
        ("https://bücher.example", .notASCII), ("https://a b", .notASCII), ("https://a\r\nHost: b", .notASCII),
        (" https://a", .notASCII), ("https://a\u{0}", .notASCII),
        ("https://a/β", .notASCII),
    ])
    func otherTextIsRefusedWithoutBeingQuoted(_ text: String, problem: InvalidBaseURL.Problem) {
        do throws(InvalidBaseURL) {
            _ = try BaseURL(text)
            Issue.record("took \(text)")
        } catch {
            #expect(error.problem == problem)
            #expect(!"\(error)\(String(reflecting: error))".contains("hunter2"))
        }
    }

    @Test func plainHTTPCanBeAllowed() throws {
        #expect(try BaseURL("http://example.com/x", allowInsecure: true).description == "http://example.com/x")
        #expect(throws: InvalidBaseURL.self) { try BaseURL("ftp://example.com", allowInsecure: true) }
    }

    @Test func longNamesAreRefused() {
        let label = String(repeating: "a", count: 63)
        #expect(throws: Never.self) { try HostName("\(label).\(label).\(label).\(label.dropLast(2))") }
        #expect(throws: InvalidBaseURL.self) { try HostName("\(label).\(label).\(label).\(label.dropLast(1))") }
        #expect(throws: InvalidBaseURL.self) { try HostName(label + "a") }
    }

    @Test func partsMakeTheSameAddress() throws {
        #expect(BaseURL(https: "api.example.com") == (try BaseURL("https://api.example.com")))
        #expect(
            BaseURL(https: try HostName("API.example.com:8443"), basePath: "/v1")
                == (try BaseURL("https://api.example.com:8443/v1/")))
        #expect(throws: InvalidBaseURL.self) { try HostName("a/b") }
        #expect(throws: InvalidBaseURL.self) { try HostName("https://a") }
    }

    @Test func requestPathsAreAppended() throws {
        let request = try SampleCancel.prepare(.init(account: "a", identity: .clientOrderID(1)))
            .authorized(by: Sample.Credentials(token: Secret("t")))
        #expect(try BaseURL("https://h:1/base/").url(for: request) == "https://h:1/base/v1/accounts/a/cancel")
    }
}
