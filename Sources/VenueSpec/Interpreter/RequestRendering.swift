internal import SourceText

/// The exact request a call sends, with each secret shown as its credential's name in angle brackets.
package struct RenderedRequest: Sendable, Hashable {
    package var method: String
    package var target: String
    /// Every header field the call sets: credentials, the binding's, then `Content-Type`.
    package var headers: [Example.Header]
    /// The body's bytes; `nil` for no body.
    package var body: [UInt8]?
    /// Every computed value of the request, in the order of the names.
    package var computed: [Computed] = []

    /// A computed value as it is written, and the message that was hashed or signed, in which bytes show as lower-case
    /// hexadecimal digits.
    package struct Computed: Sendable, Hashable {
        package var name: String
        package var value: String
        package var message: String?
    }

    /// The request line as examples record it, such as `DELETE /orders/42`.
    package var line: String { method + " " + target }
}

/// Fills the templates of an HTTP binding with an input that has been checked.
struct RequestRendering {
    let operation: CallDescription
    let venue: Venue
    let input: InputValues

    /// A rendering with the values of all orders of the call.
    init(operation: CallDescription, venue: Venue, input: InputValues) {
        self.operation = operation.variant { input[$0] != nil }
        self.venue = venue
        let first = operation.read?.pages?.first.map { Example.InputScalar.text($0) }
        self.input = input.with(first, for: PageDescription.placeholder)
    }

    /// The request; of a list in pages that for the first.
    ///
    /// - Parameter recorded: What was computed for it; what is not among it shows as its name.
    /// - Returns: The request with everything that was computed.
    func request(recorded: [Example.RecordedValue] = []) -> RenderedRequest {
        let binding = operation.http
        var computed = ComputedRendering(self, recorded: recorded)
        computed.resolve(binding.sentNames)
        computed.resolve(operation.frameNames)
        let input = computed.values
        var headers = operation.credentials(of: venue).filter(\.scheme.hasHeader).map { credential in
            Example.Header(name: credential.header, value: "\(credential.prefix)<\(credential.name.text)>")
        }
        headers += binding.headers.compactMap { header in
            input.text(of: header.value).map { Example.Header(name: header.name, value: $0) }
        }
        var body: [UInt8]?
        switch binding.body {
        case .none: break
        case .json(let template, let contentType):
            let tree = JSONRendering(operation: operation, input: input, correlation: nil).tree(template)
            body = tree.map { Array($0.compactText.utf8) }
            headers.append(Example.Header(name: "Content-Type", value: contentType))
        case .form(let items, let contentType):
            body = Array(form(items, input).utf8)
            headers.append(Example.Header(name: "Content-Type", value: contentType))
        }
        let query = query(binding.query, input)
        return RenderedRequest(
            method: binding.method, target: query.isEmpty ? path() : path() + "?" + query, headers: headers, body: body,
            computed: computed.made)
    }

    /// The frame with a correlation id; `nil` if the venue has none for the call.
    func frame(_ correlation: (id: String, kind: Enumeration.Kind), recorded: [Example.RecordedValue]) -> String? {
        var computed = ComputedRendering(self, recorded: recorded)
        computed.resolve(operation.frameNames)
        return operation.webSocket.flatMap {
            JSONRendering(operation: operation, input: computed.values, correlation: correlation).tree($0.frame)?
                .compactText
        }
    }

    func path() -> String {
        operation.http.path.map { part in
            switch part {
            case .literal(let text): text
            case .parameter(let name):
                if case .list(let elements)? = input[name] {
                    elements.compactMap(\.text).map(PercentCoding.uri).joined(separator: ",")
                } else {
                    PercentCoding.uri(input[name]?.text ?? "")
                }
            }
        }.joined()
    }

    /// The fields of a query with these values, without its question mark.
    func query(_ items: [QueryItem], _ input: InputValues) -> String {
        fields(items, input, encoding: PercentCoding.uri, comma: ",").joined(separator: "&")
    }

    /// The fields of a form with these values.
    func form(_ items: [QueryItem], _ input: InputValues) -> String {
        fields(items, input, encoding: PercentCoding.form, comma: "%2C").joined(separator: "&")
    }

    /// The fields of a query or form, encoded, without those whose optional parameter is not given.
    ///
    /// The commas of a joined list stay as they are in a query (RFC 6570); a form encodes them like any other text.
    private func fields(
        _ items: [QueryItem], _ input: InputValues, encoding encode: (String) -> String, comma: String
    ) -> [String] {
        items.flatMap { item -> [String] in
            let name = encode(item.name)
            if case .parameter(let parameter)? = item.value.first, item.value.count == 1,
                case .list(let elements)? = input[parameter]
            {
                let values = elements.compactMap(\.text).map(encode)
                if item.explode { return values.map { name + "=" + $0 } }
                return values.isEmpty ? [] : [name + "=" + values.joined(separator: comma)]
            }
            return input.text(of: item.value).map { [name + "=" + encode($0)] } ?? []
        }
    }
}

extension InputValues {
    /// A text with the parameters' values; `nil` if one was not given or is a list.
    func filled(_ text: ComparedText, _ transform: (String) -> String = { $0 }) -> String? {
        var filled = ""
        for part in text.parts {
            switch part {
            case .literal(let text): filled += text
            case .parameter(let name):
                guard let value = self[name]?.text else { return nil }
                filled += transform(value)
            }
        }
        return filled
    }

    /// The text of a template; `nil` where a parameter in it is not given.
    ///
    /// A list is joined by commas.
    func text(of parts: [TemplatePart]) -> String? {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .parameter(let name):
                switch self[name] {
                case nil: return nil
                case .list(let elements)?: text += elements.compactMap(\.text).joined(separator: ",")
                case let scalar?: text += scalar.text ?? ""
                }
            }
        }
        return text
    }
}

/// The encodings of values in a path, a query and a form.
package enum PercentCoding {
    /// Text as one path segment or query value: everything but RFC 3986's unreserved characters is encoded.
    package static func uri(_ text: String) -> String {
        encode(text) { byte in
            switch Unicode.Scalar(byte) {
            case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "~": String(Unicode.Scalar(byte))
            default: nil
            }
        }
    }

    /// Text as a field of `application/x-www-form-urlencoded`, as the WHATWG's serializer writes it.
    static func form(_ text: String) -> String {
        encode(text) { byte in
            switch Unicode.Scalar(byte) {
            case "A"..."Z", "a"..."z", "0"..."9", "*", "-", ".", "_": String(Unicode.Scalar(byte))
            case " ": "+"
            default: nil
            }
        }
    }

    /// Every byte as the function says, or as `%` and two upper-case hex digits.
    private static func encode(_ text: String, keeping plain: (UInt8) -> String?) -> String {
        text.utf8.map { byte in
            plain(byte) ?? (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
