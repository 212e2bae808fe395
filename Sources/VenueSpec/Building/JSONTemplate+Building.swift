internal import SourceText
internal import YAMLDocument

struct TemplateFault: Error {
    let message: String
    let range: SourceRange
    /// The name that is not known, if that is the fault.
    var unknownName: String?
}

extension JSONTemplate {
    /// The key that stands for a string holding JSON.
    static let encodedKey = "$encoded"

    /// The most texts within texts: each level doubles the backslashes of those in it.
    static let maximumEncoding = 4

    static func faults(in node: Node, member: String? = nil, encoding: Int = 0) -> [TemplateFault] {
        switch node.content {
        case .mapping(let entries) where !entries.contains { $0.key == encodedKey }:
            return entries.flatMap { entry -> [TemplateFault] in
                if isMeantAsDirective(entry.key) { return [unknownDirective(entry)] }
                return faults(in: entry.value, member: entry.key, encoding: encoding)
            }
        case .mapping(let entries) where entries.count == 1 && encoding < maximumEncoding:
            return faults(in: entries[0].value, encoding: encoding + 1)
        case .sequence(let elements): return elements.flatMap { faults(in: $0, encoding: encoding) }
        default:
            do throws(TemplateFault) {
                _ = try JSONTemplate(node, member: member, encoding: encoding)
                return []
            } catch {
                return [error]
            }
        }
    }

    /// The fault of a key that looks like a word of the language.
    private static func unknownDirective(_ entry: Node.Entry) -> TemplateFault {
        TemplateFault(
            message: "unknown directive '\(entry.key)'; the only one is '\(encodedKey)'", range: entry.keyRange,
            unknownName: entry.key)
    }

    /// Builds a template from YAML.
    ///
    /// - Parameters:
    ///   - node: The YAML.
    ///   - member: The name of the member the value stands under, for the empty shorthand.
    ///   - encoding: How many texts that hold JSON it stands in.
    /// - Throws: ``TemplateFault`` with the place and what is wrong there.
    init(_ node: Node, member: String? = nil, encoding: Int = 0) throws(TemplateFault) {
        switch node.content {
        case .mapping(let entries):
            if entries.contains(where: { $0.key == Self.encodedKey }) {
                guard entries.count == 1 else {
                    throw TemplateFault(message: "'$encoded' stands alone in its mapping", range: node.range)
                }
                guard encoding < Self.maximumEncoding else {
                    throw TemplateFault(
                        message: "'$encoded' stands within '$encoded' more than \(Self.maximumEncoding) times",
                        range: entries[0].keyRange)
                }
                self = .encoded(try JSONTemplate(entries[0].value, encoding: encoding + 1))
                return
            }
            var members: [Member] = []
            for entry in entries {
                if Self.isMeantAsDirective(entry.key) { throw Self.unknownDirective(entry) }
                let value = try JSONTemplate(entry.value, member: entry.key, encoding: encoding)
                members.append(Member(name: entry.key, value: value))
            }
            self = .object(members)
        case .sequence(let elements):
            var values: [JSONTemplate] = []
            for element in elements { values.append(try JSONTemplate(element, encoding: encoding)) }
            self = .array(values)
        case .scalar(let scalar):
            self = try Self.scalar(scalar, member: member, range: node.range)
        }
    }

    /// Whether a key is no member's name: those that start with `$` are the language's own, and a `$` elsewhere in a
    /// name like one of them has slipped.
    private static func isMeantAsDirective(_ key: String) -> Bool {
        key.unicodeScalars.first == "$"
            || (key.unicodeScalars.contains("$") && NearestName.nearest(to: key, in: [encodedKey]) != nil)
    }

    private static func scalar(
        _ scalar: Node.Scalar, member: String?, range: SourceRange
    ) throws(TemplateFault) -> JSONTemplate {
        if scalar.isPlain {
            switch scalar.text {
            case "":
                guard let member else {
                    throw TemplateFault(
                        message: "an empty value stands only for the parameter its key names", range: range)
                }
                return .parameter(member)
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            case "null": return .null
            default: if isJSONNumber(scalar.text) { return .number(scalar.text) }
            }
        }
        do throws(SyntaxError) {
            let template = try TextTemplate(parsing: scalar.text)
            if template.explodes {
                throw SyntaxError("'*' repeats a query or form field; a JSON body holds the list itself")
            }
            if let name = template.bareParameter { return .parameter(name) }
            if template.parameters.isEmpty {
                return .string(template.parts.map { if case .literal(let text) = $0 { text } else { "" } }.joined())
            }
            return .text(template.parts)
        } catch {
            throw TemplateFault(message: error.message, range: range)
        }
    }

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

    /// Every parameter placeholder in the template, with whether its absence can be expressed (a bare member value).
    var placeholders: [(name: String, canBeOmitted: Bool)] {
        switch self {
        case .object(let members):
            members.flatMap { member -> [(name: String, canBeOmitted: Bool)] in
                if case .parameter(let name) = member.value { return [(name, true)] }
                return member.value.placeholders
            }
        case .array(let elements): elements.flatMap(\.placeholders)
        case .parameter(let name): [(name, false)]
        case .text(let parts):
            parts.compactMap { if case .parameter(let name) = $0 { (name, false) } else { nil } }
        case .encoded(let inner): inner.placeholders
        case .string, .number, .boolean, .null: []
        }
    }
}
