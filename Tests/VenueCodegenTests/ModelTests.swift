import TestScheduling
import Testing

@Suite(.bounded) struct ModelTests {
    @Test func anObjectReadsAndWritesItsMembersInSpecOrder() throws {
        let snippet = try Snippet(
            types: "{ Reply: { properties: { orderId: string, price: { type: number, required: false } } } }")
        #expect(
            snippet.code("public struct Reply") == """
                public struct Reply: JSONModel {
                    public var orderID: String
                    public var price: ExactDecimal?

                    public init(orderID: String, price: ExactDecimal? = nil) {
                        self.orderID = orderID
                        self.price = price
                    }

                    public init(json: inout JSONReader) throws(JSONError) {
                        var orderID: String?
                        var price: ExactDecimal?
                        try json.beginObject()
                        while let key = try json.nextKey() {
                            switch key {
                            case "orderId": orderID = try json.string()
                            case "price": if try !json.readNull() { price = try json.decimalNumber() }
                            default: try json.skipValue()
                            }
                        }
                        self.orderID = try json.require(orderID, "orderId")
                        self.price = price
                    }

                    public func write(to json: inout JSONWriter) {
                        json.beginObject()
                        json.member("orderId", orderID)
                        json.member("price", ifPresent: price?.number)
                        json.endObject()
                    }
                }
                """)
    }

    @Test(arguments: [
        ("string", "String", "try json.string()", "x"),
        ("decimal", "ExactDecimal", "try json.decimalString()", "x"),
        ("number", "ExactDecimal", "try json.decimalNumber()", "x.number"),
        ("integer", "Int64", "try json.integer()", "x"),
        ("boolean", "Bool", "try json.boolean()", "x"),
        ("timestamp", "Timestamp", "try json.timestamp()", "x"),
        ("textOrNumber", "TextOrNumber", "try json.textOrNumber()", "x"),
        ("any", "JSONValue", "try json.value()", "x"),
        ("Other", "Other", "try json.decode(Other.self)", "x"),
        ("{ type: integer, format: epoch-seconds }", "EpochTimestamp", "try json.epoch(.seconds, quoted: false)", "x"),
        (
            "{ type: string, format: epoch-nanoseconds }", "EpochTimestamp",
            "try json.epoch(.nanoseconds, quoted: true)", "x"
        ),
        ("{ type: array, items: Other }", "[Other]", "try json.decode([Other].self)", "x"),
        (
            "{ type: array, items: number }", "[ExactDecimal]",
            "try json.array({ (json: inout JSONReader) throws(JSONError) in try json.decimalNumber() })",
            "x.map({ $0.number })"
        ),
    ])
    func everyTypeHasItsReaderAndItsWriter(spec: String, type: String, read: String, written: String) throws {
        let snippet = try Snippet(
            types: "{ Reply: { properties: { x: \(spec) } }, Other: { properties: { y: string } } }")
        let code = snippet.code("public struct Reply")
        #expect(code.contains("    public var x: \(type)\n"))
        #expect(code.contains("case \"x\": x = \(read)\n"))
        #expect(code.contains("json.member(\"x\", \(written))\n"))
    }

    @Test(arguments: [
        ("required: true, nullable: false", "String", "x = try json.string()", "x"),
        (
            "required: true, nullable: true", "String?", "x = try json.readNull() ? .null : .value(json.string())",
            "orNull: x"
        ),
        (
            "required: false, nullable: false", "String?", "if try !json.readNull() { x = try json.string() }",
            "ifPresent: x"
        ),
        (
            "required: false, nullable: true", "Field<String>",
            "x = try json.readNull() ? .null : .value(json.string())", "field: x"
        ),
    ])
    func absentAndNullAreReadAndWrittenAsDocumented(
        spec: String, type: String, read: String, written: String
    ) throws {
        let code = try Snippet(types: "{ Reply: { properties: { x: { type: string, \(spec) } } } }")
            .code("public struct Reply")
        #expect(code.contains("    public var x: \(type)\n"))
        #expect(code.contains("case \"x\": \(read)\n"))
        #expect(code.contains("json.member(\"x\", \(written))\n"))
    }

    @Test func anEnumerationKeepsWhatNobodyDocumented() throws {
        let snippet = try Snippet(types: "{ Status: { enum: { NEW: It is new., default: } } }")
        #expect(
            snippet.code("public enum Status") == """
                public enum Status: OpenEnumeration {
                    case new
                    case `default`
                    case undocumented(String)

                    public static let documented: [Status] = [.new, .`default`]

                    public var wireValue: String {
                        switch self {
                        case .new: "NEW"
                        case .`default`: "default"
                        case .undocumented(let value): value
                        }
                    }
                }
                """)
        #expect(snippet.documentation("case new") == ["It is new. [test.venue.yaml types.Status.enum.NEW]"])
    }

    @Test func anIntegerEnumerationHasIntegers() throws {
        let code = try Snippet(types: "{ Code: { type: integer, enum: { -7: { name: failed } } } }")
            .code("public enum Code")
        #expect(code.contains("case undocumented(Int64)"))
        #expect(code.contains("case .failed: -7\n"))
    }

    @Test func namesThatWouldHideTheRuntimesAreKeptApart() throws {
        let snippet = try Snippet(
            types: "{ Field: { properties: { json: { type: string, required: false, nullable: true }, key: string } } }"
        )
        let code = snippet.code("public struct Field")
        #expect(code.contains("    public var json: VenueRuntime.Field<String>\n"))
        #expect(code.contains("    public init(json json_: inout JSONReader) throws(JSONError) {\n"))
        #expect(code.contains("    while let key_ = try json_.nextKey() {\n"))
    }
}
