import TestScheduling
import Testing
import VenueRuntime

/// The exact bytes of requests.
@Suite(.bounded) struct JSONWriterTests {
    @Test func onlyWhatMustBeEscapedIs() {
        var json = JSONWriter()
        json.write("\"\\/\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{B}\u{1F}\u{7F}é€𝄞\u{2028}<>&'")
        #expect(json.text == #""\"\\/\b\t\n\f\r\u0000\u000b\u001f"# + "\u{7F}é€𝄞\u{2028}<>&'\"")
    }

    @Test func membersElementsAndConstantsGetTheirCommas() {
        var inner = JSONWriter()
        inner.beginObject()
        inner.member("OMSId", Int64(1))
        inner.endObject()
        var json = JSONWriter()
        json.beginObject()
        json.member("m", literal: "0")
        json.member("o", inner.text)
        json.beginArray("ids")
        json.write("a")
        json.literal("null")
        json.beginArray()
        json.endArray()
        json.beginObject()
        json.endObject()
        json.write(true)
        json.endArray()
        json.beginObject("deep")
        json.member("none", ifPresent: String?.none)
        json.member("null", orNull: Int64?.none)
        json.member("some", orNull: Int64?.some(3))
        json.member("absent", field: Field<String>.absent)
        json.member("nulled", field: Field<String>.null)
        json.member("value", field: Field.value("x"))
        json.endObject()
        json.member("last", ["p", "q"])
        json.endObject()
        #expect(
            json.text
                == #"{"m":0,"o":"{\"OMSId\":1}","ids":["a",null,[],{},true],"deep":{"null":null,"some":3,"nulled":null,"value":"x"},"last":["p","q"]}"#
        )
    }

    @Test func decimalsTravelAsTextOrNumber() throws {
        let price = try #require(ExactDecimal("0.10"))
        #expect(text(price.jsonBytes()) == "\"0.10\"")
        #expect(text(price.number.jsonBytes()) == "0.10")
        #expect(text([price, price].map(\.number).jsonBytes()) == "[0.10,0.10]")
    }
}
