import Foundation
import TestScheduling
import Testing
import VenueRuntime

@Suite("One of several objects is told by a member, and any other is kept as it came", .bounded)
struct UnionTests {
    @Test(arguments: [
        #"{"kind":"fill","size":1}"#, #"{ "size": 1, "deep": {"kind":"other"}, "kind" : "fill" }"#,
        #"{"kind":"\u0066ill","size":1}"#,
    ])
    func theMemberTellsWhereverItStands(text: String) throws {
        let event = try Event(jsonBytes: Array(text.utf8))
        #expect(event == .fill(Fill(kind: "fill", size: 1)))
        #expect(event.object(Fill.self)?.size == 1 && event.object(Numbered.self) == nil)
        #expect(String(decoding: event.jsonBytes(), as: UTF8.self) == #"{"kind":"fill","size":1}"#)
    }

    @Test func aNumberTellsByItsText() throws {
        #expect(try Event(jsonBytes: Array(#"{"kind":7}"#.utf8)) == .numbered(Numbered(kind: 7)))
        #expect(try Event(jsonBytes: Array(#"{"kind":7.0}"#.utf8)).object(Numbered.self) == nil)
    }

    @Test(arguments: [
        #"{"kind":"Fill","size":1.50}"#, #"{"kind":"","size":"x"}"#, #"{"a":[{"kind":"fill"}],"kind":"late"}"#,
    ])
    func whatNobodyDocumentedIsKeptAsItCame(text: String) throws {
        let event = try Event(jsonBytes: Array(text.utf8))
        guard case .undocumented(let value) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(value.description == text && String(decoding: event.jsonBytes(), as: UTF8.self) == text)
        #expect(event.object(Fill.self) == nil)
    }

    @Test(arguments: [
        "{}", #"{"size":1}"#, #"{"kind":null}"#, #"{"kind":true}"#, #"{"kind":["fill"]}"#, "[]", #""fill""#, "null", "",
        #"{"kind":"fill"}"#, #"{"kind":"fill","size":"1"}"#, #"{"kind":"fill","size":1,"kind":"fill"}"#,
        #"{"kind":"late","a":1,"a":2}"#, #"{"kind":"fill","size":1"#,
    ])
    func whatIsNoSuchObjectIsRefused(text: String) {
        #expect(throws: JSONError.self) { try Event(jsonBytes: Array(text.utf8)) }
    }

    @Test func theErrorNamesTheMemberThatShouldTell() {
        let error = #expect(throws: JSONError.self) { try [Event](jsonBytes: Array(#"[{"size":1}]"#.utf8)) }
        #expect(error?.kind == .missingMember && error?.path == "$[0].kind")
    }

    @Test func codersAgree() throws {
        for text in [#"{"kind":"fill","size":1}"#, #"{"kind":"late"}"#] {
            let event = try JSONDecoder().decode(Event.self, from: Data(text.utf8))
            #expect(try event == Event(jsonBytes: Array(text.utf8)))
            #expect(try JSONDecoder().decode(Event.self, from: JSONEncoder().encode(event)) == event)
        }
    }
}

private enum Event: OpenUnion {
    case fill(Fill), numbered(Numbered), undocumented(JSONValue)

    init(json: inout JSONReader) throws(JSONError) {
        switch try json.textOfMember("kind") {
        case "fill": self = .fill(try json.decode())
        case "7": self = .numbered(try json.decode())
        default: self = .undocumented(try json.value())
        }
    }

    var object: any JSONModel {
        switch self {
        case .fill(let object): object
        case .numbered(let object): object
        case .undocumented(let value): value
        }
    }
}

private struct Fill: JSONModel {
    let kind: String
    let size: Int64

    init(kind: String, size: Int64) { (self.kind, self.size) = (kind, size) }

    init(json: inout JSONReader) throws(JSONError) {
        var (kind, size): (String?, Int64?)
        try json.beginObject()
        while let key = try json.nextKey() {
            switch key {
            case "kind": kind = try json.string()
            case "size": size = try json.integer()
            default: try json.skipValue()
            }
        }
        self.init(kind: try json.require(kind, "kind"), size: try json.require(size, "size"))
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", kind)
        json.member("size", size)
        json.endObject()
    }
}

private struct Numbered: JSONModel {
    let kind: Int64

    init(kind: Int64) { self.kind = kind }

    init(json: inout JSONReader) throws(JSONError) {
        var kind: Int64?
        try json.beginObject()
        while let key = try json.nextKey() {
            switch key {
            case "kind": kind = try json.integer()
            default: try json.skipValue()
            }
        }
        self.init(kind: try json.require(kind, "kind"))
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", kind)
        json.endObject()
    }
}
