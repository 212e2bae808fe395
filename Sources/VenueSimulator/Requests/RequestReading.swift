internal import VenueRuntime
internal import VenueSpec

/// Reads a request back into the input that made it, by the templates of a binding.
struct RequestReading {
    /// The call.
    let operation: VenueSpec.CancelOperation
    /// The paths a request's path may start with before the binding's; the empty one among them.
    let basePaths: [String]

    /// The pieces of a path this call's binding makes; `nil` for the paths of others.
    ///
    /// A base path is optional, so that a client finds the call whether or not its base URL names one.
    func pathPieces(_ path: Substring) -> [TemplateMatch.Piece]? {
        for base in basePaths where path.hasPrefix(base) {
            let rest = path.dropFirst(base.count)
            if let pieces = TemplateMatch.pieces(of: rest, by: operation.http.path[...], isPath: true) {
                return pieces
            }
        }
        return nil
    }

    /// How many segments of the binding's path are fixed text.
    var fixedSegments: Int {
        let path = operation.http.path.map { part in if case .literal(let text) = part { text } else { "{}" } }
        return path.joined().split(separator: "/").count { !$0.contains("{") }
    }

    /// The input, and how much of the binding is in the request.
    ///
    /// - Throws: ``RequestMismatch`` for a request the binding cannot have made; what an input may be is not checked.
    func read(
        _ request: ReceivedRequest, path pieces: [TemplateMatch.Piece]
    ) throws(RequestMismatch) -> InputCollector {
        var collector = InputCollector(operation: operation)
        for piece in pieces {
            guard let text = PercentDecoding.decode(piece.text) else {
                throw RequestMismatch(expectation: "expected a percent-encoded path")
            }
            try collector.take(text: text, for: piece.parameter)
        }
        try FieldReading(request.query, encodesCommas: false).read(operation.http.query, into: &collector)
        try readHeaders(of: request, into: &collector)
        try readBody(of: request, into: &collector)
        return collector
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

    /// Takes the parameters of the body.
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
