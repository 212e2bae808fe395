/// A value that requests hold and that is made anew for each attempt: a time, a number, a digest, a signature.
package struct ComputedValue: Sendable, Hashable {
    /// Ways a time of day is written.
    package enum TimeForm: String, Sendable, Hashable, CaseIterable {
        case seconds, milliseconds, microseconds, nanoseconds
        /// RFC 3339 in UTC.
        case rfc3339
    }

    package enum RandomForm: String, Sendable, Hashable, CaseIterable {
        case uuid, hex, digits, alphanumeric
    }

    /// Digests of FIPS 180-4.
    package enum Hash: String, Sendable, Hashable, CaseIterable {
        case sha256, sha384, sha512
    }

    /// Signatures with a private key.
    package enum Scheme: String, Sendable, Hashable, CaseIterable {
        case ed25519
        /// The form of JWS (RFC 7518): two numbers of 32 bytes.
        case es256
        case es256DER = "es256-der"
        /// PKCS #1 v1.5 with SHA-256.
        case rs256
    }

    /// What stands for a list of fields.
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Every field of the query and the form, and every member of a JSON body.
        case fields
    }

    package enum Encoding: String, Sendable, Hashable, CaseIterable {
        case hex, upperHex, base64, base64url
        /// The bytes themselves, which only other messages can hold.
        case bytes
    }

    /// Its name in the spec; templates name it with `$` before it.
    package var name: SwiftIdentifier
    package var time: TimeForm?
    /// How long from now a time is.
    package var plus: Duration?
    /// How far a time may be from the venue's clock.
    package var window: Duration?
    /// The digits of a second's fraction.
    package var fractionDigits: Int?
    package var nonce: TimeForm?
    package var random: RandomForm?
    /// How many characters are random.
    package var length: Int?
    package var hash: Hash?
    package var hmac: Hash?
    package var sign: Scheme?
    /// The credential whose key signs.
    package var key: String?
    package var text: TextTemplate?
    package var lines: [TextTemplate] = ComputedKeys.absent(\.lines)
    package var json: JSONTemplate?
    /// Fields that stand in the order of their names.
    package var sorted: [QueryItem]?
    /// Whether ``sorted`` is every field of the request that does not depend on the value, in place of a list.
    package var sortsFields = false
    package var pair: String = ComputedKeys.absent(\.pair)
    package var separator: String = ComputedKeys.absent(\.separator)
    package var dropPrefix: String?
    package var encoding: Encoding?
    /// Whether JSON holds it as a number.
    package var isInteger = false
    package var description: String?
    package var provenance: Provenance

    /// What it is made of.
    package enum Source: Sendable, Hashable {
        case time(TimeForm), nonce(TimeForm), random(RandomForm)
        case text([TemplatePart]), json(JSONTemplate), sorted([QueryItem])
    }

    package var source: Source {
        if let time { return .time(time) }
        if let nonce { return .nonce(nonce) }
        if let random { return .random(random) }
        if let json { return .json(json) }
        if let sorted {
            return .sorted(sorted.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
        }
        if let text { return .text(text.parts) }
        return .text(
            lines.enumerated().flatMap { index, line in (index > 0 ? [.literal("\n")] : []) + line.parts })
    }

    /// What is done with the message.
    package enum Step: Sendable, Hashable {
        case hash(Hash)
        case hmac(Hash, key: String)
        case sign(Scheme, key: String)
    }

    package var step: Step? {
        if let hash { return .hash(hash) }
        if let hmac { return .hmac(hmac, key: key ?? "") }
        return sign.map { .sign($0, key: key ?? "") }
    }

    /// Whether an example records it, since nothing else tells what it was.
    package var isRecorded: Bool {
        switch source {
        case .time, .nonce, .random: true
        case .text, .json, .sorted: step != nil
        }
    }

    /// Every name in its templates.
    package var placeholders: [String] {
        switch source {
        case .time, .nonce, .random: []
        case .text(let parts): parts.parameters
        case .json(let template): template.placeholders.map(\.name)
        case .sorted(let items): items.flatMap(\.value.parameters)
        }
    }
}

struct ComputedKeys: Mapping {
    typealias Model = ComputedValue
    static let keys = KeyTable<ComputedKeys>("computed", "a computed value")

    let time = Field("time", .words(ComputedValue.TimeForm.self), "The time of day, in this form.", to: \.time)
    let plus = Field("plus", .duration, "How long from now.", to: \.plus)
    let window = Field("window", .duration, "How far it may be from the venue's clock.", to: \.window)
    let fractionDigits = Field(
        "fractionDigits", .count(1...9), "The digits of a second's fraction; none unless stated.", to: \.fractionDigits)
    let nonce = Field(
        "nonce", .words(ComputedValue.TimeForm.allCases.filter { $0 != .rfc3339 }),
        "A number that grows with every request: the time in this unit, or one more than the last.", to: \.nonce)
    let random = Field("random", .words(ComputedValue.RandomForm.self), "Random text of this form.", to: \.random)
    let length = Field("length", .count(1...256), "How many random characters; 32 unless stated.", to: \.length)
    let hash = Field("hash", .words(ComputedValue.Hash.self), "The digest of the message.", to: \.hash)
    let hmac = Field("hmac", .words(ComputedValue.Hash.self), "The HMAC of the message.", to: \.hmac)
    let sign = Field("sign", .words(ComputedValue.Scheme.self), "The signature of the message.", to: \.sign)
    let key = Field("key", .text(.memberName), "The credential of type 'key' that signs.", to: \.key)
    let text = Field("text", .textTemplate, "The message as a template.", to: \.text)
    let lines = Field(
        "lines", .list(.textTemplate), default: [], "The message as lines, with a line feed between them.", to: \.lines)
    let json = Field("json", .template, "The message as compact JSON.")
    let sorted = Field(
        "sorted",
        .node(.oneOf([.words(ComputedValue.Scope.allCases), .map(.wireName, .oneOf([.empty, .text(.constant)]))])),
        "The message as fields in the order of their names; 'fields' for all of the request.")
    let pair = Field(
        "pair", .text(.content), default: "=", "What stands between a sorted field's name and its value.", to: \.pair)
    let separator = Field(
        "separator", .text(.content), default: "&", "What stands between sorted fields.", to: \.separator)
    let dropPrefix = Field(
        "dropPrefix", .text(.any), "What is left out where the text begins with it.", to: \.dropPrefix)
    let `as` = Field("as", .words(ComputedValue.Encoding.self), "How the bytes are written.", to: \.encoding)
    let type = Field(
        "type", .words([TypeWord.string, .integer]),
        "Whether a JSON body holds it as a string, as it does unless stated, or a number.")
    let description = Field.description(\.description)
    let provenance = Included<ComputedKeys, ProvenanceKeys>(ProvenanceKeys.self, to: \.provenance)
}

/// The fields that every request carries behind its own.
struct CommonFieldKeys: Mapping {
    static let keys = KeyTable<CommonFieldKeys>("commonFields", "'requests'")

    private static let field: Form = .oneOf([.empty, .text(.constant)])

    let query = Field("query", .entries(.wireName, field), default: [], "Query fields.")
    let headers = Field("headers", .entries(.headerName, field), default: [], "Header fields.")
    let json = Field("json", .template, "Members of a JSON body that is an object.")
    let form = Field("form", .entries(.wireName, field), default: [], "Fields of a form body.")
}

/// What a request is, as templates of computed values name it.
package enum RequestPart: String, Sendable, Hashable, CaseIterable {
    case method, host, path, query, target, body

    /// The part that a placeholder names.
    package init?(placeholder name: String) {
        guard name.hasPrefix("$"), let part = RequestPart(rawValue: String(name.dropFirst())) else { return nil }
        self = part
    }

    package var placeholder: String { "$" + rawValue }
}

extension HTTPBinding {
    /// The binding with every field of the request in values that sort all of them, but for fields that depend on those.
    func sortingFields() -> HTTPBinding {
        var fields = query
        switch body {
        case .none: break
        case .form(let items, _): fields += items
        case .json(.object(let members), _): fields += members.map(\.field)
        case .json: break
        }
        var result = self
        for (index, value) in computed.enumerated() where value.sortsFields {
            result.computed[index].sorted = fields.filter { field in
                !dependencies(of: field.value.parameters).contains("$" + value.name.text)
            }
        }
        return result
    }
}

extension JSONTemplate.Member {
    /// The member as a field; one that is no text by itself holds the parameters that are in it.
    fileprivate var field: QueryItem {
        let parts: [TemplatePart] =
            switch value {
            case .parameter(let name), .parameterOrNull(let name): [.parameter(name)]
            case .text(let parts): parts
            case .string(let text), .number(let text): [.literal(text)]
            case .boolean(let flag): [.literal(String(flag))]
            case .null: [.literal("null")]
            case .object, .array, .encoded: value.placeholders.map { .parameter($0.name) }
            }
        return QueryItem(name: name, value: parts, explode: false)
    }
}

extension Credential {
    /// What stands before the name of a credential in a placeholder.
    package static let placeholderPrefix = "$security."

    /// The credential that a placeholder names.
    package static func name(inPlaceholder name: String) -> String? {
        name.hasPrefix(placeholderPrefix) ? String(name.dropFirst(placeholderPrefix.count)) : nil
    }
}

extension HTTPBinding {
    /// The value that a placeholder names.
    package func computedValue(placeholder name: String) -> ComputedValue? {
        guard name.hasPrefix("$") else { return nil }
        return computed.first { $0.name.text == name.dropFirst() }
    }

    /// Whether requests differ from attempt to attempt, or hold credentials outside their own header fields.
    package var isComputed: Bool { sentNames.contains { $0.hasPrefix("$") && $0 != PageDescription.placeholder } }

    /// Every name in the parts of the request.
    package var sentNames: [String] {
        query.flatMap(\.value.parameters) + headers.flatMap(\.value.parameters) + bodyPlaceholders
    }

    private var bodyPlaceholders: [String] {
        switch body {
        case .none: []
        case .json(let template, _): template.placeholders.map(\.name)
        case .form(let items, _): items.flatMap(\.value.parameters)
        }
    }

    /// Everything that names depend on, the parts of the request and computed values among it.
    package func dependencies(of names: [String]) -> Set<String> {
        var (found, open) = (Set<String>(), names)
        while let name = open.popLast() {
            guard found.insert(name).inserted else { continue }
            if let value = computedValue(placeholder: name) {
                open += value.placeholders
            } else if let part = RequestPart(placeholder: name) {
                switch part {
                case .target: open += [RequestPart.path.placeholder, RequestPart.query.placeholder]
                case .query: open += query.flatMap(\.value.parameters)
                case .body: open += bodyPlaceholders
                case .method, .host, .path: break
                }
            }
        }
        return found
    }

    /// Whether a field holds a value that depends on the part it stands in, so that it comes last.
    package func isLast(_ item: QueryItem, in part: RequestPart) -> Bool {
        dependencies(of: item.value.parameters).contains(part.placeholder)
    }

    /// The computed values that requests hold, those that they depend on first.
    package var usedValues: [ComputedValue] { usedValues(in: sentNames) }

    /// The computed values that names depend on, those that others depend on first.
    fileprivate func usedValues(in names: [String]) -> [ComputedValue] {
        let used = dependencies(of: names)
        return computed.filter { used.contains("$" + $0.name.text) }
    }
}

extension CallDescription {
    /// Every name of the language's own in the frame, but for that of the correlation id.
    package var frameNames: [String] {
        (webSocket?.frame.placeholders ?? []).map(\.name).filter { $0.hasPrefix("$") && $0 != "$id" }
    }

    /// The computed values that its request or its frame holds, those that they depend on first.
    package var usedValues: [ComputedValue] { http.usedValues(in: http.sentNames + frameNames) }
}

extension Sequence<TemplatePart> {
    /// The names in a template.
    package var parameters: [String] {
        compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }
}
