internal import SourceText
internal import VenueRuntime
internal import VenueSpec

/// Reads a request back into the input that made it, by the templates of a binding.
struct RequestReading {
    let operation: CallDescription
    /// The paths a request's path may start with before the binding's; the empty one among them.
    let basePaths: [String]

    /// The pieces of a path this call's binding makes; `nil` for the paths of others.
    ///
    /// A base path is optional, so that a client finds the call whether or not its base URL names one.
    func pathPieces(_ path: Substring) -> [TemplateMatch.Piece]? {
        for base in basePaths where path.utf8.starts(with: base.utf8) {
            let rest = Substring(path.utf8.dropFirst(base.utf8.count))
            if let pieces = TemplateMatch.pieces(of: rest, by: operation.http.path[...], isPath: true) {
                return pieces
            }
        }
        return nil
    }

    /// The parameters that stand in a recorded request.
    func names(in example: Example.ExpectedRequest) -> [String] {
        let words = example.line.split(separator: " ").map(String.init)
        var request = ReceivedRequest(method: words.first ?? "", target: words.last ?? "")
        for header in example.headers { request.headers.append(name: header.name, value: header.value) }
        request.body = Array((example.body ?? "").utf8)
        guard let pieces = pathPieces(request.path) else { return [] }
        let (collector, mismatch) = read(request, path: pieces)
        return mismatch == nil ? collector.input.map(\.name) : []
    }

    /// How many segments of the binding's path are fixed text.
    var fixedSegments: Int {
        let path = operation.http.path.map { part in if case .literal(let text) = part { text } else { "{}" } }
        return path.joined().split(separator: "/").count { !$0.contains("{") }
    }

    /// The input and how much of the binding is in the request, and the first thing in it that the binding cannot have
    /// made; what an input may be is not checked.
    ///
    /// What can be read is there even then: a request that is signed and wrong is not one without a signature.
    func read(
        _ request: ReceivedRequest, path pieces: [TemplateMatch.Piece]
    ) -> (collector: InputCollector, mismatch: RequestMismatch?) {
        var collector = InputCollector(operation: operation)
        var first: RequestMismatch?
        func attempt(_ read: () throws(RequestMismatch) -> Void) {
            do throws(RequestMismatch) { try read() } catch { first = first ?? error }
        }
        attempt { () throws(RequestMismatch) in
            for piece in pieces {
                func decoded(_ text: Substring) throws(RequestMismatch) -> String {
                    guard let text = PercentDecoding.decode(text) else {
                        throw RequestMismatch(expectation: "expected a percent-encoded path")
                    }
                    return text
                }
                if case .array? = operation.parameter(named: piece.parameter)?.type {
                    let elements = piece.text.split(separator: ",", omittingEmptySubsequences: false)
                    let values = try elements.map { element throws(RequestMismatch) in try decoded(element) }
                    try collector.take(elements: values, for: piece.parameter)
                } else {
                    try collector.take(text: try decoded(piece.text), for: piece.parameter)
                }
            }
        }
        attempt { () throws(RequestMismatch) in
            try FieldReading(request.query, encodesCommas: false).read(operation.http.query, into: &collector)
        }
        attempt { () throws(RequestMismatch) in try readHeaders(of: request, into: &collector) }
        attempt { () throws(RequestMismatch) in try readBody(of: request, into: &collector) }
        attempt { () throws(RequestMismatch) in try readComputed(into: &collector) }
        return (collector, first)
    }

    /// Takes the parameters of the header fields.
    ///
    /// Fields without parameters are not demanded: clients leave out `Accept`, and venues let them.
    private func readHeaders(
        of request: ReceivedRequest, into collector: inout InputCollector
    ) throws(RequestMismatch) {
        for header in operation.http.headers where !header.value.allSatisfy(\.isLiteral) {
            guard let value = request.headers[header.name] else { continue }
            guard let pieces = TemplateMatch.pieces(of: Substring(value), by: header.value[...]) else {
                throw RequestMismatch(expectation: "expected another form of the header field '\(header.name)'")
            }
            for piece in pieces { try collector.take(text: String(piece.text), for: piece.parameter) }
        }
    }

    /// Takes the parameters of computed values that only encode what they hold, such as JSON in a header field.
    private func readComputed(into collector: inout InputCollector) throws(RequestMismatch) {
        for value in operation.http.usedValues.reversed() where value.step == nil {
            guard let text = collector.computed["$" + value.name.text],
                let bytes = value.encoding.map({ $0.bytes(of: text) }) ?? Array(text.utf8)
            else { continue }
            switch value.source {
            case .json(let template):
                guard let json = try? JSONValue(jsonBytes: bytes) else {
                    throw RequestMismatch(expectation: "expected JSON in '\(value.name.text)'")
                }
                try JSONTemplateReading.read(json, by: template, at: "", into: &collector)
            case .text(let parts):
                let pieces = TemplateMatch.pieces(of: Substring(String(decoding: bytes, as: UTF8.self)), by: parts[...])
                for piece in pieces ?? [] { try collector.take(text: String(piece.text), for: piece.parameter) }
            case .time, .nonce, .random, .sorted: break
            }
        }
    }

    private func readBody(of request: ReceivedRequest, into collector: inout InputCollector) throws(RequestMismatch) {
        switch operation.http.body {
        case .none: break
        case .json(let template, _):
            guard let json = try? JSONValue(jsonBytes: request.body) else {
                throw RequestMismatch(expectation: "expected a JSON body")
            }
            try JSONTemplateReading.read(json, by: template, at: "", into: &collector)
        case .form(let items, _):
            guard let text = String(validating: request.body, as: UTF8.self) else {
                throw RequestMismatch(expectation: "expected a form body")
            }
            try FieldReading(text[...], encodesCommas: true).read(items, into: &collector)
        }
    }
}

/// What a request does not have, or has in another form, than its binding asks for; lower case, no full stop.
///
/// It never quotes the request.
struct RequestMismatch: Error, Hashable {
    var expectation: String
}

/// Collects the values of parameters as they are found in the places of a request.
struct InputCollector {
    let operation: CallDescription
    private var values: [String: Example.InputScalar] = [:]
    /// What computed values came as, by their placeholders.
    private(set) var computed: [String: String] = [:]
    /// The placeholders of values that came in two ways.
    private(set) var contradicted: Set<String> = []
    /// How many places of parameters and constants were found as the binding has them.
    private(set) var matches = 0
    /// What further orders of the call have of their own.
    private var others: [InputCollector] = []

    init(operation: CallDescription) { self.operation = operation }

    var input: [Example.InputValue] {
        operation.parameters.compactMap { parameter in
            values[parameter.name.text].map {
                Example.InputValue(name: parameter.name.text, value: $0, range: parameter.provenance.range)
            }
        }
    }

    /// The input of each further order of the call, with what is one for all.
    var furtherInputs: [[Example.InputValue]] {
        others.map { order in
            operation.parameters.compactMap { parameter in
                let name = parameter.name.text
                let value = operation.isOfEachOrder(name) ? order.values[name] : order.values[name] ?? values[name]
                return value.map { Example.InputValue(name: name, value: $0, range: parameter.provenance.range) }
            }
        }
    }

    /// Takes what each order of the call has in a list; several lists have as many elements.
    mutating func takeEachOrder<Element>(
        _ elements: [Element], _ take: (Element, inout InputCollector) throws(RequestMismatch) -> Void
    ) throws(RequestMismatch) {
        guard let first = elements.first else { throw RequestMismatch(expectation: "expected an order") }
        let further = elements.dropFirst()
        if others.isEmpty { others = further.map { _ in InputCollector(operation: operation) } }
        guard others.count == further.count else {
            throw RequestMismatch(expectation: "expected as many values in each list of orders")
        }
        try take(first, &self)
        for (index, element) in further.enumerated() { try take(element, &others[index]) }
    }

    /// The value of a parameter; `nil` if it was not found.
    func value(of name: String) -> Example.InputScalar? { values[name] }

    /// The placeholders of what a request with these parameters holds in fields of its own.
    var dueNames: Set<String> {
        let binding = operation.http
        var items = binding.query.map(\.value) + binding.headers.map(\.value)
        var names: [String] = []
        switch binding.body {
        case .none: break
        case .json(let template, _): names = template.placeholders.map(\.name)
        case .form(let fields, _): items += fields.map(\.value)
        }
        // A field whose optional parameter is not given is left out.
        for item in items.map(\.parameters) where item.allSatisfy({ $0.hasPrefix("$") || values[$0] != nil }) {
            names += item
        }
        return Set(names.filter { $0.hasPrefix("$") && $0 != PageDescription.placeholder })
    }

    /// What the page of a list is asked for with.
    var page: String? { values[PageDescription.placeholder]?.plainText }

    /// Takes a value; a parameter that stands in several places must have one value.
    mutating func take(_ value: Example.InputScalar, for name: String) throws(RequestMismatch) {
        if let other = values[name], other != value {
            throw RequestMismatch(expectation: "expected one value of '\(name)' in all places")
        }
        values[name] = value
        matches += 1
    }

    mutating func takeConstant() { matches += 1 }

    /// Takes what a computed value, or a credential, came as; `false` for other names.
    private mutating func takeComputed(_ text: String, for name: String) -> Bool {
        guard name.hasPrefix("$"), name != PageDescription.placeholder else { return false }
        if let other = computed[name], other != text { contradicted.insert(name) }
        if computed[name] == nil { computed[name] = text }
        return true
    }

    /// Takes text that stands for a parameter's value outside JSON.
    mutating func take(text: String, for name: String) throws(RequestMismatch) {
        if takeComputed(text, for: name) { return }
        let parameter = operation.parameter(named: name)
        guard parameter != nil || name == PageDescription.placeholder else { return }
        try take(parameter.map { Self.value(text, as: $0.type) } ?? .text(text), for: name)
    }

    /// Takes the elements of a list parameter outside JSON.
    mutating func take(elements: [String], for name: String) throws(RequestMismatch) {
        guard case .array(let element)? = operation.parameter(named: name)?.type else { return }
        try take(.list(elements.map { Self.value($0, as: element) }), for: name)
    }

    /// Takes a parameter's value in JSON; `null` is taken for a value that is not given.
    mutating func take(json: JSONValue, for name: String) throws(RequestMismatch) {
        if takeComputed(json.scalarText ?? "", for: name) { return }
        if json == .null { return }
        guard let value = Self.value(json) else {
            throw RequestMismatch(expectation: "expected no object in '\(name)'")
        }
        try take(value, for: name)
    }

    /// Text as a value of a type; what it may be is checked later, with the whole input.
    private static func value(_ text: String, as type: ParameterType) -> Example.InputScalar {
        switch type {
        case .integer, .decimalNumber: .number(text)
        case .enumeration(let enumeration, _) where enumeration.kind == .integer: .number(text)
        case .boolean where text == "true": .boolean(true)
        case .boolean where text == "false": .boolean(false)
        default: .text(text)
        }
    }

    private static func value(_ json: JSONValue) -> Example.InputScalar? {
        switch json {
        case .string(let text): return .text(text)
        case .number(let number): return .number(number.text)
        case .boolean(let flag): return .boolean(flag)
        case .array(let elements):
            let values = elements.compactMap(value)
            return values.count == elements.count ? .list(values) : nil
        case .object, .null: return nil
        }
    }
}
