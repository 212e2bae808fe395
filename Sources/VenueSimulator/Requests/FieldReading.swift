internal import VenueSpec

/// Reads the fields of a query or form back into parameters.
struct FieldReading {
    /// The received fields, decoded, in order; the raw value keeps a query's list commas apart from encoded ones.
    private let fields: [(name: String, raw: Substring)]
    /// Whether the commas of a list are encoded like other text, as in a form.
    private let encodesCommas: Bool

    /// Takes a query or form apart.
    init(_ text: Substring, encodesCommas: Bool) throws(RequestMismatch) {
        self.encodesCommas = encodesCommas
        var fields: [(name: String, raw: Substring)] = []
        for field in text.split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, let name = PercentDecoding.decode(first, plusIsSpace: true) else {
                throw RequestMismatch(expectation: "expected percent-encoded fields")
            }
            fields.append((name, parts.count > 1 ? parts[1] : ""))
        }
        self.fields = fields
    }

    /// Takes the parameters of all items; fields nobody declared are skipped.
    func read(_ items: [QueryItem], into collector: inout InputCollector) throws(RequestMismatch) {
        for item in items {
            let found = fields.filter { $0.name == item.name }
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
            guard let pieces = TemplateMatch.pieces(of: Substring(try decoded(first.raw)), by: item.value[...]) else {
                throw RequestMismatch(expectation: "expected another form of the field '\(item.name)'")
            }
            if pieces.isEmpty { collector.takeConstant() }
            for piece in pieces { try collector.take(text: String(piece.text), for: piece.parameter) }
        }
    }

    /// The elements of a list joined by commas.
    private func elements(_ raw: Substring) throws(RequestMismatch) -> [String] {
        if encodesCommas { return try decoded(raw).split(separator: ",").map(String.init) }
        return try raw.split(separator: ",").map { element throws(RequestMismatch) in try decoded(element) }
    }

    /// A field's value.
    private func decoded(_ raw: Substring) throws(RequestMismatch) -> String {
        guard let text = PercentDecoding.decode(raw, plusIsSpace: true) else {
            throw RequestMismatch(expectation: "expected percent-encoded fields")
        }
        return text
    }
}
