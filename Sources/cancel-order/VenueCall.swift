internal import CommandArguments
internal import VenueClients
internal import VenueRuntime

/// A cancel call of a venue as the command line sees it, learnt from the generated clients.
struct VenueCall {
    /// The call.
    private let operation: any CancelOperation.Type
    /// The word that chooses it.
    let name: String
    /// The venue's name.
    let venue: String
    /// The call's own name.
    var operationName: String { operation.name }
    /// What the caller supplies.
    let parameters: [ParameterOption]
    /// The secrets it needs.
    let secrets: [SecretVariable]
    /// The venue's servers.
    let servers: [NamedServer]

    /// Every call of the generated clients.
    static let all: [VenueCall] = VenueIndex.operations.map { operation in
        let isOnly = VenueIndex.operations.count { $0.venue == operation.venue } == 1
        let venue = operation.venue.lowercased()
        return VenueCall(operation, name: isOnly ? venue : "\(venue).\(WireName.kebabCase(operation.name))")
    }

    /// Learns what a call takes.
    private init(_ operation: any CancelOperation.Type, name: String) {
        self.operation = operation
        self.name = name
        venue = operation.venue
        parameters = operation.parameters.map { ParameterOption($0, avoiding: CommonOptions.names) }
        secrets = Self.secretNames(operation).map { SecretVariable(venue: operation.venue, secret: $0) }
        servers = Self.servers(operation)
    }

    /// The parameter of a wire name.
    func parameter(_ wireName: String) -> ParameterOption? { parameters.first { $0.wireName == wireName } }

    /// A client of the call.
    ///
    /// - Throws: ``Obstacle`` for secrets that cannot be sent.
    func client(
        server: BaseURL, secrets: [String: Secret], transport: any Transport, options: ClientOptions
    ) throws(Obstacle) -> any CancelClient {
        try Self.client(operation, server, secrets, transport, options)
    }

    /// What keeps an input from being sent; nothing if it can be.
    func faults(of input: JSONValue, server: BaseURL) -> [InputFault] {
        (try? client(server: server, secrets: [:], transport: NoTransport(), options: ClientOptions()))?
            .faults(of: input) ?? []
    }

    private static func secretNames<Operation: CancelOperation>(_: Operation.Type) -> [String] {
        var names: [String] = []
        _ = Operation.Credentials(secrets: { name in
            names.append(name)
            return Secret("-")
        })
        return names
    }

    private static func servers<Operation: CancelOperation>(_: Operation.Type) -> [NamedServer] {
        Operation.Server.named
    }

    private static func client<Operation: CancelOperation>(
        _: Operation.Type, _ server: BaseURL, _ secrets: [String: Secret], _ transport: any Transport,
        _ options: ClientOptions
    ) throws(Obstacle) -> any CancelClient {
        let credentials = Operation.Credentials(secrets: { secrets[$0] ?? Secret("-") })
        do throws(InvalidCredentials) {
            return try VenueClient<Operation>(
                server: Operation.Server(server), credentials: credentials, transport: transport, options: options)
        } catch {
            throw Obstacle("credentials: \(error)")
        }
    }
}

/// Carries nothing.
struct NoTransport: Transport {
    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        TransportReport(.notSent(.connectionFailed), detail: "nothing is to be sent")
    }

    func shutdown() async {}
}
