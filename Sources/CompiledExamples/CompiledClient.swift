internal import VenueRuntime
internal import VenueSpec

/// One generated operation, whatever its types: requests, frames and judgements as text.
struct CompiledClient<Operation: VenueRuntime.CancelOperation> {
    /// A request as an example records it.
    struct Rendered: Hashable {
        /// Method and target.
        var line: String
        /// The header fields, in order, as `Name: value`.
        var headers: [String]
        /// The body as text.
        var body: String?
    }

    /// The input of an example, read from its JSON.
    static func input(_ example: Example) throws(JSONError) -> Operation.Input {
        try Operation.Input(jsonBytes: Array(example.inputJSON.utf8))
    }

    /// The request an input makes, with each secret shown as its credential's name in angle brackets.
    static func request(_ input: Operation.Input) throws -> Rendered {
        let prepared = try Operation.prepare(input)
        let credentials = Operation.Credentials(secrets: { Secret("<\($0)>") })
        let authorized = try prepared.authorized(by: credentials)
        return Rendered(
            line: "\(authorized.method) \(authorized.target)",
            headers: authorized.exposedHeaders().fields.map { "\($0.name): \($0.value)" },
            body: authorized.body.map { String(decoding: $0, as: UTF8.self) })
    }

    /// What the client says of a reply.
    static func judgement(_ http: HTTPResponse, input: Operation.Input) -> CompiledJudgement {
        let response = Operation.read(http)
        return CompiledJudgement(response: response, verdict: Operation.judge(response, to: input, http: http))
    }
}

extension CompiledClient where Operation: FramedCancelOperation {
    /// The frame an input makes; `nil` if the correlation id is not of the venue's kind.
    static func frame(_ input: Operation.Input, id: String) throws -> String? {
        guard let id = Operation.FrameID(id) else { return nil }
        return try Operation.frame(for: input, id: id)
    }
}
