internal import VenueRuntime
internal import VenueSpec

/// A reply the spec records, made to fit other orders.
struct RecordedReply {
    let reply: Example.Reply
    let input: [Example.InputValue]
    /// Whether it tells that a part of the order was executed, and a part was not.
    let isPartlyFilled: Bool
    private let json: JSONValue?

    init(_ reply: Example.Reply, to example: Example, telling quantities: PerQuantity<String>) {
        self.reply = reply
        let told = quantities.compactMap { ExactDecimal($0) }
        let known = Quantities(ordered: told.ordered, filled: told.filled, remaining: told.remaining)
        isPartlyFilled = known?.filled?.isZero == false && known?.remaining?.isZero == false
        input = example.input
        json = try? JSONValue(jsonBytes: reply.body)
    }

    var asRecorded: HTTPResponse { response(body: reply.body) }

    /// The reply for another order: what identifies the recorded order identifies that one, and what repeats the
    /// recorded input repeats that one's.
    ///
    /// - Parameters:
    ///   - other: The input of the request the reply is for.
    ///   - operation: The call.
    /// - Returns: The reply, which may no longer mean what it meant; the caller checks.
    func adapted(to other: [Example.InputValue], of operation: CallDescription) -> HTTPResponse {
        guard let json else { return asRecorded }
        let texts = Dictionary(
            other.compactMap { value in value.value.plainText.map { (value.name, $0) } },
            uniquingKeysWith: { first, _ in first })
        var adaptation = Adaptation()
        for value in input {
            guard let old = value.value.plainText, !old.isEmpty, let new = texts[value.name] else { continue }
            adaptation.all[value.name] = Adaptation.Replacement(name: value.name, old: old, new: new)
            if operation.identifiers.contains(value.name) {
                adaptation.identifiers.append(Adaptation.Replacement(name: value.name, old: old, new: new))
            }
        }
        adaptation.echoes = operation.responses.first { $0.status == reply.status }?.echoes ?? []
        let adapted = adaptation.replace(in: json, at: FieldPath(steps: []))
        return adapted == json ? asRecorded : response(body: adapted.jsonBytes())
    }

    /// A response with the recording's status and header fields.
    private func response(body: [UInt8]) -> HTTPResponse {
        var headers = HTTPHeaderFields()
        for header in reply.headers { headers.append(name: header.name, value: header.value) }
        if !body.isEmpty, headers["Content-Type"] == nil {
            headers.append(name: "Content-Type", value: json == nil ? "text/plain; charset=utf-8" : "application/json")
        }
        return HTTPResponse(status: reply.status, headers: headers, body: body)
    }
}

/// Makes a recorded body fit another order.
private struct Adaptation {
    /// A value of the recorded input and that of another.
    struct Replacement {
        let name: String
        let old: String
        let new: String
    }

    var identifiers: [Replacement] = []
    var all: [String: Replacement] = [:]
    var echoes: [Echo] = []

    /// Replaces identifiers in a value.
    ///
    /// Where the spec says that a field repeats what was asked, it does. Elsewhere a string is replaced where it is or
    /// quotes an identifier; a number only under the parameter's own name, since small numbers stand for many things.
    func replace(in json: JSONValue, at path: FieldPath) -> JSONValue {
        switch json {
        case .object(let members):
            return .object(
                members.map { .init($0.name, replace(in: $0.value, at: path.appending(.member($0.name)))) })
        case .array(let elements):
            return .array(elements.enumerated().map { replace(in: $1, at: path.appending(.index($0))) })
        case .string(let text):
            if let echo = echoes.first(where: { $0.path == path }) { return .string(repeated(echo, in: text)) }
            if let pair = identifiers.first(where: { $0.old == text }) { return .string(pair.new) }
            return .string(
                identifiers.reduce(text) { $1.old.utf8.count < 6 ? $0 : $0.replacingScalars($1.old, with: $1.new) })
        case .number(let number):
            let echoed = echoes.first { $0.path == path }?.template
            let pair = identifiers.first { pair in
                pair.old == number.text
                    && (echoed == [.parameter(pair.name)] || path.lastMember?.lowercased() == pair.name.lowercased())
            }
            return (pair?.new).flatMap { JSONNumber($0) }.map(JSONValue.number) ?? json
        case .boolean, .null: return json
        }
    }

    /// A text that repeats the recorded input as one that repeats the other; what names neither stays.
    private func repeated(_ echo: Echo, in text: String) -> String {
        /// The template with one of the two inputs.
        func filled(_ value: KeyPath<Replacement, String>) -> String {
            echo.template.map { part in
                switch part {
                case .literal(let text): text
                case .parameter(let name): all[name]?[keyPath: value] ?? ""
                }
            }.joined()
        }
        return text.replacingScalars(filled(\.old), with: filled(\.new))
    }
}

extension String {
    /// The text with every occurrence of another replaced, whatever combines with its edges.
    fileprivate func replacingScalars(_ old: String, with new: String) -> String {
        String(unicodeScalars.replacing(old.unicodeScalars, with: new.unicodeScalars))
    }
}

extension FieldPath {
    fileprivate func appending(_ step: Step) -> FieldPath { FieldPath(steps: steps + [step]) }

    /// The name of the member it leads to, or of the list it leads into.
    fileprivate var lastMember: String? {
        steps.lazy.reversed().compactMap { if case .member(let name) = $0 { name } else { nil } }.first
    }
}
