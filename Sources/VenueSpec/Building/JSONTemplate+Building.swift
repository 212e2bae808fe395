internal import SourceText
internal import YAMLDocument

/// A JSON template as it was read: what it is, and the parameters it names, each with its place.
package struct TemplateReading: Sendable {
    struct Fault: Sendable {
        let message: String
        let range: SourceRange
        /// The name that is not known, if that is the fault.
        var unknownName: String?
    }

    /// What it is; `nil` where it has faults.
    private(set) var template: JSONTemplate?
    private(set) var faults: [Fault] = []
    /// Its parameters, as if it were a body.
    private(set) var placeholders: [Placeholder] = []

    /// The key that stands for a string holding JSON.
    static let encodedKey = "$encoded"

    /// The most texts within texts: each level doubles the backslashes of those in it.
    static let maximumEncoding = 4

    init(_ node: Node) {
        let read = read(node, encoding: 0)
        template = faults.isEmpty ? read : nil
    }

    /// Reads a value, under the key of a member or not, that stands in so many texts that hold JSON.
    private mutating func read(_ node: Node, member: Node.Entry? = nil, encoding: Int) -> JSONTemplate {
        switch node.content {
        case .mapping(let entries) where entries.contains { $0.key == Self.encodedKey }:
            if entries.count > 1 {
                return fault("'$encoded' stands alone in its mapping", at: node.range)
            }
            if encoding == Self.maximumEncoding {
                let message = "'$encoded' stands within '$encoded' more than \(Self.maximumEncoding) times"
                return fault(message, at: entries[0].keyRange)
            }
            return .encoded(read(entries[0].value, encoding: encoding + 1))
        case .mapping(let entries):
            return .object(
                entries.map { entry in
                    if Self.isMeantAsDirective(entry.key) {
                        _ = fault(
                            "unknown directive '\(entry.key)'; the only one is '\(Self.encodedKey)'",
                            at: entry.keyRange, unknownName: entry.key)
                    }
                    return .init(name: entry.key, value: read(entry.value, member: entry, encoding: encoding))
                })
        case .sequence(let elements): return .array(elements.map { read($0, encoding: encoding) })
        case .scalar(let scalar): return read(scalar, member: member, at: node.range)
        }
    }

    /// Whether a key is no member's name: those that start with `$` are the language's own, and a `$` elsewhere in a
    /// name like one of them has slipped.
    private static func isMeantAsDirective(_ key: String) -> Bool {
        key.unicodeScalars.first == "$"
            || (key.unicodeScalars.contains("$") && NearestName.nearest(to: key, in: [encodedKey]) != nil)
    }

    private mutating func read(_ scalar: Node.Scalar, member: Node.Entry?, at range: SourceRange) -> JSONTemplate {
        if scalar.isPlain {
            switch scalar.text {
            case "":
                guard let member else {
                    return fault("an empty value stands only for the parameter its key names", at: range)
                }
                add(member.key, isBareField: true, takesLists: true, at: member.keyRange)
                return .parameter(member.key)
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            case "null": return .null
            default: if JSONTemplate.isJSONNumber(scalar.text) { return .number(scalar.text) }
            }
        }
        let template: TextTemplate
        do throws(SyntaxError) {
            template = try TextTemplate(parsing: scalar.text)
        } catch {
            return fault(error.message, at: range)
        }
        let isBare = template.bareParameter != nil
        for name in template.parameters {
            add(name, isBareField: isBare && member != nil, takesLists: isBare, at: range)
        }
        if template.explodes {
            return fault("'*' repeats a query or form field; a JSON body holds the list itself", at: range)
        }
        if let name = template.bareParameter { return .parameter(name) }
        return template.fixedText.map { .string($0) } ?? .text(template.parts)
    }

    private mutating func add(_ name: String, isBareField: Bool, takesLists: Bool, at range: SourceRange) {
        placeholders.append(
            Placeholder(name: name, place: .json, isBareField: isBareField, takesLists: takesLists, range: range))
    }

    private mutating func fault(_ message: String, at range: SourceRange, unknownName: String? = nil) -> JSONTemplate {
        faults.append(Fault(message: message, range: range, unknownName: unknownName))
        return .null
    }
}

extension JSONTemplate {
    /// Whether the text is a number of JSON's grammar (RFC 8259).
    static func isJSONNumber(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        /// Consumes digits and says how many there were.
        func digits() -> Int {
            let count = rest.prefix { isDigit($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == 0x2D { rest.removeFirst() }
        let startsWithZero = rest.first == 0x30
        let whole = digits()
        guard whole > 0, !(startsWithZero && whole > 1) else { return false }
        if rest.first == 0x2E {
            rest.removeFirst()
            if digits() == 0 { return false }
        }
        if rest.first == 0x65 || rest.first == 0x45 {
            rest.removeFirst()
            if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() }
            if digits() == 0 { return false }
        }
        return rest.isEmpty
    }

    /// The template with `null` for some parameters where they are not given.
    func sendingNull(for names: Set<String>) -> JSONTemplate {
        switch self {
        case .object(let members):
            .object(members.map { Member(name: $0.name, value: $0.value.sendingNull(for: names)) })
        case .array(let elements): .array(elements.map { $0.sendingNull(for: names) })
        case .parameter(let name) where names.contains(name): .parameterOrNull(name)
        case .encoded(let inner): .encoded(inner.sendingNull(for: names))
        case .parameter, .parameterOrNull, .text, .string, .number, .boolean, .null: self
        }
    }

    /// Every parameter placeholder in the template, with whether its absence can be expressed (a bare member value).
    package var placeholders: [(name: String, canBeOmitted: Bool)] {
        switch self {
        case .object(let members):
            members.flatMap { member -> [(name: String, canBeOmitted: Bool)] in
                if case .parameter(let name) = member.value { return [(name, true)] }
                return member.value.placeholders
            }
        case .array(let elements): elements.flatMap(\.placeholders)
        case .parameter(let name), .parameterOrNull(let name): [(name, false)]
        case .text(let parts):
            parts.compactMap { if case .parameter(let name) = $0 { (name, false) } else { nil } }
        case .encoded(let inner): inner.placeholders
        case .string, .number, .boolean, .null: []
        }
    }
}
