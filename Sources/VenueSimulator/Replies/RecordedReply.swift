internal import VenueRuntime
internal import VenueSpec

/// A reply the spec records, made to fit other orders.
struct RecordedReply {
    /// The reply.
    let reply: Example.Reply
    /// The input it was recorded for.
    let input: [Example.InputValue]
    /// The body as JSON, where it is.
    private let json: JSONValue?

    /// Takes a reply of an example.
    init(_ reply: Example.Reply, to example: Example) {
        self.reply = reply
        input = example.input
        json = try? JSONValue(jsonBytes: reply.body)
    }

    /// The reply as recorded.
    var asRecorded: HTTPResponse { response(body: reply.body) }

    /// The reply for another order: what identifies the recorded order identifies that one.
    ///
    /// - Parameters:
    ///   - order: What identifies the order the reply is for.
    ///   - identifiers: The identifying parameters.
    /// - Returns: The reply, which may no longer mean what it meant; the caller checks.
    func adapted(to order: OrderKey, identifiers: Set<String>) -> HTTPResponse {
        let pairs = input.compactMap { value -> Replacement? in
            guard identifiers.contains(value.name), let old = value.value.plainText, !old.isEmpty,
                let index = order.names.firstIndex(of: value.name), order.values.indices.contains(index)
            else { return nil }
            return Replacement(name: value.name, old: old, new: order.values[index])
        }
        guard let json, !pairs.isEmpty else { return asRecorded }
        let adapted = Self.replace(pairs, in: json, member: "")
        return adapted == json ? asRecorded : response(body: adapted.jsonBytes())
    }

    /// An identifier of the recorded order and that of another.
    private struct Replacement {
        /// The parameter.
        let name: String
        /// Its value in the recording.
        let old: String
        /// Its value for the other order.
        let new: String
    }

    /// Replaces identifiers in a value.
    ///
    /// A string is replaced where it is or quotes an identifier; a number only under the parameter's own name, since
    /// small numbers stand for many things.
    private static func replace(_ pairs: [Replacement], in json: JSONValue, member: String) -> JSONValue {
        switch json {
        case .object(let members):
            return .object(members.map { .init($0.name, replace(pairs, in: $0.value, member: $0.name)) })
        case .array(let elements): return .array(elements.map { replace(pairs, in: $0, member: member) })
        case .string(let text):
            if let pair = pairs.first(where: { $0.old == text }) { return .string(pair.new) }
            return .string(pairs.reduce(text) { $1.old.count < 6 ? $0 : $0.replacing($1.old, with: $1.new) })
        case .number(let number):
            let pair = pairs.first { $0.old == number.text && $0.name.lowercased() == member.lowercased() }
            return (pair?.new).flatMap { JSONNumber($0) }.map(JSONValue.number) ?? json
        case .boolean, .null: return json
        }
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
