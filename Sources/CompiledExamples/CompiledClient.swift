internal import VenueRuntime
internal import VenueSpec

/// One generated operation, whatever its types: requests, frames and judgements as text.
struct CompiledClient<Operation: VenueRuntime.CancelOperation> {
    /// The input, read from its JSON.
    static func input(_ json: String) throws(JSONError) -> Operation.Input {
        try Operation.Input(jsonBytes: Array(json.utf8))
    }

    /// The request an input makes, and the frame if a correlation id is given and the venue takes frames.
    static func request(_ input: Operation.Input, frameID: String?) throws -> CompiledRequest {
        let prepared = try Operation.prepare(input)
        let credentials = Operation.Credentials(secrets: { Secret("<\($0)>") })
        let authorized = try prepared.authorized(by: credentials)
        return CompiledRequest(
            line: "\(authorized.method) \(authorized.target)",
            headers: authorized.exposedHeaders().fields.map { "\($0.name): \($0.value)" },
            body: authorized.body.map { String(decoding: $0, as: UTF8.self) },
            frame: try frameID.flatMap { try frame(input, id: $0) })
    }

    /// What the client says of a reply.
    static func judgement(_ http: HTTPResponse, input: Operation.Input) -> CompiledJudgement {
        let response = Operation.read(http)
        return CompiledJudgement(response: response, verdict: Operation.judge(response, to: input, http: http))
    }

    /// The frame an input makes; `nil` if the venue takes none, or none with such a correlation id.
    private static func frame(_ input: Operation.Input, id: String) throws -> String? {
        guard let framed = Operation.self as? any FramedCancelOperation.Type else { return nil }
        return try frame(framed, input, id: id)
    }

    private static func frame<Framed: FramedCancelOperation>(
        _ framed: Framed.Type, _ input: Operation.Input, id: String
    ) throws -> String? {
        guard let id = Framed.FrameID(id), let input = input as? Framed.Input else { return nil }
        return try Framed.frame(for: input, id: id)
    }
}
