/// A JSON value: members in their order, numbers as their own text, so that equal values are equal bytes.
package indirect enum JSONTree: Sendable, Hashable {
    case object([Member])
    case array([JSONTree])
    case string(String)
    case number(String)
    /// `true` or `false`.
    case boolean(Bool)
    case null

    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSONTree

        package init(name: String, value: JSONTree) { (self.name, self.value) = (name, value) }
    }

    package static func object(_ members: [(name: String, value: JSONTree)]) -> JSONTree {
        .object(members.map(Member.init))
    }

    package static func integer(_ number: Int) -> JSONTree { .number(String(number)) }

    /// A text, or `null` for none.
    package static func optional(_ text: String?) -> JSONTree { text.map(JSONTree.string) ?? .null }
}

extension JSONTree {
    /// The value on one line without spaces, which escapes only what it must.
    package var compactText: String {
        var text = ""
        write(to: &text, margin: nil)
        return text
    }

    /// The value for people: indented by two, with a final line break, and what nobody would see is escaped.
    ///
    /// Where it is flat, lists without objects stay on one line.
    package func indentedText(isFlat: Bool = false) -> String {
        var text = ""
        write(to: &text, margin: "\n", isFlat: isFlat)
        return text + "\n"
    }

    /// A text in quotes; quotes, backslashes, characters below U+0020 and others on demand are escaped.
    package static func quoted(_ text: String, escaping isEscaped: (Unicode.Scalar) -> Bool = { _ in false }) -> String
    {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || isEscaped(scalar): result += VisibleText.jsonEscape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Appends the value; the margin is the line break and the indentation of the line it stands in, `nil` for one line.
    private func write(to text: inout String, margin: String?, isFlat: Bool = false) {
        let inner = margin.map { $0 + "  " }
        /// Appends a bracketed list, one item a line unless it is to stay on one.
        func write<Item>(
            _ items: [Item], in brackets: (String, String), onOneLine: Bool = false, item: (Item, inout String) -> Void
        ) {
            let lead = onOneLine ? nil : inner
            text += brackets.0
            for (index, element) in items.enumerated() {
                text += (index == 0 ? "" : onOneLine ? ", " : ",") + (lead ?? "")
                item(element, &text)
            }
            text += (items.isEmpty || onOneLine ? "" : margin ?? "") + brackets.1
        }
        switch self {
        case .string(let string):
            text += Self.quoted(string) { margin != nil && VisibleText.isHidden($0) }
        case .number(let number): text += number
        case .boolean(let flag): text += String(flag)
        case .null: text += "null"
        case .array(let elements):
            let hasObjects = elements.contains { if case .object = $0 { true } else { false } }
            write(elements, in: ("[", "]"), onOneLine: isFlat && !hasObjects) { element, text in
                element.write(to: &text, margin: inner, isFlat: isFlat)
            }
        case .object(let members):
            write(members, in: ("{", "}")) { member, text in
                text += Self.quoted(member.name) { margin != nil && VisibleText.isHidden($0) }
                text += margin == nil ? ":" : ": "
                member.value.write(to: &text, margin: inner, isFlat: isFlat)
            }
        }
    }
}
