import Foundation
import TestScheduling
import Testing
import VenueRuntime

/// `Codable` and direct coding agree, and no number goes through `Double`.
@Suite(.bounded) struct CodingTests {
    /// An order whose numbers are whole, so that encoders can carry it, without the member that is a decimal number.
    private static let failure = #"{"error":"no 𝄞 \"such\" order","code":9007199254740993}"#

    @Test func directCodingKeepsTheReceivedText() throws {
        let received =
            #"{"id":9007199254740993,"status":"Frozen","price":null,"fee":1.50E+3,"stop":"0.10","created":"2026-01-15T09:30:00.1234567+02:00","updated":1768469400000,"reference":00}"#
            .replacingOccurrences(of: "00}", with: "1.0}")
        let order = try Sample.Order(jsonBytes: bytes(received))
        #expect(text(order.jsonBytes()) == received)
        #expect(order.status == .undocumented("Frozen"))
        #expect(order.price == nil)
        #expect(order.stop.value?.text == "0.10")
        #expect(order.reference?.isText == false)
    }

    @Test func absentNullAndValueStayApart() throws {
        func order(_ stop: String) throws -> Sample.Order {
            try Sample.Order(
                jsonBytes: bytes(
                    #"{"id":1,"status":"Working","price":"1","fee":1,\#(stop)"created":"2026-01-15T09:30:00Z"}"#))
        }
        #expect(try order("").stop == .absent)
        #expect(try order(#""stop":null,"#).stop == .null)
        #expect(try order(#""stop":"2","#).stop.value?.text == "2")
        for stop in ["", #""stop":null,"#, #""stop":"2.0","#] {
            let order = try order(stop)
            #expect(try Sample.Order(jsonBytes: order.jsonBytes()) == order)
        }
    }

    @Test func fieldsSurviveEncodersAndDecoders() throws {
        for sample in [#"{}"#, #"{"a":null}"#, #"{"a":"x"}"#] {
            let direct = try Flexible(jsonBytes: bytes(sample))
            let decoded = try JSONDecoder().decode(Flexible.self, from: Data(sample.utf8))
            #expect(decoded == direct)
            #expect(try Array(JSONEncoder().encode(direct)) == bytes(sample))
        }
        #expect(try Flexible(jsonBytes: bytes("{}")) != Flexible(jsonBytes: bytes(#"{"a":null}"#)))
    }

    /// A model with a member that may be absent or null.
    private struct Flexible: JSONModel {
        var a: Field<String> = .absent

        init(json: inout JSONReader) throws(JSONError) {
            try json.beginObject()
            while let key = try json.nextKey() {
                switch key {
                case "a": a = try json.readNull() ? .null : .value(json.string())
                default: try json.skipValue()
                }
            }
        }

        func write(to json: inout JSONWriter) {
            json.beginObject()
            json.member("a", field: a)
            json.endObject()
        }
    }

    @Test func decodersAgreeWithTheDirectReader() throws {
        let reordered = #"{ "code" : 9007199254740993, "more": [1, {"x": null}], "error" : "no 𝄞 \"such\" order" }"#
        let direct = try Sample.Failure(jsonBytes: bytes(Self.failure))
        #expect(try JSONDecoder().decode(Sample.Failure.self, from: Data(Self.failure.utf8)) == direct)
        #expect(try JSONDecoder().decode(Sample.Failure.self, from: Data(reordered.utf8)) == direct)
        #expect(direct.code == .undocumented(9_007_199_254_740_993))
    }

    @Test func encodersAgreeWithTheDirectWriter() throws {
        let direct = try Sample.Failure(jsonBytes: bytes(Self.failure))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let encoded = try encoder.encode(direct)
        #expect(try Sample.Failure(jsonBytes: Array(encoded)) == direct)
        #expect(try JSONValue(jsonBytes: Array(encoded))["code"] == .number(JSONNumber(9_007_199_254_740_993)))
        #expect(try JSONDecoder().decode(Sample.Failure.self, from: encoded) == direct)
        #expect(
            try JSONDecoder().decode([Sample.Failure].self, from: try encoder.encode([direct, direct])) == [
                direct, direct,
            ])
    }

    @Test func inputsAreCodable() throws {
        let input = SampleCancel.Input(account: "a/b", identity: .clientOrderID(7), side: .sell, ids: ["x"])
        #expect(try JSONDecoder().decode(SampleCancel.Input.self, from: try JSONEncoder().encode(input)) == input)
        #expect(try SampleCancel.Input(jsonBytes: input.jsonBytes()) == input)
        for wrong in [
            #"{"account":"a"}"#, #"{"account":"a","orderId":"1","clientOrderId":1}"#,
            #"{"account":"a","orderId":"1","side":"Buy"}"#,
        ] {
            #expect(throws: JSONError.self) { try SampleCancel.Input(jsonBytes: bytes(wrong)) }
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(SampleCancel.Input.self, from: Data(wrong.utf8))
            }
        }
    }

    @Test func unsignedIntegersOf64BitsSurvive() throws {
        for sample in ["[9223372036854775808,18446744073709551615,-9223372036854775808]"] {
            let value = try JSONDecoder().decode(JSONValue.self, from: Data(sample.utf8))
            #expect(value.description == sample)
            #expect(try Array(JSONEncoder().encode(value)) == bytes(sample))
        }
    }

    @Test(arguments: ["[0.1]", "[1.5e-7]", "[1e400]", "[123456789012345678901234567890]"])
    func numbersADecoderCannotGiveExactlyAreRefused(_ sample: String) throws {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSONValue.self, from: Data(sample.utf8)) }
        let direct = try JSONValue(jsonBytes: bytes(sample))
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(direct) }
    }

    /// An encoder keeps members by `String`, to which canonically equivalent names are one; it would drop a value.
    @Test(arguments: ["{\"\u{E9}\":1,\"e\u{301}\":2}", "[{\"a\":{\"K\":1,\"\u{212A}\":2}}]"])
    func namesAnEncoderCannotTellApartAreRefused(_ sample: String) throws {
        let direct = try JSONValue(jsonBytes: bytes(sample))
        #expect(direct.jsonBytes() == bytes(sample))
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(direct) }
    }

    @Test func decimalNumbersAreNeverTakenFromADecoder() throws {
        let order = #"{"id":1,"status":"Working","price":"1","fee":FEE,"created":"2026-01-15T09:30:00Z"}"#
        for fee in ["1", "1.0", "1.0000000000000001", "0.1"] {
            let data = Data(order.replacingOccurrences(of: "FEE", with: fee).utf8)
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Sample.Order.self, from: data) }
            #expect(try Sample.Order(jsonBytes: Array(data)).fee.text == fee)
        }
    }

    @Test func decodingErrorsTellThePathAndNoValue() {
        do {
            _ = try JSONDecoder().decode(
                Sample.Failure.self, from: Data(#"{"error":"secret-value","code":"secret-value"}"#.utf8))
            Issue.record("decoded a code that is a string")
        } catch {
            let shown = String(describing: error) + String(reflecting: error)
            #expect(shown.contains("expected number, found string at code"))
            #expect(!shown.contains("secret-value"))
        }
    }

    @Test func nestingIsLimitedForDecodersToo() throws {
        func nested(_ depth: Int) -> Data {
            Data((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(try JSONDecoder().decode(JSONValue.self, from: nested(64)).description.count == 128)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSONValue.self, from: nested(66)) }
    }

    @Test func valuesAloneAreCodable() throws {
        let decimal = try #require(ExactDecimal("1.10"))
        let moment = try #require(Timestamp("2026-01-15T09:30:00.10Z"))
        #expect(try text(Array(JSONEncoder().encode([decimal]))) == #"["1.10"]"#)
        #expect(try JSONDecoder().decode([ExactDecimal].self, from: Data(#"["1.10"]"#.utf8)) == [decimal])
        #expect(try JSONDecoder().decode([Timestamp].self, from: try JSONEncoder().encode([moment])) == [moment])
        #expect(
            try JSONDecoder().decode([TextOrNumber].self, from: Data(#"["7",7]"#.utf8)).map(\.isText) == [true, false])
        #expect(
            try JSONDecoder().decode([Sample.OrderStatus].self, from: Data(#"["Working","x"]"#.utf8)) == [
                .working, .undocumented("x"),
            ])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([ExactDecimal].self, from: Data(#"["x"]"#.utf8))
        }
    }

    @Test func openEnumerationsMatchByBytes() throws {
        let kelvin = try Sample.OrderStatus(jsonBytes: bytes("\"\u{212A}ill\""))
        #expect(kelvin == .undocumented("\u{212A}ill"))
        #expect(kelvin.jsonBytes() == bytes("\"\u{212A}ill\""))
        #expect(try Sample.OrderStatus(jsonBytes: bytes("\"Kill\"")) == .killed)
    }
}
