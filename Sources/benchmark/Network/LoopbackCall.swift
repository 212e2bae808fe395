internal import Foundation
internal import VenueRuntime

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// A recorded call, ready to be made at a server on loopback.
struct LoopbackCall: Sendable {
    /// Whether one call got the reply served.
    typealias Attempt = @Sendable () async -> Bool

    /// The request.
    let request: AuthorizedRequest
    /// The server.
    let server: BaseURL
    /// The status of the reply served.
    let status: Int
    /// Makes the generated client's call over a transport.
    let attempt: @Sendable (any Transport) -> Attempt
    /// Judges a reply, as the generated client does.
    private let judge: @Sendable (HTTPResponse) -> Void

    /// Prepares a recorded call.
    init(_ call: RecordedCall, server: BaseURL) throws {
        self = try Self.make(call.client, call, server)
    }

    private init(
        request: AuthorizedRequest, server: BaseURL, status: Int,
        attempt: @escaping @Sendable (any Transport) -> Attempt, judge: @escaping @Sendable (HTTPResponse) -> Void
    ) {
        (self.request, self.server, self.status, self.attempt, self.judge) = (request, server, status, attempt, judge)
    }

    private static func make<Operation: CancelOperation>(
        _: Operation.Type, _ call: RecordedCall, _ server: BaseURL
    ) throws -> LoopbackCall {
        let input = try Operation.Input(jsonBytes: call.input)
        let credentials = Operation.Credentials(secrets: { _ in Secret("benchmark-token") })
        let place = Operation.Server(server)
        let status = call.reply.status
        return LoopbackCall(
            request: try Operation.prepare(input).authorized(by: credentials), server: place.baseURL, status: status
        ) { transport in
            let client = VenueClient<Operation>(
                server: place, credentials: .fixed(credentials), transport: transport,
                options: ClientOptions(rateLimiter: RateLimiter([])))
            return {
                let report = await client.cancel(input)
                return report.attempts.count == 1 && report.evidence?.status == status
            }
        } judge: {
            keep(Operation.verdict(on: $0, to: input))
        }
    }

    /// Makes the request with a session of Foundation's that lives on, and judges the reply.
    func attempt(_ session: URLSession) throws -> Attempt {
        guard let url = URL(string: try server.url(for: request)) else { throw UnexpectedReply(way: "urlsession") }
        var message = URLRequest(url: url)
        message.httpMethod = request.method
        message.httpBody = request.body.map { Data($0) }
        for field in request.exposedHeaders().fields { message.addValue(field.value, forHTTPHeaderField: field.name) }
        let sent = message
        return { [status, judge] in
            guard let (data, response) = try? await session.data(for: sent) else { return false }
            guard (response as? HTTPURLResponse)?.statusCode == status else { return false }
            judge(HTTPResponse(status: status, body: [UInt8](data)))
            return true
        }
    }
}
