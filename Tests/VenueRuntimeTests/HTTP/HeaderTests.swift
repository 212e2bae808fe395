import TestScheduling
import Testing
import VenueRuntime

/// Header fields on their way out and in.
@Suite(.bounded) struct HeaderTests {
    /// The violations a request with this field has.
    private func violations(name: String, value: String) -> [String] {
        var headers = HTTPHeaderFields()
        headers.append(name: name, value: value)
        do throws(InvalidInput) {
            _ = try PreparedRequest(method: "GET", target: RequestTarget("/"), headers: headers)
            return []
        } catch {
            return error.violations.map(\.description)
        }
    }

    @Test(arguments: ["accountId", "X-A_b", "!#$%&'*+-.^_`|~09az"])
    func tokensAreNames(_ name: String) { #expect(violations(name: name, value: "x") == []) }

    @Test(arguments: ["", "a b", "a:", "a\r\nb", "é", "a\0", "(a)", "a/b", "\"a\"", "a\t"])
    func nothingElseIsAName(_ name: String) { #expect(violations(name: name, value: "x").count == 1) }

    @Test(arguments: ["", "a", "a b", "~!\"\\,;=", "Bearer a.b-c"])
    func visibleASCIIAndInnerSpacesAreValues(_ value: String) { #expect(violations(name: "a", value: value) == []) }

    @Test(arguments: [
        "a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0", "a\tb", "\u{7F}", " a", "a ", " ", "é", "a\u{2028}b", "a\u{85}b",
    ])
    func nothingElseIsAValueAndNoneIsQuoted(_ value: String) {
        #expect(
            violations(name: "X-Name", value: value) == [
                "'header X-Name' holds something other than visible ASCII and inner spaces"
            ])
    }

    @Test func lookUpIgnoresCaseAndOrderIsKept() {
        var headers = HTTPHeaderFields()
        headers.append(name: "B", value: "1")
        headers.append(name: "a", value: "2")
        headers.append(name: "b", value: "3")
        headers.append(name: "c", ifPresent: nil)
        headers.append(name: "d", ifPresent: "4")
        #expect(headers["b"] == "1")
        #expect(headers["A"] == "2")
        #expect(headers["c"] == nil)
        #expect(headers.fields.map(\.name) == ["B", "a", "b", "d"])
        #expect(headers["\u{212A}"] == nil)
    }

    @Test func receivedFieldsAreCleaned() {
        let headers = HTTPHeaderFields(received: [
            ("X-A", " \ta\r\nb\0 "), ("bad name", "x"), ("", "x"), ("X-B", "é"), ("X-C", " "),
        ])
        #expect(headers.fields.map { "\($0.name)=\($0.value)" } == ["X-A=a  b", "X-B=é", "X-C="])
    }

    @Test(
        arguments: [
            ("120", RetryAfter.seconds(120)), ("0", .seconds(0)), ("", nil), ("-1", nil), ("1.5", nil), ("1s", nil),
            ("99999999999999999999", nil), ("+5", nil), ("٣", nil),
            ("Sun, 06 Nov 1994 08:49:37 GMT", HTTPDate("Sun, 06 Nov 1994 08:49:37 GMT").map(RetryAfter.date)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", HTTPDate("Sunday, 06-Nov-94 08:49:37 GMT").map(RetryAfter.date)),
            ("Sun Nov  6 08:49:37 1994", HTTPDate("Sun Nov  6 08:49:37 1994").map(RetryAfter.date)),
            ("Sun, 06-Nov-94 08:49:37 GMT", nil), ("Sunday, 6-Nov-94 08:49:37 GMT", nil),
            ("Sunday, 06-Nov-1994 08:49:37 GMT", nil), ("Sunday, 06-Nov-94 08:49:37", nil),
            ("Sun Nov 6 08:49:37 1994", nil), ("Sun Nov  0 08:49:37 1994", nil), ("Sun Nov  6 08:49:37 94", nil),
            ("Sun Nov  6 08:49:37 1994 GMT", nil), ("30, 60", nil), (" ", nil), ("0x1E", nil), ("1e3", nil),
            ("Sun, 6 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 UTC", nil),
            ("Sun, 31 Feb 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 25:49:37 GMT", nil),
            ("Sux, 06 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 nov 1994 08:49:37 GMT", nil),
        ] as [(String, RetryAfter?)])
    func retryAfterIsReadInItsForms(_ value: String, expected: RetryAfter?) {
        #expect(
            HTTPResponse(status: 429, headers: HTTPHeaderFields(received: [("retry-after", value)])).retryAfter
                == expected)
    }

    @Test func httpDatesArePlacedExactly() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
            "Sun Nov 06 08:49:37 1994",
        ] {
            #expect(HTTPDate(text)?.secondsSinceEpoch == 784_111_777)
        }
        #expect(HTTPDate("Sun Nov 16 08:49:37 1994")?.secondsSinceEpoch == 784_975_777)
        #expect(HTTPResponse(status: 429).retryAfter == nil)
    }

    @Test(arguments: [
        ("Fri, 27 Nov 2026 00:00:00 GMT", "Friday, 27-Nov-26 01:00:00 GMT", "Fri, 27 Nov 2026 01:00:00 GMT"),
        ("Fri, 27 Nov 2026 00:00:00 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Fri, 27 Nov 2026 00:00:00 GMT", "Thursday, 26-Nov-76 00:00:00 GMT", "Thu, 26 Nov 2076 00:00:00 GMT"),
        ("Fri, 27 Nov 2026 00:00:00 GMT", "Monday, 29-Nov-76 00:00:00 GMT", "Mon, 29 Nov 1976 00:00:00 GMT"),
        ("Thu, 31 Dec 2099 23:59:00 GMT", "Friday, 01-Jan-00 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"),
        ("Fri, 31 Dec 1999 23:59:00 GMT", "Saturday, 01-Jan-00 00:00:00 GMT", "Sat, 01 Jan 2000 00:00:00 GMT"),
    ]) func aYearOfTwoDigitsIsAtMostFiftyYearsAhead(present: String, text: String, expected: String) {
        let date = HTTPDate(text, present: HTTPDate(present))
        #expect(date?.secondsSinceEpoch == HTTPDate(expected)?.secondsSinceEpoch)
    }

    @Test(arguments: [
        (["30", "3600"], RetryAfter.seconds(3600)), (["3600", "30"], .seconds(3600)), (["soon", "30"], .seconds(30)),
    ]) func ofTwoWishesTheLongerCounts(values: [String], expected: RetryAfter) {
        let fields = values.map { (name: "Retry-After", value: $0) }
        #expect(HTTPResponse(status: 429, headers: HTTPHeaderFields(received: fields)).retryAfter == expected)
    }
}
