import TestScheduling
import Testing
import VenueRuntime

/// Moments keep their text and are placed exactly.
@Suite(.bounded) struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0),
        ("2026-01-15T09:30:00Z", 1_768_469_400, 0),
        ("2026-01-15T09:30:00.1Z", 1_768_469_400, 100_000_000),
        ("2026-01-15T09:30:00.12Z", 1_768_469_400, 120_000_000),
        ("2026-01-15T09:30:00.123Z", 1_768_469_400, 123_000_000),
        ("2026-01-15T09:30:00.1234Z", 1_768_469_400, 123_400_000),
        ("2026-01-15T09:30:00.12345Z", 1_768_469_400, 123_450_000),
        ("2026-01-15T09:30:00.123456Z", 1_768_469_400, 123_456_000),
        ("2026-01-15T09:30:00.1234567Z", 1_768_469_400, 123_456_700),
        ("2026-01-15T09:30:00.12345678Z", 1_768_469_400, 123_456_780),
        ("2026-01-15T09:30:00.123456789Z", 1_768_469_400, 123_456_789),
        ("2026-01-15T09:30:00.000000001Z", 1_768_469_400, 1),
        ("2026-01-15T11:30:00+02:00", 1_768_469_400, 0),
        ("2026-01-15T04:00:00.50-05:30", 1_768_469_400, 500_000_000),
        ("2026-01-15t09:30:00z", 1_768_469_400, 0),
        ("2026-01-15T09:30:00-00:00", 1_768_469_400, 0),
        ("2000-02-29T00:00:00Z", 951_782_400, 0),
        ("2024-02-29T23:59:59Z", 1_709_251_199, 0),
        ("2100-03-01T00:00:00Z", 4_107_542_400, 0),
        ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
        ("1969-12-31T23:59:59.5Z", -1, 500_000_000),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
        ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
        ("0001-01-01T00:00:00+23:59", -62_135_683_140, 0),
    ])
    func momentsArePlacedExactly(_ text: String, seconds: Int, nanoseconds: Int) throws {
        let moment = try #require(Timestamp(text))
        #expect(moment.secondsSinceEpoch == Int64(seconds))
        #expect(moment.nanoseconds == Int32(nanoseconds))
        #expect(moment.text == text)
        #expect(try Timestamp(jsonBytes: moment.jsonBytes()) == moment)
    }

    @Test(arguments: [
        "", "2026-01-15", "2026-01-15T09:30:00", "2026-01-15 09:30:00Z", "2026-01-15T09:30Z", "2026-01-15T09:30:00.Z",
        "2026-01-15T09:30:00.1234567890Z", "2026-01-15T09:30:00,5Z", "2026-01-15T24:00:00Z", "2026-01-15T09:60:00Z",
        "2026-01-15T09:30:61Z", "2026-00-15T09:30:00Z", "2026-13-15T09:30:00Z", "2026-01-00T09:30:00Z",
        "2026-01-32T09:30:00Z",
        "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-01-15T09:30:00+2:00",
        "2026-01-15T09:30:00+0200", "2026-01-15T09:30:00+24:00", "2026-01-15T09:30:00+02:60", "2026-01-15T09:30:00ZZ",
        " 2026-01-15T09:30:00Z",
        "2026-01-15T09:30:00Z\n", "+2026-01-15T09:30:00Z", "-2026-01-15T09:30:00Z", "20260115T093000Z",
        "２026-01-15T09:30:00Z", "2026-1-15T09:30:00Z",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(Timestamp(text) == nil)
        #expect(
            HTTPResponse(status: 200, body: bytes(JSONValue.string(text).description)).json(Timestamp.self).problem?
                .kind == .notATimestamp)
    }

    @Test func daysFollowEachOtherForFourHundredYears() throws {
        func day(_ year: Int, _ month: Int, _ day: Int) throws -> Int64 {
            func padded(_ value: Int, _ width: Int) -> String {
                String(String("0000\(value)".reversed()).prefix(width).reversed())
            }
            return try #require(Timestamp("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T00:00:00Z"))
                .secondsSinceEpoch / 86400
        }
        var expected = try day(1900, 1, 1)
        for year in 1900..<2301 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for (index, days) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                #expect(try day(year, index + 1, 1) == expected)
                expected += Int64(days)
            }
        }
    }

    @Test(
        arguments: [
            (1_768_469_400, EpochTimestamp.Unit.seconds, 1_768_469_400, 0),
            (1_768_469_400_123, .milliseconds, 1_768_469_400, 123_000_000),
            (1_768_469_400_123_456, .microseconds, 1_768_469_400, 123_456_000),
            (1_768_469_400_123_456_789, .nanoseconds, 1_768_469_400, 123_456_789), (-1, .milliseconds, -1, 999_000_000),
            (-1, .seconds, -1, 0),
            (.min, .nanoseconds, -9_223_372_037, 145_224_192), (.max, .seconds, .max, 0), (.min, .seconds, .min, 0),
        ] as [(Int64, EpochTimestamp.Unit, Int64, Int32)])
    func countsSinceTheEpochArePlacedExactly(
        _ count: Int64, unit: EpochTimestamp.Unit, seconds: Int64, nanoseconds: Int32
    ) {
        let moment = EpochTimestamp(count: count, unit: unit)
        #expect(moment.secondsSinceEpoch == seconds)
        #expect(moment.nanoseconds == nanoseconds)
    }

    @Test func quotedCountsAreWrittenAsTheyCame() throws {
        func read(_ sample: String, quoted: Bool) -> Body<EpochTimestamp> {
            HTTPResponse(status: 200, body: bytes(sample)).json { (json) throws(JSONError) in
                try json.epoch(.milliseconds, quoted: quoted)
            }
        }
        for (sample, quoted) in [("1768469400123", false), ("-5", false), ("\"1768469400123\"", true), ("\"0\"", true)]
        {
            #expect(read(sample, quoted: quoted).value.map { text($0.jsonBytes()) } == sample)
        }
        for sample in ["\"\"", "\"-0\"", "\"007\"", "\"1.5\"", "\"+1\"", "\" 1\"", "\"9223372036854775808\""] {
            #expect(read(sample, quoted: true).problem?.kind == .notACount)
        }
        #expect(read("\"1\"", quoted: false).problem?.kind == .wrongShape(expected: .number, found: .string))
        #expect(read("1", quoted: true).problem?.kind == .wrongShape(expected: .string, found: .number))
        #expect(read("1.0", quoted: false).problem?.kind == .notAnInteger)
    }

    @Test(
        arguments: [
            ("1700000000.123", .seconds, 1_700_000_000, 123_000_000), ("1700000000", .seconds, 1_700_000_000, 0),
            ("0.1", .seconds, 0, 100_000_000), ("1.123456789999", .seconds, 1, 123_456_789),
            ("-0.5", .seconds, -1, 500_000_000), ("-1.0", .seconds, -1, 0), ("-0.0", .seconds, 0, 0),
            ("-1.0000000001", .seconds, -2, 999_999_999), ("-0.9999999999", .seconds, -1, 0),
            ("1700000000123.5", .milliseconds, 1_700_000_000, 123_500_000), ("-1.5", .milliseconds, -1, 998_500_000),
            ("7.9", .nanoseconds, 0, 7), ("-7.9", .nanoseconds, -1, 999_999_992),
            ("-9223372036854775808.5", .seconds, .min, 500_000_000),
        ] as [(String, EpochTimestamp.Unit, Int64, Int32)])
    func countsWithFractionsArePlacedExactly(
        _ text: String, unit: EpochTimestamp.Unit, seconds: Int64, nanoseconds: Int32
    ) throws {
        let moment = try #require(DecimalEpochTimestamp(text, unit: unit))
        #expect(moment.secondsSinceEpoch == seconds)
        #expect(moment.nanoseconds == nanoseconds)
        #expect(moment.text == text)
    }

    @Test func countsWithFractionsAreWrittenAsTheyCame() throws {
        func read(_ sample: String, quoted: Bool) -> Body<DecimalEpochTimestamp> {
            HTTPResponse(status: 200, body: bytes(sample)).json { (json) throws(JSONError) in
                try json.decimalEpoch(.seconds, quoted: quoted)
            }
        }
        for sample in ["1768469400.1230", "-5", "0.0", "1768469400.12345678901234567890"] {
            #expect(read(sample, quoted: false).value.map { text($0.jsonBytes()) } == sample)
            #expect(read("\"\(sample)\"", quoted: true).value.map { text($0.jsonBytes()) } == "\"\(sample)\"")
        }
        for sample in ["1e9", "1.5e3", "9223372036854775808"] {
            #expect(read(sample, quoted: false).problem?.kind == .notACount)
            #expect(read("\"\(sample)\"", quoted: true).problem?.kind == .notACount)
        }
        for sample in ["\"\"", "\"007\"", "\"1.\"", "\".5\"", "\"+1\"", "\" 1\""] {
            #expect(read(sample, quoted: true).problem?.kind == .notACount)
        }
        #expect(read("\"1\"", quoted: false).problem?.kind == .wrongShape(expected: .number, found: .string))
    }
}
