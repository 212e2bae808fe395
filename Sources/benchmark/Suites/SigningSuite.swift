internal import VenueRuntime
internal import VenueSigning

/// What a signature adds to a call: HMAC-SHA-256 over 300 bytes, beside the same call with a constant in its place, and
/// beside the time that libcrypto takes for it.
enum SigningSuite {
    /// The bytes of a message beside its time of 13 digits.
    fileprivate static let text = String(String(repeating: "DELETE/v1/orders/3f1c?symbol=LEAF", count: 9).prefix(287))

    static func run(_ calls: [RecordedCall], _ run: inout BenchmarkRun) async throws {
        guard let call = calls.first else { return }
        let key = try SystemCryptography().key(Array("benchmark-key".utf8), for: .hmac(.sha256))
        let message = Array("1700000000000\(text)".utf8)
        try run.measure("signing/libcrypto") { keep(try key.signature(of: message)) }
        try await measure(call.client, call, &run)
    }

    private static func measure<Operation: CancelOperation>(
        _: Operation.Type, _ call: RecordedCall, _ run: inout BenchmarkRun
    ) async throws {
        let input = try Operation.Input(jsonBytes: call.input)
        let plain: VenueClient<UnsignedCall<Operation>> = try client(call.reply)
        await run.measure("signing/call/constant") { keep(await plain.cancel(input)) }
        let signed: VenueClient<SignedCall<Operation>> = try client(call.reply)
        await run.measure("signing/call/signed", against: "signing/call/constant") { keep(await signed.cancel(input)) }
    }

    private static func client<Operation: CancelOperation>(_ reply: HTTPResponse) throws -> VenueClient<Operation> {
        try VenueClient<Operation>(
            server: Operation.Server(BaseURL("https://venue.example")),
            credentials: .fixed(Operation.Credentials(secrets: { _ in Secret("benchmark-key") })),
            transport: StubTransport(reply: reply),
            options: ClientOptions(rateLimiter: RateLimiter([]), cryptography: SystemCryptography()))
    }
}

/// A key alone, so that nothing else is made for a call.
private struct KeyAlone: VenueCredentials {
    let key: SigningKey

    var headerFields: [CredentialField] { [] }
    var signing: [SigningMaterial] { [.key("key", key, encoding: .text, for: .hmac(.sha256))] }

    init<Failure: Error>(secrets secret: (_ name: String) throws(Failure) -> Secret) throws(Failure) {
        key = SigningKey(try secret("key"))
    }
}

/// Another call's replies, with a request whose header fields are constant.
private enum UnsignedCall<Base: CancelOperation>: CancelOperation {
    static var venue: String { Base.venue }
    static var name: String { Base.name }
    static var repeatability: Repeatability { Base.repeatability }

    static func prepare(_ input: Base.Input) throws(InvalidInput) -> PreparedRequest {
        try request(
            time: "1700000000000", signature: "8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918")
    }

    /// The request of both ways.
    static func request(time: String, signature: String) throws(InvalidInput) -> PreparedRequest {
        var headers = HTTPHeaderFields()
        headers.append(name: "X-Time", value: time)
        headers.append(name: "X-Signature", value: signature)
        return try PreparedRequest(method: "DELETE", target: RequestTarget("/v1/orders/3f1c"), headers: headers)
    }

    static func read(_ http: HTTPResponse) -> Base.Response { Base.read(http) }

    static func judge(
        _ response: Base.Response, to input: Base.Input, http: HTTPResponse
    ) -> ReplyVerdict<CancelOutcome> { Base.judge(response, to: input, http: http) }
}

extension UnsignedCall {
    typealias Credentials = KeyAlone
    typealias Server = Base.Server
    typealias Input = Base.Input
    typealias Response = Base.Response
}

/// The same with a time and a signature of its own for each attempt, as generated clients make them.
private enum SignedCall<Base: CancelOperation>: CancelOperation {
    typealias Credentials = KeyAlone
    typealias Server = Base.Server
    typealias Input = Base.Input
    typealias Response = Base.Response

    static var venue: String { Base.venue }
    static var name: String { Base.name }
    static var repeatability: Repeatability { Base.repeatability }
    static var isComputed: Bool { true }

    static func check(_ input: Base.Input) throws(InvalidInput) {}

    static func prepare(_ input: Base.Input) throws(InvalidInput) -> PreparedRequest {
        try RequestValues.shown { values throws(InvalidInput) in try prepare(input, with: &values) }
    }

    static func prepare(
        _ input: Base.Input, with values: inout RequestValues
    ) throws(InvalidInput) -> PreparedRequest {
        let time = values.time("time", .milliseconds)
        var message = RequestMessage()
        message.append(time)
        message.append(SigningSuite.text)
        let signature = values.signature("signature", of: message, key: "key", .hmac(.sha256), as: .hex)
        return try UnsignedCall<Base>.request(time: time, signature: signature)
    }

    static func read(_ http: HTTPResponse) -> Base.Response { Base.read(http) }

    static func judge(
        _ response: Base.Response, to input: Base.Input, http: HTTPResponse
    ) -> ReplyVerdict<CancelOutcome> { Base.judge(response, to: input, http: http) }
}
