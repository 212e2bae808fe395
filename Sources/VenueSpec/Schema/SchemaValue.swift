/// A JSON value whose objects keep their order, for writing the schema.
indirect enum SchemaValue {
    case text(String)
    case number(Int64)
    case boolean(Bool)
    case array([SchemaValue])
    case object([(String, SchemaValue)])

    /// The value as JSON, indented by two spaces; arrays of scalars stay on one line.
    func rendered(indentation: String = "") -> String {
        let inner = indentation + "  "
        switch self {
        case .text(let text): return JSONEscaping.quoted(text)
        case .number(let number): return String(number)
        case .boolean(let flag): return String(flag)
        case .array(let elements):
            let isFlat = elements.allSatisfy { if case .object = $0 { false } else { true } }
            let parts = elements.map { $0.rendered(indentation: inner) }
            if isFlat { return "[" + parts.joined(separator: ", ") + "]" }
            return "[\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + indentation + "]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            let parts = members.map { name, value in
                inner + JSONEscaping.quoted(name) + ": " + value.rendered(indentation: inner)
            }
            return "{\n" + parts.joined(separator: ",\n") + "\n" + indentation + "}"
        }
    }
}

/// JSON's string escapes.
enum JSONEscaping {
    /// The text as a JSON string with only the escapes RFC 8259 demands.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
