import FixtureClients
import VenueRuntime
import VenueSigning
import VenueSimulator
import VenueSpec

/// A fictional venue whose credentials a login gives.
enum LoginVenue: String, CaseIterable, Sendable {
    /// The login is signed, and gives a token in a header field of its reply.
    case sequoia
    /// The login takes a ticket that it replaces, and gives a token and a key.
    case tamarack

    /// The secrets that logins are made with.
    static let secrets = ["planted-desk-51aa", "planted-secret-09e4", "planted-ticket-77f0"]
    /// A key of the form of those that Tamarack gives.
    static let fixedKey = String(repeating: "0f", count: 32)

    /// The venue.
    var spec: Venue {
        Venues.withLogins.first { $0.name.text.lowercased() == rawValue } ?? Venues.withLogins[0]
    }

    /// Whether the login is signed.
    var isSigned: Bool { self == .sequoia }

    /// The credentials that travel and are given.
    var given: [String] { self == .sequoia ? ["sessionToken"] : ["accessToken"] }

    /// What a login with a wrong secret is refused for.
    var refusal: String {
        self == .sequoia ? "'signature' is not what the request gives" : "'ticket' is none that is accepted"
    }

    /// The venue as it checks logins.
    func simulated(_ change: (inout VenueConduct) -> Void = { _ in }) throws -> SimulatedVenue {
        var conduct = VenueConduct(limitsRate: false, cryptography: SystemCryptography())
        switch self {
        case .sequoia:
            conduct.secrets = ["desk": Self.secrets[0]]
            conduct.keys = ["apiSecret": Self.secrets[1]]
        case .tamarack: conduct.secrets = ["desk": "7", "ticket": Self.secrets[2]]
        }
        change(&conduct)
        return try SimulatedVenue(spec, conduct: conduct)
    }

    /// A client that logs in.
    ///
    /// - Parameters:
    ///   - transport: What carries its calls and logins.
    ///   - secret: What the login is made with in place of the right secret.
    ///   - address: Where everything is; the venue's own servers unless stated.
    ///   - clock: The client's clock.
    ///   - wallTime: The client's time of day.
    /// - Returns: The client.
    /// - Throws: What is wrong with the address.
    func client(
        over transport: some Transport, secret: String? = nil, at address: String? = nil,
        clock: any CallClock = ContinuousClock(), wallTime: any WallTime = SystemWallTime()
    ) throws -> LoginClient {
        let options = ClientOptions(
            deadline: .seconds(120), retry: .never, clock: clock, cryptography: SystemCryptography(), wallTime: wallTime
        )
        switch self {
        case .sequoia:
            let server = try address.map { Sequoia.Server(try BaseURL($0)) } ?? .production
            let source = CredentialSource<Sequoia.Credentials>.login(
                Sequoia.Logon.self,
                with: .init(
                    desk: Secret(Self.secrets[0]), apiSecret: SigningKey(Secret(secret ?? Self.secrets[1]))),
                at: server, transport: transport, cryptography: SystemCryptography(), wallTime: wallTime,
                timeout: .seconds(120))
            return LoginClient(
                client: Sequoia.Client(server: server, credentials: source, transport: transport, options: options))
        case .tamarack:
            let login = try address.map { Tamarack.Server(try BaseURL($0)) } ?? .login
            let server = try address.map { Tamarack.Server(try BaseURL($0)) } ?? .production
            let source = CredentialSource<Tamarack.Credentials>.login(
                Tamarack.Renew.self, with: .init(desk: Secret("7"), ticket: Secret(secret ?? Self.secrets[2])),
                at: login, transport: transport, wallTime: wallTime, timeout: .seconds(120))
            return LoginClient(
                client: Tamarack.Client(server: server, credentials: source, transport: transport, options: options))
        }
    }

    /// A client that has credentials without a login; its key is ``fixedKey``.
    func client(over transport: some Transport, credentials: (String) -> Secret) throws -> LoginClient {
        let options = ClientOptions(retry: .never, cryptography: SystemCryptography())
        switch self {
        case .sequoia:
            return LoginClient(
                client: try Sequoia.Client(
                    server: .production, credentials: .init(sessionToken: credentials("sessionToken")),
                    transport: transport, options: options))
        case .tamarack:
            return LoginClient(
                client: try Tamarack.Client(
                    server: .production,
                    credentials: .init(
                        desk: credentials("desk"), accessToken: credentials("accessToken"),
                        sessionKey: SigningKey(Secret(Self.fixedKey))),
                    transport: transport, options: options))
        }
    }
}

/// A client of one of these venues, whose orders have numbers.
struct LoginClient: Sendable {
    let client: any CancelClient

    /// Cancels an order.
    func cancel(_ number: Int) async -> CancelOutcome {
        await client.cancel(json: .object([.init("orderId", .string("order-\(number)"))])).outcome
    }
}
