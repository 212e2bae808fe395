/// Where the credentials of a venue come from.
///
/// Copies share what they hold, so clients made with one source ask for new credentials once, not each for itself.
public struct CredentialSource<Credentials: VenueCredentials>: Sendable {
    /// The kinds of sources.
    private enum Kind: Sendable {
        /// Always the same.
        case fixed(Credentials)
        /// Asked for when needed.
        case issued(CredentialStore<Credentials>)
    }

    /// What kind this is.
    private let kind: Kind

    /// Always the same credentials.
    public static func fixed(_ credentials: Credentials) -> Self { Self(kind: .fixed(credentials)) }

    /// Credentials that are asked for when they are first needed, before they expire, and once after a venue refused
    /// them; however many calls wait, they are asked for once.
    ///
    /// - Parameters:
    ///   - margin: How long before their end new ones are asked for.
    ///   - issue: Gives new credentials. It is cancelled when nobody waits for it any more. What it throws is reported by
    ///     its type only.
    /// - Returns: The source.
    public static func provider(
        renewingBefore margin: Duration = .seconds(30),
        _ issue: @escaping @Sendable () async throws -> IssuedCredentials<Credentials>
    ) -> Self {
        Self.issued(margin: margin) { _ throws(CredentialFailure) in
            do {
                return try await issue()
            } catch let failure as CredentialFailure {
                throw failure
            } catch is CancellationError {
                throw CredentialFailure(.canceled)
            } catch {
                throw CredentialFailure(.provider(errorType: "\(type(of: error))"))
            }
        }
    }

    /// Credentials that are asked for when needed, with the clock of the call that needs them.
    static func issued(margin: Duration, _ issue: @escaping CredentialStore<Credentials>.Issue) -> Self {
        Self(kind: .issued(CredentialStore(margin: margin, issue: issue)))
    }

    /// The credentials to send now, if none have to be waited for.
    func ready(
        insteadOf refused: HeldCredentials<Credentials>? = nil, clock: any CallClock
    ) -> HeldCredentials<Credentials>? {
        switch kind {
        case .fixed(let credentials): refused == nil ? HeldCredentials(credentials, serial: 0) : nil
        case .issued(let store): store.ready(insteadOf: refused?.serial, clock: clock)
        }
    }

    /// The credentials to send now.
    ///
    /// - Parameters:
    ///   - refused: Credentials a venue refused; others are given.
    ///   - clock: Tells what has expired.
    /// - Returns: `nil` if the task was cancelled first, or if there are no others.
    func current(
        insteadOf refused: HeldCredentials<Credentials>? = nil, clock: any CallClock
    ) async -> Result<HeldCredentials<Credentials>, CredentialFailure>? {
        switch kind {
        case .fixed(let credentials): refused == nil ? .success(HeldCredentials(credentials, serial: 0)) : nil
        case .issued(let store): await store.current(insteadOf: refused?.serial, clock: clock)
        }
    }

    /// Whether it can give others after a venue refused some.
    var canRenew: Bool {
        if case .issued = kind { true } else { false }
    }
}

/// New credentials and how long they are good for.
public struct IssuedCredentials<Credentials: VenueCredentials>: Sendable {
    /// The credentials.
    public let credentials: Credentials
    /// How long they are good for, counted from when they were asked for; `nil` for until they are refused.
    public let lifetime: Duration?

    /// Makes a pair.
    public init(_ credentials: Credentials, lifetime: Duration? = nil) {
        self.credentials = credentials
        self.lifetime = lifetime
    }
}

/// Credentials and a number that tells them from earlier ones.
struct HeldCredentials<Credentials: VenueCredentials>: Sendable {
    /// The credentials.
    let credentials: Credentials
    /// Greater for each newer ones.
    let serial: UInt64

    /// Makes a pair.
    init(_ credentials: Credentials, serial: UInt64) {
        self.credentials = credentials
        self.serial = serial
    }
}
