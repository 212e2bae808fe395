internal import SourceText

/// Fills in what an attempt computes: recorded values for what cannot be told, and messages byte for byte.
struct ComputedRendering {
    private let request: RequestRendering
    private let recorded: [Example.RecordedValue]
    /// The input with everything computed so far, under the names of templates.
    private(set) var values: InputValues
    private var messages: [String: String] = [:]
    private var texts: [String: String] = [:]
    private var underWay: Set<String> = []

    init(_ request: RequestRendering, recorded: [Example.RecordedValue]) {
        self.request = request
        self.recorded = recorded
        values = request.input
    }

    private var binding: HTTPBinding { request.operation.http }

    /// What was computed, by name.
    var made: [RenderedRequest.Computed] {
        binding.computed.compactMap { value in
            let name = value.name.text
            return texts[name].map { RenderedRequest.Computed(name: name, value: $0, message: messages[name]) }
        }.sorted { $0.name < $1.name }
    }

    /// Fills in everything that names depend on.
    mutating func resolve(_ names: [String]) {
        for name in names where name.hasPrefix("$") && values[name] == nil && underWay.insert(name).inserted {
            if let credential = Credential.name(inPlaceholder: name) {
                values = values.with(.text("<\(credential)>"), for: name)
            } else if let part = RequestPart(placeholder: name) {
                values = values.with(.text(text(of: part)), for: name)
            } else if let value = binding.computedValue(placeholder: name) {
                let text = text(of: value)
                texts[value.name.text] = text
                let isNumber = value.isInteger && text.utf8.allSatisfy { isDigit($0) || $0 == 0x2E }
                values = values.with(isNumber ? .number(text) : .text(text), for: name)
            }
            underWay.remove(name)
        }
    }

    private mutating func text(of part: RequestPart) -> String {
        let server = request.venue.servers.first { $0.scheme == "https" }
        let path = (server?.basePath ?? "") + request.path()
        switch part {
        case .method: return binding.method
        case .host: return server?.host ?? Server.unstatedHost
        case .path: return path
        case .query: return query()
        case .target:
            let query = query()
            return query.isEmpty ? path : path + "?" + query
        case .body:
            switch binding.body {
            case .none: return ""
            case .json(let template, _):
                resolve(template.placeholders.map(\.name))
                return JSONRendering(operation: request.operation, input: values, correlation: nil).tree(template)?
                    .compactText ?? ""
            case .form(let items, _):
                let items = items.filter { !binding.isLast($0, in: .body) }
                resolve(items.flatMap(\.value.parameters))
                return request.form(items, values)
            }
        }
    }

    /// The query as far as it depends on nothing that depends on it.
    private mutating func query() -> String {
        let items = binding.query.filter { !binding.isLast($0, in: .query) }
        resolve(items.flatMap(\.value.parameters))
        return request.query(items, values)
    }

    private mutating func text(of value: ComputedValue) -> String {
        let name = value.name.text
        resolve(value.placeholders)
        let message: String
        switch value.source {
        case .time, .nonce, .random: return recordedText(name)
        case .text(let parts): message = values.text(of: parts) ?? ""
        case .json(let template):
            message =
                JSONRendering(operation: request.operation, input: values, correlation: nil).tree(template)?.compactText
                ?? ""
        case .sorted(let items):
            message = items.compactMap { item in
                values.text(of: item.value).map { item.name + value.pair + $0 }
            }.joined(separator: value.separator)
        }
        guard value.step == nil else {
            messages[name] = message
            return recordedText(name)
        }
        if let prefix = value.dropPrefix, message.startsExactly(with: prefix) {
            return String(decoding: message.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        }
        return value.encoding.map { $0.text(of: Array(message.utf8)) } ?? message
    }

    private func recordedText(_ name: String) -> String {
        recorded.first { $0.name == name }?.value ?? "<\(name)>"
    }
}

extension Server {
    /// What stands for the host of a server that each operator has for itself.
    package static let unstatedHost = "venue.example"
}

extension ComputedValue.Encoding {
    /// Bytes in the encoding (RFC 4648).
    func text(of bytes: [UInt8]) -> String {
        switch self {
        case .hex, .bytes: digits(bytes, uppercase: false)
        case .upperHex: digits(bytes, uppercase: true)
        case .base64: base64(bytes, "+/", padding: "=")
        case .base64url: base64(bytes, "-_", padding: "")
        }
    }

    private func digits(_ bytes: [UInt8], uppercase: Bool) -> String {
        bytes.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16, uppercase: uppercase) }.joined()
    }

    private func base64(_ bytes: [UInt8], _ last: String, padding: String) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last)
        let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
        var text = ""
        for start in stride(from: 0, to: bits.count, by: 6) {
            let group = bits[start..<min(start + 6, bits.count)]
            let value = group.reduce(0) { $0 << 1 | Int($1) } << (6 - group.count)
            text.append(letters[value])
        }
        return text + String(repeating: padding, count: (3 - bytes.count % 3) % 3)
    }

    /// The bytes of a text in the encoding; `nil` for text that is none.
    package func bytes(of text: String) -> [UInt8]? {
        switch self {
        case .hex, .upperHex, .bytes:
            let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map(UInt8.init) }
            guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
            return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        case .base64, .base64url:
            let letters = Array(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + (self == .base64 ? "+/" : "-_"))
            let values = text.prefix { $0 != "=" }.map { letters.firstIndex(of: $0) }
            let bits = values.compactMap(\.self).flatMap { value in (0..<6).map { UInt8(value >> (5 - $0) & 1) } }
            guard bits.count == values.count * 6 else { return nil }
            return stride(from: 0, to: bits.count / 8 * 8, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | $1 } }
        }
    }

    /// How many characters so many bytes are; `nil` where that depends on more.
    func length(of bytes: Int) -> Int {
        switch self {
        case .hex, .upperHex, .bytes: bytes * 2
        case .base64: (bytes + 2) / 3 * 4
        case .base64url: (bytes * 4 + 2) / 3
        }
    }
}
