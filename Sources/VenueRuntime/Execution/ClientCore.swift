internal import Synchronization

/// What every call of a client and its copies needs, whatever the operation.
///
/// A class because calls, clients and their copies share it.
final class ClientCore: Sendable {
    /// Where requests go.
    let server: BaseURL
    /// What authorises them.
    let credentials: CredentialHolder
    /// What carries them.
    let transport: any Transport
    /// The same, if it ends calls by itself.
    let interruptible: (any InterruptibleTransport)?
    /// Deadlines, retries, limits, observation.
    let options: ClientOptions
    /// What holds requests back.
    let limiter: RateLimiter
    /// The calls under way.
    let calls = ActiveCalls()

    /// What a new client shares with its copies.
    init(
        server: BaseURL, credentials: CredentialHolder, transport: any Transport, options: ClientOptions,
        limiter: RateLimiter
    ) {
        self.server = server
        self.credentials = credentials
        self.transport = transport
        interruptible = transport as? any InterruptibleTransport
        self.options = options
        self.limiter = limiter
    }
}

/// Numbers calls for their observers.
enum CallNumber {
    /// The newest number.
    private static let newest = Atomic<UInt64>(0)

    /// A number no other call of this process has.
    static func next() -> UInt64 { newest.wrappingAdd(1, ordering: .relaxed).newValue }
}
