internal import VenueRuntime
internal import VenueSpec

/// Finds the values of parameters in a text that a template made: the inverse of filling a template.
enum TemplateMatch {
    /// A parameter and the piece of the text it stands for.
    typealias Piece = (parameter: String, text: Substring)

    /// Divides a text as the template put it together, by Unicode scalars.
    ///
    /// Where more than one division is possible, earlier parameters get the shorter pieces.
    ///
    /// - Parameters:
    ///   - text: The text, still encoded.
    ///   - parts: The template.
    ///   - isPath: Whether a piece ends at a slash.
    /// - Returns: The pieces, in order; `nil` if the template cannot have made the text.
    static func pieces(of text: Substring, by parts: ArraySlice<TemplatePart>, isPath: Bool = false) -> [Piece]? {
        guard let part = parts.first else { return text.isEmpty ? [] : nil }
        let others = parts.dropFirst()
        switch part {
        case .literal(let literal):
            guard text.utf8.starts(with: literal.utf8) else { return nil }
            return pieces(of: Substring(text.utf8.dropFirst(literal.utf8.count)), by: others, isPath: isPath)
        case .parameter(let name):
            let limit = isPath ? text.unicodeScalars.firstIndex(of: "/") ?? text.endIndex : text.endIndex
            if others.isEmpty { return limit == text.endIndex ? [(name, text)] : nil }
            var end = text.startIndex
            while true {
                if let found = pieces(of: text[end...], by: others, isPath: isPath) {
                    return [(name, text[..<end])] + found
                }
                guard end < limit else { return nil }
                end = text.unicodeScalars.index(after: end)
            }
        }
    }
}

/// Reads the fields of a query or form back into parameters.
struct FieldReading {
    /// The received fields, decoded, in order; the raw value keeps a query's list commas apart from encoded ones.
    private let fields: [(name: String, raw: Substring)]
    /// Whether the commas of a list are encoded like other text, as in a form.
    private let encodesCommas: Bool

    init(_ text: Substring, encodesCommas: Bool) throws(RequestMismatch) {
        self.encodesCommas = encodesCommas
        var fields: [(name: String, raw: Substring)] = []
        for field in Self.split(text, by: "&") {
            let parts = Self.split(field, by: "=", maxSplits: 1)
            guard let first = parts.first, let name = PercentDecoding.decode(first, plusIsSpace: true) else {
                throw RequestMismatch(expectation: "expected percent-encoded fields")
            }
            fields.append((name, parts.count > 1 ? parts[1] : ""))
        }
        self.fields = fields
    }

    /// The name of one encoded field; `nil` where it is not percent-encoded.
    static func name(of field: Substring) -> String? {
        PercentDecoding.decode(Substring(field.unicodeScalars.prefix { $0 != "=" }), plusIsSpace: true)
    }

    /// The fields of a query or form, decoded, in the order they came in; those that are not percent-encoded as they are.
    static func texts(of text: Substring) -> [(name: String, value: String?)] {
        split(text, by: "&").map { field in
            let parts = split(field, by: "=", maxSplits: 1)
            let raw = parts.count > 1 ? parts[1] : ""
            let value = PercentDecoding.decode(raw, plusIsSpace: true) ?? String(raw)
            return (name(of: field) ?? String(parts.first ?? ""), value)
        }
    }

    /// Takes the parameters of all items; fields nobody declared are skipped.
    func read(_ items: [QueryItem], into collector: inout InputCollector) throws(RequestMismatch) {
        for item in items {
            let found = fields.filter { FieldMatch.equals($0.name, item.name) }
            guard let first = found.first else {
                if item.value.contains(where: \.isLiteral), item.value.count == 1 {
                    throw RequestMismatch(expectation: "expected the field '\(item.name)'")
                }
                continue
            }
            if case .parameter(let name)? = item.value.first, item.value.count == 1,
                case .array? = collector.operation.parameter(named: name)?.type
            {
                let values =
                    item.explode
                    ? try found.map { field throws(RequestMismatch) in try decoded(field.raw) }
                    : try elements(first.raw)
                try collector.take(elements: values, for: name)
                continue
            }
            if case .parameter(let name)? = item.value.first, collector.operation.isOfEachOrder(name) {
                let values =
                    item.explode
                    ? try found.map { field throws(RequestMismatch) in try decoded(field.raw) }
                    : try elements(first.raw)
                try collector.takeEachOrder(values) { value, order throws(RequestMismatch) in
                    try order.take(text: value, for: name)
                }
                continue
            }
            guard let pieces = TemplateMatch.pieces(of: Substring(try decoded(first.raw)), by: item.value[...]) else {
                throw RequestMismatch(expectation: "expected another form of the field '\(item.name)'")
            }
            if pieces.isEmpty { collector.takeConstant() }
            for piece in pieces { try collector.take(text: String(piece.text), for: piece.parameter) }
        }
    }

    private func elements(_ raw: Substring) throws(RequestMismatch) -> [String] {
        if encodesCommas { return Self.split(try decoded(raw)[...], by: ",").map(String.init) }
        return try Self.split(raw, by: ",").map { element throws(RequestMismatch) in try decoded(element) }
    }

    /// The parts between separators, which end a part whatever combines with them; without a limit, none is empty.
    private static func split(
        _ text: Substring, by separator: Unicode.Scalar, maxSplits: Int? = nil
    ) -> [Substring] {
        text.unicodeScalars.split(
            separator: separator, maxSplits: maxSplits ?? .max, omittingEmptySubsequences: maxSplits == nil
        ).map(Substring.init)
    }

    private func decoded(_ raw: Substring) throws(RequestMismatch) -> String {
        guard let text = PercentDecoding.decode(raw, plusIsSpace: true) else {
            throw RequestMismatch(expectation: "expected percent-encoded fields")
        }
        return text
    }
}

/// Reads JSON that a template made back into parameters.
enum JSONTemplateReading {
    /// Takes the parameters of a value; members the template does not have are skipped.
    static func read(
        _ json: JSONValue, by template: JSONTemplate, at place: String, into collector: inout InputCollector
    ) throws(RequestMismatch) {
        switch (template, json) {
        case (.parameter(let name), _), (.parameterOrNull(let name), _): try collector.take(json: json, for: name)
        case (.object(let members), .object):
            for member in members {
                let inner = place.isEmpty ? member.name : "\(place).\(member.name)"
                if let value = json[member.name] {
                    try read(value, by: member.value, at: inner, into: &collector)
                } else if member.value.isAlwaysThere {
                    throw RequestMismatch(expectation: "expected the member '\(inner)'")
                }
            }
        case (.array(let templates), .array(let elements))
        where collector.operation.elementOfEachOrder(templates) != nil:
            try collector.takeEachOrder(elements) { element, order throws(RequestMismatch) in
                for template in templates { try read(element, by: template, at: "\(place)[]", into: &order) }
            }
        case (.array(let templates), .array(let elements)) where templates.count == elements.count:
            for (index, (template, element)) in zip(templates, elements).enumerated() {
                try read(element, by: template, at: "\(place)[\(index)]", into: &collector)
            }
        case (.text(let parts), .string(let text)):
            guard let pieces = TemplateMatch.pieces(of: Substring(text), by: parts[...]) else {
                throw RequestMismatch(expectation: "expected another form of '\(place)'")
            }
            for piece in pieces { try collector.take(text: String(piece.text), for: piece.parameter) }
        case (.encoded(let inner), .string(let text)):
            guard let json = try? JSONValue(jsonBytes: Array(text.utf8)) else {
                throw RequestMismatch(expectation: "expected JSON in the string '\(place)'")
            }
            try read(json, by: inner, at: place, into: &collector)
        case (.string(let constant), .string(let text)) where constant == text: collector.takeConstant()
        case (.number(let constant), .number(let number)) where constant == number.text: collector.takeConstant()
        case (.boolean(let constant), .boolean(let flag)) where constant == flag: collector.takeConstant()
        case (.null, .null): collector.takeConstant()
        default: throw RequestMismatch(expectation: "expected another value in '\(place.isEmpty ? "$" : place)'")
        }
    }
}

extension JSONTemplate {
    /// Whether the member is sent whatever the input.
    ///
    /// A parameter may be optional; whether it had to be given is checked with the whole input.
    fileprivate var isAlwaysThere: Bool { if case .parameter = self { false } else { true } }
}

/// Percent-encoded text back to what it stands for.
enum PercentDecoding {
    /// The text without its encoding; `nil` if a `%` is not followed by two hex digits or the bytes are no UTF-8.
    static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
