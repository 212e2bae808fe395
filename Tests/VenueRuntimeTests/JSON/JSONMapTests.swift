import TestScheduling
import Testing
import VenueRuntime

@Suite("Objects whose members are named by data", .bounded)
struct JSONMapTests {
    @Test func membersKeepTheirOrderAndAreFoundByTheirBytes() throws {
        let map = try JSONMap<Int64>(jsonBytes: Array(#"{"b":2,"a":1,"caf\u00e9":3,"":4}"#.utf8))
        #expect(map.keys == ["b", "a", "caf\u{E9}", ""])
        #expect(map.values == [2, 1, 3, 4])
        #expect(map["a"] == 1)
        #expect(map["caf\u{E9}"] == 3)
        #expect(map["cafe\u{301}"] == nil)
        #expect(map[""] == 4)
        #expect(map["c"] == nil)
        #expect(String(decoding: map.jsonBytes(), as: UTF8.self) == "{\"b\":2,\"a\":1,\"caf\u{E9}\":3,\"\":4}")
    }

    @Test func aNameThatStandsTwiceIsRefused() {
        #expect(throws: JSONError.self) { try JSONMap<Int64>(jsonBytes: Array(#"{"A7":1,"A8":2,"A7":3}"#.utf8)) }
        #expect(throws: JSONError.self) { try JSONMap<Int64>(jsonBytes: Array(#"{"A7":1,"\u00417":3}"#.utf8)) }
    }

    @Test(arguments: ["[]", "null", #"{"a":"x"}"#, #"{"a":null}"#, #"{"a":1"#])
    func whatIsNoObjectOfTheTypeIsRefused(_ json: String) {
        #expect(throws: JSONError.self) { try JSONMap<Int64>(jsonBytes: Array(json.utf8)) }
    }

    @Test func anErrorNamesTheMember() {
        let error = #expect(throws: JSONError.self) {
            try JSONMap<JSONMap<Int64>>(jsonBytes: Array(#"{"x":{"A7":1,"A8":"y"}}"#.utf8))
        }
        #expect(error?.path == "x.A8")
    }

    @Test func mapsAreEqualWhateverTheOrderAndDifferInNamesAndValues() {
        let map = members([("a", 1), ("b", 2)])
        #expect(map == members([("b", 2), ("a", 1)]))
        #expect(map.hashValue == members([("b", 2), ("a", 1)]).hashValue)
        #expect(map != members([("a", 1), ("b", 3)]))
        #expect(map != members([("a", 1)]))
        #expect(map != members([("a", 1), ("c", 2)]))
        #expect(members([("\u{E9}", 1)]) != members([("e\u{301}", 1)]))
        #expect(members([("a", 1), ("a", 2)]).values == [1])
        #expect(map.map { $0 * 2 } == members([("a", 2), ("b", 4)]))
    }

    private func members(_ pairs: [(String, Int64)]) -> JSONMap<Int64> {
        JSONMap(pairs.map { (key: $0.0, value: $0.1) })
    }

    @Test func aMapOfManyMembersIsRead() throws {
        let json = "{" + (0..<5000).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
        let map = try JSONMap<Int64>(jsonBytes: Array(json.utf8))
        #expect(map.keys.count == 5000)
        #expect(map["k4999"] == 4999)
    }
}
