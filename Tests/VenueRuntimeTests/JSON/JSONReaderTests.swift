import TestScheduling
import Testing
import VenueRuntime

/// Reading values one by one: types, positions, paths.
@Suite(.bounded) struct JSONReaderTests {
    /// Reads with the closure and gives the error, if any.
    private func failure<T>(_ text: String, _ read: (inout JSONReader) throws(JSONError) -> T) -> JSONError? {
        var json = JSONReader(bytes(text))
        do throws(JSONError) {
            _ = try read(&json)
            try json.finish()
            return nil
        } catch {
            return error
        }
    }

    @Test func wrongShapesAreNamed() {
        let samples: [(String, JSONShape)] = [
            ("{}", .object), ("[]", .array), ("\"a\"", .string), ("1", .number), ("true", .boolean), ("null", .null),
        ]
        for (text, found) in samples {
            let errors: [(JSONShape, JSONError?)] = [
                (.object, failure(text) { (json) throws(JSONError) in try json.beginObject() }),
                (.array, failure(text) { (json) throws(JSONError) in try json.beginArray() }),
                (.string, failure(text) { (json) throws(JSONError) in try json.string() }),
                (.number, failure(text) { (json) throws(JSONError) in try json.number() }),
                (.number, failure(text) { (json) throws(JSONError) in try json.integer() }),
                (.boolean, failure(text) { (json) throws(JSONError) in try json.boolean() }),
            ]
            for (expected, error) in errors where expected != found {
                #expect(error == JSONError(.wrongShape(expected: expected, found: found)))
            }
        }
    }

    @Test func integersAre64BitsWithoutFractionOrExponent() throws {
        for text in ["0", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993"] {
            #expect(String(try Int64(jsonBytes: bytes(text))) == text)
        }
        for text in ["-0", "1.0", "1e3", "1E0", "-0.0", "0e0"] {
            #expect(failure(text) { (json) throws(JSONError) in try json.integer() }?.kind == .notAnInteger)
        }
        for text in ["9223372036854775808", "-9223372036854775809", String(repeating: "9", count: 400)] {
            #expect(failure(text) { (json) throws(JSONError) in try json.integer() }?.kind == .integerOutOfRange)
        }
    }

    @Test func errorsTellThePathAndTheByte() {
        func error(_ text: String) -> String? {
            do throws(JSONError) {
                _ = try Nested(jsonBytes: bytes(text))
                return nil
            } catch { return error.description }
        }
        #expect(error("[]") == "expected object, found array, at byte 0")
        #expect(error("{}") == "results: missing member, at byte 2")
        #expect(
            error(#"{"results":[{"code":1},{"code":"x"}]}"#)
                == "results[1].code: expected number, found string, at byte 31")
        #expect(error(#"{"results":[{"code":1},{"x":0}]}"#) == "results[1].code: missing member, at byte 30")
        #expect(
            error(#"{"results":[{"code":1.5}]}"#)
                == "results[0].code: expected an integer without fraction or exponent, at byte 20")
        #expect(error(#"{"results":[],"z":[0,{"deep":[tru]}]}"#) == "z[1].deep[0]: unexpected byte, at byte 33")
        #expect(error(#"{"results":[]} x"#) == "content after the value, at byte 15")
        #expect(error(#"[{"results":[]}]"#) == "expected object, found array, at byte 0")
    }

    /// A shape with an array of objects.
    private struct Nested: JSONReadable {
        let codes: [Int64]

        init(json: inout JSONReader) throws(JSONError) {
            var codes: [Int64]?
            try json.beginObject()
            while let key = try json.nextKey() {
                switch key {
                case "results":
                    codes = try json.array { (json) throws(JSONError) in
                        var code: Int64?
                        try json.beginObject()
                        while let key = try json.nextKey() {
                            switch key {
                            case "code": code = try json.integer()
                            default: try json.skipValue()
                            }
                        }
                        return try json.require(code, "code")
                    }
                default: try json.skipValue()
                }
            }
            self.codes = try json.require(codes, "results")
        }
    }

    @Test func pathsAreBoundedAndPrintable() throws {
        let name = "a\\n\\u0007" + String(repeating: "x", count: 5000)
        let error = try #require(problem(bytes("{\"\(name)\":?}")))
        #expect(error.path.unicodeScalars.count == 64)
        #expect(error.path.hasPrefix("a\u{FFFD}\u{FFFD}xxx"))
    }

    @Test func keysMatchByBytes() throws {
        func matches(_ json: String, _ pattern: StaticString) throws -> Bool {
            var reader = JSONReader(bytes(json))
            try reader.beginObject()
            let key = try #require(try reader.nextKey())
            return pattern ~= key
        }
        #expect(try matches(#"{"orderId":1}"#, "orderId"))
        #expect(try matches(#"{"\u006frderId":1}"#, "orderId"))
        #expect(try matches(#"{"a":1}"#, "a"))
        #expect(try matches(#"{"":1}"#, ""))
        #expect(try matches(#"{"é":1}"#, "é"))
        #expect(try !matches(#"{"orderID":1}"#, "orderId"))
        #expect(try !matches(#"{"orderIdx":1}"#, "orderId"))
        #expect(try !matches(#"{"order":1}"#, "orderId"))
        #expect(try !matches("{\"\u{212A}\":1}", "K"))
        #expect(try !matches("{\"e\u{301}\":1}", "\u{E9}"))
    }

    @Test func nullIsConsumedOnlyWhereItIs() throws {
        var json = JSONReader(bytes("[null,1,nul]"))
        try json.beginArray()
        #expect(try json.nextElement())
        #expect(try json.readNull())
        #expect(try json.nextElement())
        #expect(try !json.readNull())
        #expect(try json.integer() == 1)
        #expect(try json.nextElement())
        #expect(throws: JSONError.self) { try json.readNull() }
    }

    @Test func callsOutOfOrderThrowInsteadOfTrapping() {
        #expect(failure("1") { (json) throws(JSONError) in try json.nextKey() } != nil)
        #expect(failure("1") { (json) throws(JSONError) in try json.nextElement() } != nil)
        #expect(
            failure("[1]") { (json) throws(JSONError) in
                try json.beginArray()
                return try json.nextKey()
            } != nil)
        #expect(
            failure("{\"a\":1}") { (json) throws(JSONError) in
                try json.beginObject()
                return try json.nextElement()
            } != nil)
        #expect(
            failure("{\"a\":1,\"b\":2}") { (json) throws(JSONError) in
                try json.beginObject()
                _ = try json.nextKey()
                return try json.nextKey()
            } != nil)
        #expect(
            failure("[[1]]") { (json) throws(JSONError) in
                try json.beginArray()
                _ = try json.nextElement()
            } != nil)
        #expect(
            failure("{}") { (json) throws(JSONError) in
                try json.beginObject()
                _ = try json.nextKey()
                return try json.nextKey()
            } != nil)
    }
}
