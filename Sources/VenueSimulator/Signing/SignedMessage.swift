internal import VenueRuntime
internal import VenueSpec

/// Puts messages together from what a request came as: the very bytes that were received, however a client encoded them.
struct SignedMessage {
    let request: ReceivedRequest
    let collector: InputCollector
    let keys: SigningKeys
    /// The host that a request without a `Host` header field is taken to be for.
    let usualHost: String

    private var binding: HTTPBinding { collector.operation.http }

    /// What a placeholder stands for; `nil` for a parameter that was not given, and for what cannot be told.
    func bytes(of name: String) -> [UInt8]? {
        if let part = RequestPart(placeholder: name) { return bytes(of: part) }
        if let text = collector.computed[name] { return Array(text.utf8) }
        if let value = binding.computedValue(placeholder: name) { return made(value) }
        if name == PageDescription.placeholder {
            return (collector.page ?? collector.operation.read?.pages?.first).map { Array($0.utf8) }
        }
        return collector.value(of: name).map { Array($0.messageText.utf8) }
    }

    /// A computed value as its message gives it; `nil` where that cannot be told.
    func made(_ value: ComputedValue) -> [UInt8]? {
        guard let message = message(of: value) else { return nil }
        guard let step = value.step else {
            if let prefix = value.dropPrefix, message.starts(with: prefix.utf8) {
                return Array(message.dropFirst(prefix.utf8.count))
            }
            return value.encoding.map { $0.bytes(writing: message) } ?? message
        }
        return keys.result(of: step, message).map { value.encoding?.bytes(writing: $0) ?? $0 }
    }

    /// The message of a value; `nil` for a time, a number or a random text, and where a part of it cannot be told.
    func message(of value: ComputedValue) -> [UInt8]? {
        for name in value.placeholders where name.hasPrefix("$") && bytes(of: name) == nil {
            guard name == PageDescription.placeholder else { return nil }
        }
        switch value.source {
        case .time, .nonce, .random: return nil
        case .text(let parts): return bytes(of: parts) ?? []
        case .json(let template): return json(template).map { Array($0.description.utf8) } ?? []
        case .sorted(let items):
            let fields = value.sortsFields ? received(items, in: value) : items.compactMap(field)
            let sorted = fields.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            return Array(
                sorted.map { $0.name.utf8 + Array(value.pair.utf8) + $0.value }.joined(separator: value.separator.utf8))
        }
    }

    /// The bytes of a template; `nil` where a parameter in it was not given.
    func bytes(of parts: [TemplatePart]) -> [UInt8]? {
        var result: [UInt8] = []
        for part in parts {
            switch part {
            case .literal(let text): result += Array(text.utf8)
            case .parameter(let name):
                guard let bytes = bytes(of: name) else { return nil }
                result += bytes
            }
        }
        return result
    }

    // MARK: Parts of the request

    private func bytes(of part: RequestPart) -> [UInt8] {
        switch part {
        case .method: return Array(request.method.utf8)
        case .host: return Array((request.headers["Host"] ?? usualHost).utf8)
        case .path: return Array(request.path.utf8)
        case .query: return signed(request.query, binding.query.filter { binding.isLast($0, in: .query) })
        case .target:
            let last = binding.query.filter { binding.isLast($0, in: .query) }
            if last.isEmpty { return Array(request.target.utf8) }
            let query = signed(request.query, last)
            return Array(request.path.utf8) + (query.isEmpty ? [] : [UInt8(ascii: "?")] + query)
        case .body:
            guard case .form(let items, _) = binding.body else { return request.body }
            let last = items.filter { binding.isLast($0, in: .body) }
            return last.isEmpty ? request.body : signed(Substring(decoding: request.body, as: UTF8.self), last)
        }
    }

    /// Fields without those that come last and sign what is before them.
    private func signed(_ text: Substring, _ last: [QueryItem]) -> [UInt8] {
        var fields = text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
        var names = last.map(\.name)
        while let field = fields.last, let name = FieldReading.name(of: Substring(field)),
            let index = names.firstIndex(of: name)
        {
            names.remove(at: index)
            fields.removeLast()
        }
        return Array(fields.joined(separator: [UInt8(ascii: "&")]))
    }

    // MARK: Fields in the order of their names

    private typealias Field = (name: String, value: [UInt8])

    private func field(_ item: QueryItem) -> Field? { bytes(of: item.value).map { (item.name, $0) } }

    /// Every field that was received, but for those that depend on the value; what is no text by itself reads as the item
    /// of its name says.
    private func received(_ items: [QueryItem], in value: ComputedValue) -> [Field] {
        var fields = FieldReading.texts(of: request.query)
        switch binding.body {
        case .none: break
        case .form: fields += FieldReading.texts(of: Substring(decoding: request.body, as: UTF8.self))
        case .json:
            if case .object(let members)? = try? JSONValue(jsonBytes: request.body) {
                fields += members.map { ($0.name, $0.value.scalarText) }
            }
        }
        let own = "$" + value.name.text
        let dependent = binding.fieldNames { binding.dependencies(of: $0).contains(own) }
        var result: [Field] = []
        for (name, text) in fields where !dependent.contains(name) {
            if let index = result.firstIndex(where: { $0.name == name }) {
                // A list whose elements have a field each.
                result[index].value += [UInt8(ascii: ",")] + Array((text ?? "").utf8)
            } else if let text {
                result.append((name, Array(text.utf8)))
            } else if let item = items.first(where: { $0.name == name }), let field = field(item) {
                result.append(field)
            }
        }
        return result
    }

    // MARK: JSON

    /// The JSON of a template; `nil` for a parameter that was not given.
    private func json(_ template: JSONTemplate) -> JSONValue? {
        switch template {
        case .object(let members):
            .object(members.compactMap { member in json(member.value).map { JSONValue.Member(member.name, $0) } })
        case .array(let elements): .array(elements.compactMap(json))
        case .parameterOrNull(let name): json(.parameter(name)) ?? .null
        case .parameter(let name):
            if let value = collector.value(of: name) {
                value.json
            } else {
                bytes(of: name).map { bytes in
                    let text = String(decoding: bytes, as: UTF8.self)
                    let isNumber = binding.computedValue(placeholder: name)?.isInteger == true
                    return (isNumber ? JSONNumber(text).map(JSONValue.number) : nil) ?? .string(text)
                }
            }
        case .text(let parts): bytes(of: parts).map { .string(String(decoding: $0, as: UTF8.self)) }
        case .string(let text): .string(text)
        case .number(let text): JSONNumber(text).map(JSONValue.number)
        case .boolean(let flag): .boolean(flag)
        case .null: .null
        case .encoded(let inner): json(inner).map { .string($0.description) }
        }
    }
}

extension HTTPBinding {
    /// The names of the fields of query and body that name something of a kind.
    fileprivate func fieldNames(where isOfKind: ([String]) -> Bool) -> Set<String> {
        var names = query.filter { isOfKind($0.value.parameters) }.map(\.name)
        switch body {
        case .form(let items, _): names += items.filter { isOfKind($0.value.parameters) }.map(\.name)
        case .json(.object(let members), _):
            names += members.filter { isOfKind($0.value.placeholders.map(\.name)) }.map(\.name)
        case .none, .json: break
        }
        return Set(names)
    }
}

extension ComputedValue.Encoding {
    /// Bytes as the encoding writes them; themselves where that is what it says.
    func bytes(writing bytes: [UInt8]) -> [UInt8] {
        ValueEncoding(rawValue: rawValue).map { Array($0.text(of: bytes).utf8) } ?? bytes
    }
}

extension Example.InputScalar {
    /// The value as messages have it; the elements of a list with commas between them.
    fileprivate var messageText: String {
        switch self {
        case .text(let text), .number(let text): text
        case .boolean(let flag): String(flag)
        case .list(let elements): elements.map(\.messageText).joined(separator: ",")
        }
    }

    fileprivate var json: JSONValue? {
        switch self {
        case .text(let text): .string(text)
        case .number(let text): JSONNumber(text).map(JSONValue.number)
        case .boolean(let flag): .boolean(flag)
        case .list(let elements): .array(elements.compactMap(\.json))
        }
    }
}
