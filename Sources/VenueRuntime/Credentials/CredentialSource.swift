/// Where the credentials of a venue come from.
///
/// Copies share what they hold, so clients made with one source ask for new credentials once, not each for itself.
public struct CredentialSource<Credentials: VenueCredentials>: Sendable {
    /// Holds them as the header fields they are sent as.
    let holder: CredentialHolder

    /// Always the same credentials.
    public static func fixed(_ credentials: Credentials) -> Self {
        Self(holder: .fixed(HeldCredentials(fields: credentials.headerFields, serial: 0)))
    }

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
    static func issued(
        margin: Duration,
        _ issue: @escaping @Sendable (any CallClock) async throws(CredentialFailure) -> IssuedCredentials<Credentials>
    ) -> Self {
        let store = CredentialStore(margin: margin) { clock throws(CredentialFailure) in
            let issued = try await issue(clock)
            return CredentialStore.Issued(fields: issued.credentials.headerFields, lifetime: issued.lifetime)
        }
        return Self(holder: .issued(store))
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
