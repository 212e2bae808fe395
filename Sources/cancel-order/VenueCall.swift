internal import CommandArguments
internal import VenueClients
internal import VenueRuntime
internal import VenueSigning

/// A cancel call of a venue as the command line sees it, learnt from the generated clients.
struct VenueCall {
    private let operation: any CancelOperation.Type
    let name: String
    let venue: String
    var operationName: String { operation.name }
    let parameters: [ParameterOption]
    let secrets: [SecretVariable]
    /// The venue's calls that cancel all orders of a scope.
    let allCalls: [AllCall]
    /// Their parameters, each once.
    let allParameters: [ParameterOption]
    /// The logins that give what the secrets would be.
    let logins: [VenueLogin]
    let servers: [NamedServer]
    /// The venue's calls that read an order, best first.
    let reads: [String]
    /// Whether the spec says that a repeat of the cancel does no harm.
    let isRepeatable: Bool
    private let confirmations: [Confirmation]

    static let all: [VenueCall] = VenueIndex.operations.map { operation in
        let isOnly = VenueIndex.operations.count { $0.venue == operation.venue } == 1
        let venue = operation.venue.lowercased()
        return VenueCall(operation, name: isOnly ? venue : "\(venue).\(WireName.kebabCase(operation.name))")
    }

    private init(_ operation: any CancelOperation.Type, name: String) {
        self.operation = operation
        self.name = name
        venue = operation.venue
        parameters = operation.parameters.map { ParameterOption($0, avoiding: CommonOptions.names) }
        secrets = Self.secretNames(operation).map { SecretVariable(venue: operation.venue, secret: $0) }
        allCalls = AllCall.all(of: operation.venue)
        var seen: Set<String> = []
        allParameters = allCalls.flatMap(\.parameters).filter { seen.insert($0.name).inserted }
        logins = VenueIndex.logins.filter { $0.venue == operation.venue }.map(VenueLogin.init).filter(\.isRepeatable)
        servers = Self.servers(operation)
        reads = Self.reads(operation)
        isRepeatable = operation.repeatability == .safe
        confirmations = operation.confirmations
    }

    func parameter(_ wireName: String) -> ParameterOption? { parameters.first { $0.wireName == wireName } }

    func client(
        server: BaseURL, access: Access, transport: any Transport, options: ClientOptions
    ) throws(Obstacle) -> any CancelClient {
        try Self.client(operation, server, access, transport, options)
    }

    /// What authorises calls.
    enum Access {
        case secrets([String: Secret])
        /// A login, what it takes, and what carries it.
        case login(VenueLogin, [String: Secret], any Transport)

        /// The credentials of a call at a server.
        func source<Operation: VenueOperation>(
            for _: Operation.Type, at server: BaseURL
        ) throws(Obstacle) -> CredentialSource<Operation.Credentials> {
            switch self {
            case .secrets(let secrets): return .fixed(Operation.Credentials(secrets: { secrets[$0] ?? Secret("-") }))
            case .login(let login, let secrets, let carrier):
                guard let source: CredentialSource<Operation.Credentials> = login.source(at: server, secrets, carrier)
                else {
                    throw Obstacle("the login '\(login.name)' gives nothing that authorises '\(Operation.name)'")
                }
                return source
            }
        }
    }

    /// What is wrong with an input; nothing is sent.
    func faults(of input: JSONValue, server: BaseURL) -> [InputFault] {
        (try? checker(server))?.faults(of: input) ?? []
    }

    /// A client that checks inputs and can send nothing.
    func checker(_ server: BaseURL) throws(Obstacle) -> any CancelClient {
        try client(server: server, access: .secrets([:]), transport: NoTransport(), options: ClientOptions())
    }

    /// What is known of a call that may have been sent, and of which there is no report.
    func lostReport(
        of input: JSONValue, _ cause: UnknownCause, follows: Bool, because problem: String
    ) -> CancelReport {
        CancelReport(
            venue: venue, operation: operationName, input: input, lost: cause, followsUnknownAttempt: follows,
            because: problem, confirmations: confirmations)
    }

    fileprivate static func secretNames<Operation: VenueOperation>(_: Operation.Type) -> [String] {
        var names: [String] = []
        _ = Operation.Credentials(secrets: { name in
            names.append(name)
            return Secret("-")
        })
        return names
    }

    private static func reads<Operation: CancelOperation>(_: Operation.Type) -> [String] {
        Operation.readers.map(\.name)
    }

    private static func servers<Operation: CancelOperation>(_: Operation.Type) -> [NamedServer] {
        Operation.Server.named
    }

    private static func client<Operation: CancelOperation>(
        _: Operation.Type, _ server: BaseURL, _ access: Access, _ transport: any Transport,
        _ options: ClientOptions
    ) throws(Obstacle) -> any CancelClient {
        guard case .secrets(let secrets) = access else {
            return VenueClient<Operation>(
                server: Operation.Server(server), credentials: try access.source(for: Operation.self, at: server),
                transport: transport, options: options)
        }
        do throws(InvalidCredentials) {
            return try VenueClient<Operation>(
                server: Operation.Server(server),
                credentials: Operation.Credentials(secrets: { secrets[$0] ?? Secret("-") }), transport: transport,
                options: options)
        } catch {
            throw Obstacle("credentials: \(error)")
        }
    }
}

/// A login of a venue as the command line sees it.
struct VenueLogin {
    private let operation: any LoginOperation.Type
    let name: String
    let secrets: [SecretVariable]
    /// Whether it can be made again with what it takes; a reply that replaces it would be lost with the process.
    let isRepeatable: Bool

    init(_ operation: any LoginOperation.Type) {
        self.operation = operation
        name = operation.name
        secrets = VenueCall.secretNames(operation).map { SecretVariable(venue: operation.venue, secret: $0) }
        isRepeatable = operation.replacedCredentials.isEmpty
    }

    /// What gives credentials by making the login; `nil` where it gives others.
    func source<Credentials>(
        at server: BaseURL, _ secrets: [String: Secret], _ transport: any Transport
    ) -> CredentialSource<Credentials>? {
        Self.source(operation, server, secrets, transport, of: Credentials.self)
    }

    private static func source<Login: LoginOperation, Credentials>(
        _: Login.Type, _ server: BaseURL, _ secrets: [String: Secret], _ transport: any Transport,
        of: Credentials.Type
    ) -> CredentialSource<Credentials>? {
        let source = CredentialSource<Login.GrantedCredentials>.login(
            Login.self, with: Login.Credentials(secrets: { secrets[$0] ?? Secret("-") }), at: Login.Server(server),
            transport: transport, cryptography: SystemCryptography())
        return source as? CredentialSource<Credentials>
    }
}

struct NoTransport: Transport {
    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        TransportReport(.notSent(.connectionFailed), detail: "nothing is to be sent")
    }

    func shutdown() async {}
}

extension VenueCall {
    var command: CommandDescription {
        CommandDescription(
            "cancel-order \(name)", summary: "Cancel orders at \(venue).", discussion: discussion,
            options: parameters.map(\.option) + allOptions + CommonOptions.all,
            usage: (["cancel-order", name] + parameters.map(\.usage) + ["[options]"]).joined(separator: " "))
    }

    /// What goes with `--all` alone; nothing at a venue that has no such call.
    private var allOptions: [CommandDescription.Option] {
        guard !allCalls.isEmpty else { return [] }
        let own = Set(parameters.map(\.name))
        return AllOrders.options + allParameters.filter { !own.contains($0.name) }.map(\.optionOfAll)
    }

    private var allHelp: String {
        guard !allCalls.isEmpty else { return "No call of the venue cancels all orders: there is no --all." }
        let scopes = allCalls.flatMap { call in
            call.scopes.map { item in
                let options = call.parameters(of: item.scope).map { " --\($0.name)" }.joined()
                return (name: item.name, words: "--all\(options.isEmpty ? " --scope \(item.name)" : options)")
            }
        }
        let width = scopes.map(\.name.count).max() ?? 0
        let rows = scopes.map { "  \($0.name)\(String(repeating: " ", count: width - $0.name.count))  \($0.words)" }
        return "Every order of a scope is cancelled in one call by\n\n\(rows.joined(separator: "\n"))\n\n"
            + "together with '--count' and how many you expect, '--yes', or an answer at the terminal."
    }

    /// What a login takes in place of the secrets; empty where there is none.
    private var loginHelp: String {
        logins.map { login in
            "\nor, for the login '\(login.name)', which is made when it is needed:\n\n"
                + login.secrets.map { "  \($0.name)\n" }.joined()
        }.joined()
    }

    private var readHelp: String {
        reads.isEmpty
            ? "No call of the venue reads an order: there is no --state, and --confirm adds nothing."
            : "--confirm and --state read orders by \(reads.joined(separator: ", then "))."
    }

    private var repeatHelp: String {
        isRepeatable
            ? "What stays unknown is sent again, too: a repeat is safe at the venue."
            : "What stays unknown is told and not sent: nobody says that a repeat is safe at the venue."
    }

    private var discussion: String {
        let names = servers.map { server in
            switch server.address {
            case .fixed(let address): "  \(server.name)  \(address)"
            case .onHost: "  \(server.name)  with --host <name>"
            }
        }
        return """
            Secrets come from the environment, or with --credentials from a file of NAME=VALUE lines that nobody else may \
            read; never from arguments, which every process of the machine can see. In the file, spaces and tabs around names \
            and values are left out, and nothing else is:

            \(secrets.isEmpty ? "  none" : secrets.map { "  \($0.name)" }.joined(separator: "\n"))
            \(loginHelp)
            Servers; the first is used where none is named:

            \(names.joined(separator: "\n"))

            A file of orders is CSV with the parameters' own names in its first row, or one JSON object to a line, also \
            those that an earlier run printed: what it left unknown is not forgotten. A value given as an option holds for \
            every order. The whole file is checked before anything is sent; one malformed order stops all.

            A run with --journal can be killed at any instant and resumed: --resume tells every order once and sends again what \
            was provably not sent. \(repeatHelp)

            \(readHelp)

            \(allHelp)

            Exit status, for several orders that of the most severe outcome, which is the last of these:

            \(OutcomeStatus.table)
            """
    }
}

/// The help without a venue.
enum VenueList {
    static let command = CommandDescription(
        "cancel-order", summary: "Cancel orders at trading venues and tell what came of it.",
        usage: "cancel-order <venue> <options>")

    static func render(width: Int) -> String {
        let discussion = """
            An acknowledgement is never shown as a cancelled order, and what is not known is never shown as failed.

            Exit status, for several orders that of the most severe outcome, which is the last of these:

            \(OutcomeStatus.table)
            """
        let sections = [
            "OVERVIEW: \(command.summary)".wrapped(to: width),
            discussion.wrapped(to: width),
            "USAGE: \(command.usage)",
            HelpTable(title: "OPTIONS", options: []).render(width: width),
            HelpTable(
                title: "VENUES",
                rows: VenueCall.all.map { call in
                    (call.name, call.parameters.map { "--\($0.name)" }.joined(separator: " "))
                }
            ).render(width: width),
            "  See 'cancel-order <venue> --help' for what a venue takes.",
        ]
        return sections.joined(separator: "\n\n") + "\n"
    }
}
