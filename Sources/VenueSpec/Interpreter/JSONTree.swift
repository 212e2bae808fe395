/// A JSON text as a tree: members in the order received, numbers as their own text.
indirect enum JSONTree: Sendable, Hashable {
    case object([Member])
    case array([JSONTree])
    case string(String)
    case number(String)
    /// `true` or `false`.
    case boolean(Bool)
    case null

    struct Member: Sendable, Hashable {
        var name: String
        var value: JSONTree
    }

    /// The kind of the value, with its article, for messages.
    var kind: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}

/// What keeps bytes from being one JSON text, and where.
struct JSONSyntaxError: Error, Hashable {
    /// What was expected or is refused; lower case, no full stop.
    var problem: String
    /// The byte it was noticed at, from 0.
    var offset: Int
}

extension JSONTree {
    /// The tree as compact JSON; members keep their order, numbers their text.
    var compactText: String {
        switch self {
        case .object(let members):
            "{" + members.map { Self.quoted($0.name) + ":" + $0.value.compactText }.joined(separator: ",") + "}"
        case .array(let elements): "[" + elements.map(\.compactText).joined(separator: ",") + "]"
        case .string(let text): Self.quoted(text)
        case .number(let text): text
        case .boolean(let flag): String(flag)
        case .null: "null"
        }
    }

    /// A JSON string that escapes only what it must: quotes, backslashes and characters below U+0020.
    static func quoted(_ text: String) -> String {
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
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSONTree {
    /// The tree as JSON indented by two spaces; arrays without objects stay on one line.
    func indentedText(indentation: String = "") -> String {
        let inner = indentation + "  "
        switch self {
        case .array(let elements):
            let isFlat = elements.allSatisfy { if case .object = $0 { false } else { true } }
            let parts = elements.map { $0.indentedText(indentation: inner) }
            if isFlat { return "[" + parts.joined(separator: ", ") + "]" }
            return "[\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + indentation + "]"
        case .object(let members) where !members.isEmpty:
            let parts = members.map { member in
                inner + Self.quoted(member.name) + ": " + member.value.indentedText(indentation: inner)
            }
            return "{\n" + parts.joined(separator: ",\n") + "\n" + indentation + "}"
        default: return compactText
        }
    }
}

/// Fills a JSON template with an input that has been checked.
struct JSONRendering {
    let input: InputValues
    /// The correlation id of a frame and its JSON type; `nil` in a request body.
    let correlation: (id: String, kind: Enumeration.Kind)?

    /// The parameter name that stands for the correlation id.
    static let correlationName = "$id"

    /// The template's JSON; `nil` for a bare parameter that is not given, which leaves its member or element out.
    func tree(_ template: JSONTemplate) -> JSONTree? {
        switch template {
        case .object(let members):
            .object(
                members.compactMap { member in
                    tree(member.value).map { JSONTree.Member(name: member.name, value: $0) }
                })
        case .array(let elements): .array(elements.compactMap(tree))
        case .parameter(Self.correlationName):
            correlation.map { $0.kind == .integer ? .number($0.id) : .string($0.id) }
        case .parameter(let name): input[name].map(Self.tree)
        case .text(let parts): text(parts).map(JSONTree.string)
        case .string(let text): .string(text)
        case .number(let text): .number(text)
        case .boolean(let flag): .boolean(flag)
        case .null: .null
        case .encoded(let inner): tree(inner).map { .string($0.compactText) }
        }
    }

    /// A parameter's value in its own JSON type.
    private static func tree(_ value: Example.InputScalar) -> JSONTree {
        switch value {
        case .text(let text): .string(text)
        case .number(let text): .number(text)
        case .boolean(let flag): .boolean(flag)
        case .list(let values): .array(values.map(tree))
        }
    }

    /// A text template's text, in which the correlation id may stand.
    private func text(_ parts: [TemplatePart]) -> String? {
        input.text(
            of: parts.map { part in
                if let correlation, part == .parameter(Self.correlationName) { return .literal(correlation.id) }
                return part
            })
    }
}
