import SpecMaintenance
import TestScheduling
import Testing
import YAMLDocument

@testable import VenueSpec

/// Scalars of a fixed form are accepted exactly in that form.
@Suite(.bounded) struct ScalarTextTests {
    @Test(arguments: ["2026-11-20", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func daysThatExistAreDates(_ text: String) {
        #expect(CalendarDate(text)?.text == text)
    }

    @Test(
        arguments: [
            "", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "2026-1-1",
            "26-01-01",
            "2026/01/01", "2026-01-01T", "２０２６-01-01", "2026-01-0x", "-026-01-01",
        ]) func otherTextsAreNoDates(_ text: String)
    {
        #expect(CalendarDate(text) == nil)
    }

    @Test func durationsAreANumberAndAUnit() {
        #expect(DurationText.parse("500ms") == .milliseconds(500))
        #expect(DurationText.parse("1s") == .seconds(1))
        #expect(DurationText.parse("60s") == DurationText.parse("1m"))
        #expect(DurationText.parse("24h") == .seconds(86_400))
        #expect(DurationText.parse("87600h") == .seconds(315_360_000))
    }

    @Test(
        arguments: [
            "", "s", "0s", "-1s", "1", "1 s", "1d", "1.5s", "01s", "1S", "1sec", "87601h", "99999999999999999999s",
            "１s", "1s ",
        ]) func otherTextsAreNoDurations(_ text: String)
    {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(
        arguments: [
            (.typeName, ["A", "CancelReply", "B2Trader"], ["", "cancelReply", "Cancel_Reply", "2B", "Ä"]),
            (.memberName, ["a", "cancelOrder", "a1"], ["", "CancelOrder", "cancel-order", "1a", "ä"]),
            (.kebabName, ["a", "page-sample", "a-1"], ["", "-a", "a-", "a--b", "A", "a_b"]),
            (.parameterName, ["a", "Order Id", "a.b", "a*b"], ["", "$id", "a{b", "a}", "ids*"]),
            (.digest, ["sha256:" + String(repeating: "0f", count: 32)], ["", "sha256:", "sha256:0F", "md5:00"]),
            (.url, ["https://a.com/b?c=d#e"], ["", "https://", "http://a.com", "https:///a", "https://a b", "a.com"]),
            (.status, ["200", "404", "599"], ["", "99", "199", "600", "2xx", "0200", "２００"]),
            (.headerName, ["X-Api-Key", "a!#$%&'*+.^_`|~"], ["", "X Api", "X:Api", "ä", "X\n"]),
            (.wireName, ["a", " ", "ä"], [""]), (.content, ["", "a"], []), (.any, ["a"], [""]),
        ] as [(TextForm, [String], [String])])
    func aFormAcceptsItsTextsAlone(_ form: TextForm, _ good: [String], _ bad: [String]) {
        #expect(good.filter { form.meaning(of: $0) == nil } == [])
        #expect(bad.filter { form.meaning(of: $0) != nil } == [])
        guard let pattern = form.schemaPattern.flatMap({ try? Regex($0) }) else { return }
        #expect(good.filter { $0.firstMatch(of: pattern) == nil } == [], "the schema's pattern refuses a good text")
        if form.isDecidedByPattern { #expect(bad.filter { $0.firstMatch(of: pattern) != nil } == []) }
    }

    @Test func numbersAndBooleansStandWithoutQuotes() {
        let one = Form.integer(1...5)
        #expect(one.meaning(of: Node.Scalar(text: "1", isPlain: true)) != nil)
        for text in ["0", "6", "+1", "1.0", "x", "", "99999999999999999999"] {
            #expect(one.meaning(of: Node.Scalar(text: text, isPlain: true)) == nil)
        }
        #expect(one.meaning(of: Node.Scalar(text: "1", isPlain: false)) == nil)
        #expect(Form.boolean.meaning(of: Node.Scalar(text: "true", isPlain: true)) != nil)
        #expect(Form.boolean.meaning(of: Node.Scalar(text: "true", isPlain: false)) == nil)
        for text in ["yes", "True", "on", "1"] {
            #expect(Form.boolean.meaning(of: Node.Scalar(text: text, isPlain: true)) == nil)
        }
    }
}

extension TextForm {
    /// Whether the schema's pattern says all there is to say.
    fileprivate var isDecidedByPattern: Bool {
        switch self {
        case .typeName, .memberName, .kebabName, .parameterName, .digest, .status, .headerName: true
        default: false
        }
    }
}
