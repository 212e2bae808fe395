internal import SourceText

/// A JSON value that is written with its members in the given order, so that equal reports are equal bytes.
package enum JSONText: Sendable {
    case object([(name: String, value: JSONText)])
    case array([JSONText])
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case null

    /// The value as indented JSON with a final line break.
    package func render() -> String {
        var text = ""
        write(to: &text, margin: "\n")
        return text + "\n"
    }

    /// Appends the value; the margin is the line break and the indentation of the line it stands in.
    private func write(to text: inout String, margin: String) {
        switch self {
        case .string(let string): text += Self.quoted(string)
        case .integer(let number): text += String(number)
        case .boolean(let flag): text += flag ? "true" : "false"
        case .null: text += "null"
        case .array(let elements):
            Self.write(elements, in: ("[", "]"), to: &text, margin: margin) { element, text, margin in
                element.write(to: &text, margin: margin)
            }
        case .object(let members):
            Self.write(members, in: ("{", "}"), to: &text, margin: margin) { member, text, margin in
                text += Self.quoted(member.name) + ": "
                member.value.write(to: &text, margin: margin)
            }
        }
    }

    /// Appends a bracketed list, one item a line.
    private static func write<Item>(
        _ items: [Item], in brackets: (open: String, close: String), to text: inout String, margin: String,
        item write: (Item, inout String, String) -> Void
    ) {
        text += brackets.open
        for (index, item) in items.enumerated() {
            text += (index == 0 ? "" : ",") + margin + "  "
            write(item, &text, margin + "  ")
        }
        text += (items.isEmpty ? "" : margin) + brackets.close
    }

    /// A string with everything escaped that RFC 8259 demands, and what people would not see.
    private static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where VisibleText.isHidden(scalar): text += VisibleText.jsonEscape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
