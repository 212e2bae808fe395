internal import VenueRuntime
package import VenueSpec

/// One generated operation, whatever its types: requests, frames and judgements as text.
struct CompiledClient<Operation: VenueOperation> {
    static func input(_ json: String) throws(JSONError) -> Operation.Input {
        try Operation.Input(jsonBytes: Array(json.utf8))
    }

    /// The request an input makes, and the frame if a correlation id is given and the venue takes frames.
    ///
    /// Computed values are those of an example; without one each shows as its name in angle brackets.
    /// Further orders of the same call are given as their inputs' JSON. The credentials are those of the names, all unless
    /// given.
    static func request(
        _ input: Operation.Input, further: [String] = [], frameID: String?, example: Example? = nil,
        cryptography: (any Cryptography)? = nil, secrets names: [String]? = nil
    ) throws -> CompiledRequest {
        let keys = example?.keys ?? []
        let credentials = try Operation.Credentials(secrets: { name throws(NoSuchSecret) in
            guard names?.contains(name) ?? true else { throw NoSuchSecret() }
            return Secret(keys.first { $0.name == name }?.value ?? "<\(name)>")
        })
        let computed = example?.computed
        let recorded: @Sendable (String) -> String? = { name in
            computed?.first { $0.name == name }?.value ?? (computed == nil ? "<\(name)>" : nil)
        }
        let authorized: AuthorizedRequest
        if further.isEmpty {
            authorized = try Operation.recordedRequest(
                input, credentials, cryptography: cryptography, recorded: recorded)
        } else if let batch = Operation.self as? any BatchCancelOperation.Type {
            authorized = try request(batch, input, further, credentials, cryptography, recorded)
        } else {
            throw InvalidInput(violations: [Violation(field: "batch", problem: .tooManyItems(maximum: 1))])
        }
        return CompiledRequest(
            line: "\(authorized.method) \(authorized.target)",
            headers: authorized.exposedHeaders().fields.map { "\($0.name): \($0.value)" },
            body: authorized.body.map { String(decoding: $0, as: UTF8.self) },
            frame: try frameID.flatMap { id in
                guard let framed = Operation.self as? any FramedOperation.Type else { return nil }
                return try frame(framed, input, id: id, credentials, cryptography, recorded: recorded)
            })
    }

    static func judgement(_ http: HTTPResponse, input: Operation.Input) -> CompiledJudgement {
        let response = Operation.read(http)
        return CompiledJudgement(response: response, verdict: Operation.judge(response, to: input, http: http))
    }

    /// The judgements for several orders of a call, given by their inputs' JSON; none where the call names only one.
    static func judgements(_ http: HTTPResponse, orders: [String]) throws(JSONError) -> [CompiledJudgement] {
        guard let batch = Operation.self as? any BatchCancelOperation.Type else { return [] }
        return try judgements(batch, http, orders)
    }

    private static func judgements<Batch: BatchCancelOperation>(
        _: Batch.Type, _ http: HTTPResponse, _ orders: [String]
    ) throws(JSONError) -> [CompiledJudgement] {
        let inputs = try orders.map { json throws(JSONError) in try Batch.Input(jsonBytes: Array(json.utf8)) }
        let response = Batch.read(http)
        return Batch.verdicts(on: http, to: inputs).map { CompiledJudgement(response: response, verdict: $0) }
    }

    private static func request<Batch: BatchCancelOperation>(
        _: Batch.Type, _ input: Operation.Input, _ further: [String], _ credentials: Operation.Credentials,
        _ cryptography: (any Cryptography)?, _ recorded: @escaping @Sendable (String) -> String?
    ) throws -> AuthorizedRequest {
        guard let input = input as? Batch.Input, let credentials = credentials as? Batch.Credentials else {
            throw InvalidInput(violations: [])
        }
        let others = try further.map { json in try Batch.Input(jsonBytes: Array(json.utf8)) }
        return try Batch.recordedRequest([input] + others, credentials, cryptography: cryptography, recorded: recorded)
    }

    /// The frame an input makes; `nil` if the venue takes none, or none with such a correlation id.
    private static func frame<Framed: FramedOperation>(
        _ framed: Framed.Type, _ input: Operation.Input, id: String, _ credentials: Operation.Credentials,
        _ cryptography: (any Cryptography)?, recorded: @escaping @Sendable (String) -> String?
    ) throws -> String? {
        guard let id = Framed.FrameID(id), let input = input as? Framed.Input,
            let credentials = credentials as? Framed.Credentials
        else { return nil }
        return try Framed.recordedFrame(input, id: id, credentials, cryptography: cryptography, recorded: recorded)
    }
}

/// A credential is not among those of an example.
private struct NoSuchSecret: Error {}

/// What a compiled login makes of a reply.
enum GrantedSecrets {
    /// The secrets of the header fields that a reply which grants the login authorises calls with, in order, where the login
    /// took each of its own as its name in angle brackets; `nil` for a reply that does not hold them.
    static func inHeaders<Login: LoginOperation>(_: Login.Type, _ http: HTTPResponse) -> [String]? {
        let credentials = Login.Credentials(secrets: { Secret("<\($0)>") })
        return Login.grant(of: Login.read(http), http: http, to: credentials)?.session.headerFields.map {
            $0.secret.expose()
        }
    }
}

/// What a client makes of an input: the request as an example records it, and the frame where the venue takes frames.
package struct CompiledRequest: Hashable, Sendable {
    package var line: String
    /// The header fields, in order, as `Name: value`, with each secret shown as its credential's name in angle brackets.
    package var headers: [String]
    package var body: String?
    /// The WebSocket frame, if one was asked for and the venue takes frames.
    package var frame: String?

    init(line: String, headers: [String], body: String?, frame: String?) {
        (self.line, self.headers, self.body, self.frame) = (line, headers, body, frame)
    }

    package init(_ request: RenderedRequest, frame: String? = nil) {
        self.init(
            line: request.line, headers: request.headers.map { "\($0.name): \($0.value)" },
            body: request.body.map { String(decoding: $0, as: UTF8.self) }, frame: frame)
    }

    package init(_ example: Example) {
        self.init(
            line: example.request.line, headers: example.request.headers.map { "\($0.name): \($0.value)" },
            body: example.request.body, frame: example.frame?.text)
    }

    /// What differs from another request, such as `line: GET /a, not GET /b`.
    package func differences(from other: CompiledRequest) -> [String] {
        [
            ("line", line, other.line),
            ("headers", headers.joined(separator: ", "), other.headers.joined(separator: ", ")),
            ("body", body ?? "none", other.body ?? "none"), ("frame", frame ?? "none", other.frame ?? "none"),
        ].filter { !$0.1.utf8.elementsEqual($0.2.utf8) }.map { "\($0.0): \($0.1), not \($0.2)" }
    }
}

/// What a compiled client says of a reply, in the words of the interpreter's judgement.
package struct CompiledJudgement: Hashable, Sendable {
    package var caseName: String
    /// Whether the body fits its documented shape.
    package var fits: Bool
    package var outcome: String
    package var rule: String
    package var basis: String
    package var code: String?
    package var text: String?
    /// The quantities the reply tells, such as `filled 0.6`.
    package var quantities: [String]
    /// How many orders the reply says were cancelled.
    package var affected: Int?
    /// The order the reply names and the one that was asked about, where they are not the same.
    package var otherOrder: String?

    init<Meaning>(response: any Hashable & Sendable, verdict: ReplyVerdict<Meaning>) {
        let mirror = Mirror(reflecting: response)
        caseName = mirror.children.first?.label ?? "\(response)"
        fits = verdict.evidence.problem == nil && caseName != Judgement.undocumentedCase
        outcome = Self.word(verdict.meaning)
        rule = verdict.evidence.rule
        basis =
            switch verdict.evidence.basis {
            case .documented, .builtIn: "documented"
            case .inferred: "inferred"
            case .external: "external"
            }
        code = verdict.evidence.code
        text = verdict.evidence.text
        quantities = Quantities.Part.allCases.compactMap { part in
            verdict.evidence.quantities?.told(part).map { "\(part.rawValue) \($0)" }
        }
        affected = verdict.evidence.affected
        otherOrder = verdict.evidence.otherOrder.map { "\($0.path): \($0.named), asked \($0.asked)" }
    }

    package init(_ judgement: Judgement) {
        caseName = judgement.caseName
        fits = judgement.fits
        outcome = judgement.outcome.word
        rule = judgement.rule
        basis = judgement.basis.rawValue
        code = judgement.code
        text = judgement.text
        quantities = Self.words(judgement.quantities)
        affected = judgement.affected
        otherOrder = judgement.otherOrder.map { "\($0.path): \($0.named), asked \($0.asked)" }
    }

    /// Quantities as ``quantities`` has them.
    static func words(_ quantities: PerQuantity<String>) -> [String] {
        quantities.all.map { "\($0.quantity.rawValue) \($0.value)" }
    }

    /// The word of an outcome or a state; how long to wait is not part of it.
    private static func word<Meaning: ReplyMeaning>(_ meaning: Meaning) -> String {
        if case .throttled(_, let processing)? = meaning as? CancelOutcome {
            return CancelOutcome.throttled(retryAfter: nil, processing: processing).description
        }
        return "\(meaning)"
    }

    /// What differs from another judgement, such as `outcome: gone, not canceled`.
    package func differences(from other: CompiledJudgement) -> [String] {
        [
            ("response", caseName, other.caseName), ("fits", String(fits), String(other.fits)),
            ("outcome", outcome, other.outcome), ("rule", rule, other.rule), ("basis", basis, other.basis),
            ("quantities", quantities.joined(separator: ", "), other.quantities.joined(separator: ", ")),
            ("affected", affected.map { "\($0)" } ?? "none", other.affected.map { "\($0)" } ?? "none"),
            ("code", code ?? "none", other.code ?? "none"), ("text", text ?? "none", other.text ?? "none"),
            ("other order", otherOrder ?? "none", other.otherOrder ?? "none"),
        ].filter { !$0.1.utf8.elementsEqual($0.2.utf8) }.map { "\($0.0): \($0.1), not \($0.2)" }
    }
}
