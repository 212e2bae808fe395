import TestScheduling
import Testing
import VenueRuntime

/// Names and plain strings, which are read eight bytes at a time, at every length and alignment.
@Suite(.bounded) struct JSONNameTests {
    /// A text of so many different characters in a row.
    private func name(_ length: Int) -> [UInt8] { (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) } }

    /// An object with these names.
    private func object(_ names: [[UInt8]]) -> [UInt8] {
        bytes("{") + names.map { bytes("\"") + $0 + bytes("\":0") }.joined(separator: bytes(",")) + bytes("}")
    }

    /// The bytes with another one in a place.
    private func changed(_ name: [UInt8], at index: Int, to byte: UInt8 = UInt8(ascii: "~")) -> [UInt8] {
        var other = name
        other[index] = byte
        return other
    }

    @Test(arguments: Array(0...40) + [254, 255, 256, 300, 5000])
    func aNameIsItselfAndNoOther(length: Int) throws {
        let name = name(length)
        var json = JSONReader(object([name]))
        try json.beginObject()
        let key = try #require(try json.nextKey())
        #expect(key.text == text(name))
        #expect(key.isText(text(name)))
        #expect(!key.isText(text(name + [0x61])) && !key.isText(text(name) + "\0"))
        if length > 0 { #expect(!key.isText(String(decoding: name.dropLast(), as: UTF8.self))) }
        for index in name.indices.prefix(40) + name.indices.suffix(2) {
            #expect(!key.isText(text(changed(name, at: index))))
        }
    }

    @Test(arguments: Array(1...40) + [254, 255, 256, 300])
    func aNameTwiceIsRefusedAndAnotherIsNot(length: Int) {
        let name = name(length)
        let twice = object([name, bytes("other"), name])
        let problem = problem(twice)
        #expect(problem?.kind == .duplicateKey && problem?.offset == length + 16)
        #expect(problem?.path == String(text(name).prefix(64)))
        #expect(skippingProblem(twice)?.kind == .duplicateKey)
        let others =
            [name + [0x61], name + bytes("\\u0000")]
            + stride(from: 0, to: length, by: 1 + length / 40).map { changed(name, at: $0) }
        #expect(VenueRuntimeTests.problem(object([name] + others)) == nil)
        #expect(VenueRuntimeTests.problem(object([name] + others + [name]))?.kind == .duplicateKey)
    }

    @Test(arguments: [2, 23, 24, 25, 26, 64, 65, 300])
    func ofManyNamesTheOneThatStandsTwiceIsFound(count: Int) {
        let names = (0..<count).map { bytes("name\($0)") }
        #expect(problem(object(names)) == nil)
        for (index, name) in names.enumerated() where index % (1 + count / 20) == 0 {
            let inner = problem(bytes("{\"first\":{\"name0\":0},\"x\":[") + object(names + [name]) + bytes("]}"))
            #expect(inner?.kind == .duplicateKey && inner?.path == "x[0].name\(index)")
        }
        let escaped = bytes("\\u006eame0")
        #expect(problem(object(names + [escaped]))?.kind == .duplicateKey)
        #expect(problem(object([escaped] + names))?.path == "name0")
    }

    @Test func namesAreFreeAgainOutsideOfTheirObject() {
        let many = object((0..<70).map { bytes("name\($0)") })
        #expect(problem(bytes("[") + many + bytes(",") + many + bytes("]")) == nil)
        #expect(problem(bytes("{\"name0\":") + many + bytes(",\"name1\":") + many + bytes("}")) == nil)
        let outer = (0..<70).map { bytes("\"name\($0)\":") + (($0 % 10 == 0) ? many : bytes("0")) }
        let nested = bytes("{") + outer.joined(separator: bytes(",")) + bytes("}")
        #expect(problem(nested) == nil)
        #expect(problem(nested.dropLast() + bytes(",\"name69\":0}"))?.path == "name69")
    }

    @Test func placesAreToldThroughNamesWithEscapes() {
        #expect(
            problem(bytes(#"{"\uD834\uDD1E":{"\u00e9":["\uD834"]}}"#))
                == JSONError(.loneSurrogate, path: "𝄞.é[0]", offset: 28))
        #expect(problem(bytes(#"{"\uD834\uDD1E":{"é\n":?}}"#))?.path == "𝄞.é\u{FFFD}")
    }

    @Test(arguments: 0..<17, [0, 7, 8])
    func everyByteIsSeenWhereverItStands(position: Int, after: Int) throws {
        let before = [UInt8](repeating: 0x61, count: position)
        for byte in UInt8.min...UInt8.max {
            let sample = bytes("\"") + before + [byte] + [UInt8](repeating: 0x7E, count: after) + bytes("\"")
            let offset = position + 1
            let expected: JSONError? =
                switch byte {
                case 0..<0x20: JSONError(.controlCharacter, offset: offset)
                case UInt8(ascii: "\""): JSONError(.trailingContent, offset: offset + 1)
                case UInt8(ascii: "\\"):
                    JSONError(after > 0 ? .invalidEscape : .endOfInput, offset: after > 0 ? offset : offset + 2)
                case 0x80...: JSONError(.invalidUTF8, offset: offset)
                default: nil
                }
            #expect(problem(sample) == expected)
            #expect(skippingProblem(sample) == expected)
            if expected == nil {
                #expect(try String(jsonBytes: sample) == String(decoding: sample.dropFirst().dropLast(), as: UTF8.self))
            }
            let name = problem(bytes("{") + sample + bytes(":0}"))
            #expect((name == nil) == (expected == nil))
        }
    }
}
