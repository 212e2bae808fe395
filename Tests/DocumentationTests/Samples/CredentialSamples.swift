import FixtureClients
import Foundation
import VenueClients
import VenueRuntime
import VenueSigning

/// The samples of README and catalogs about credentials and signatures, compiled.
///
/// Each is quoted as it stands here.
enum CredentialSamples {
    /// Where a firm keeps its secrets.
    protocol Vault: Sendable {
        func token() async throws -> Secret
        func store(_ refreshToken: Secret)
    }

    /// A service that signs.
    protocol SigningVault: Sendable {
        func sign(_ message: [UInt8], keyNamed name: String) async throws -> [UInt8]
    }

    static func kinds(keyID: String, secretKey: String, passphrase: String, transport: any Transport) throws {
        let northgate = try Northgate.Client(
            server: .live,
            credentials: .init(keyID: Secret(keyID), secretKey: Secret(secretKey), passphrase: Secret(passphrase)),
            transport: transport)
        let plainWords = try PlainWords.Client(
            server: .desk(host: HostName("desk.example.com")), credentials: NoCredentials(), transport: transport)
        _ = (northgate, plainWords)
    }

    static func asked(of vault: any Vault, transport: any Transport) -> CrossTrade.Client {
        let asked = CrossTrade.Client(
            server: .production,
            credentials: .provider { IssuedCredentials(.bearer(try await vault.token()), lifetime: .seconds(900)) },
            transport: transport)
        return asked
    }

    static func loggedIn(as desk: String, apiSecret: String, transport: any Transport) -> Sequoia.Client {
        let loggedIn = Sequoia.Client(
            server: .production,
            credentials: .login(
                Sequoia.Logon.self, with: .init(desk: Secret(desk), apiSecret: SigningKey(Secret(apiSecret))),
                at: .production, transport: transport, cryptography: SystemCryptography()),
            transport: transport)
        return loggedIn
    }

    static func refreshed(_ refreshToken: String, in vault: any Vault, transport: any Transport) -> Aries.Client {
        let refreshed = Aries.Client(
            server: .production,
            credentials: .refreshToken(Secret(refreshToken), clientID: "desk", transport: transport) { rotated in
                vault.store(rotated)
            },
            transport: transport)
        return refreshed
    }

    static func signing(apiKey: String, apiSecret: String, over transport: any Transport) throws -> Birch.Client {
        let client = try Birch.Client(
            server: .production,
            credentials: .init(apiKey: Secret(apiKey), apiSecret: SigningKey(Secret(apiSecret))),
            transport: transport, options: ClientOptions(cryptography: SystemCryptography()))
        return client
    }

    struct VaultSigner: RequestSigner {
        let vault: any SigningVault

        func signature(of message: [UInt8], _ algorithm: SignatureAlgorithm) async throws -> [UInt8] {
            try await vault.sign(message, keyNamed: "desk")
        }
    }

    static func remoteKey(_ vault: any SigningVault) -> SigningKey {
        let key = SigningKey(VaultSigner(vault: vault))
        return key
    }

    struct SigningTransport: Transport {
        let carrier: any Transport
        /// Makes the header fields of a signature of `request.method`, `request.target` and `request.body`.
        let sign: @Sendable (_ request: AuthorizedRequest) throws -> [CredentialField]

        func send(
            _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
            observer: @escaping @Sendable (TransportEvent) -> Void
        ) async -> TransportReport {
            guard let signed = try? request.adding(sign(request)) else {
                return TransportReport(.notSent(.invalidCredentials))
            }
            return await carrier.send(signed, to: server, deadline: deadline, observer: observer)
        }
        func discard(_ connection: TransportConnection) { carrier.discard(connection) }
        func shutdown() async { await carrier.shutdown() }
    }

    static func signed(
        with secretKey: String, over transport: any Transport,
        hmac: @escaping @Sendable (_ key: String, _ text: String, _ body: [UInt8]) throws -> String
    ) -> SigningTransport {
        let signing = SigningTransport(carrier: transport) { request in
            let time = Secret("\(Int(Date().timeIntervalSince1970 * 1000))")
            let signature = try hmac(
                secretKey, "\(time.expose())\(request.method)\(request.target)", request.body ?? [])
            return [
                CredentialField(name: "X-Time", secret: time),
                CredentialField(name: "X-Signature", secret: Secret(signature)),
            ]
        }
        return signing
    }
}
