/// Where the credentials of a venue come from.
///
/// Copies share what they hold, so clients made with one source ask for new credentials once, not each for itself.
public struct CredentialSource<Credentials: VenueCredentials>: Sendable {
    /// Holds them as the header fields they are sent as.
    let holder: CredentialHolder

    /// Always the same credentials.
    public static func fixed(_ credentials: Credentials) -> Self {
        Self(holder: .fixed(HeldCredentials(credentials.headerFields, credentials.signing, serial: 0)))
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
            return CredentialStore.Issued(
                fields: issued.credentials.headerFields, signing: issued.credentials.signing,
                lifetime: issued.lifetime)
        }
        return Self(holder: .issued(store))
    }
}

/// New credentials and how long they are good for.
public struct IssuedCredentials<Credentials: VenueCredentials>: Sendable {
    /// What authorises requests until ``lifetime`` ends.
    public let credentials: Credentials
    /// How long they are good for, counted from when they were asked for; `nil` for until they are refused.
    public let lifetime: Duration?

    /// States new credentials.
    public init(_ credentials: Credentials, lifetime: Duration? = nil) {
        self.credentials = credentials
        self.lifetime = lifetime
    }
}

/// Why credentials could not be had.
///
/// Holds no secrets: of another error it keeps the type's name only.
public struct CredentialFailure: Error, Hashable, Sendable {
    /// Where the credentials were lost.
    public enum Reason: Hashable, Sendable {
        /// The provider threw an error of this type.
        case provider(errorType: String)
        /// The provider was cancelled.
        case canceled
        /// The request for credentials never left.
        case notSent(NotSentCause)
        /// The request for credentials may have been sent and no answer came.
        case unknown(UnknownCause)
        /// The token endpoint refused, with this status and, where it gave one, RFC 6749's error code.
        case refused(status: Int, code: String?)
        /// The answer holds nothing that can be sent.
        case unreadable
        /// The login could not be signed.
        case signing(SigningFailure)
        /// The venue did not grant the login: what its reply means, its status, and its own code and text, without the
        /// secrets of the request.
        case notGranted(LoginOutcome, status: Int, code: String?, text: String?)
    }

    /// Where the credentials were lost, without quoting any.
    public let reason: Reason

    /// Makes a failure, for providers that know more than the type of an error tells.
    public init(_ reason: Reason) { self.reason = reason }
}

extension CredentialFailure: CustomStringConvertible {
    /// What went wrong, in a few words.
    public var description: String {
        switch reason {
        case .provider(let type): "the credential provider threw \(type)"
        case .canceled: "the credential provider was cancelled"
        case .refused(let status, let code): "the token endpoint answered \(status)" + (code.map { " '\($0)'" } ?? "")
        case .unreadable: "the answer to the request for credentials holds none that can be sent"
        case .notSent, .unknown: description(of: "the request for credentials")
        case .signing, .notGranted: description(of: "the login")
        }
    }

    /// What went wrong with a call.
    func description(of call: String) -> String {
        switch reason {
        case .provider, .canceled, .refused, .unreadable: description
        case .notSent(let cause): "\(call) was not sent (\(cause.rawValue))"
        case .unknown(let cause): "\(call) has no answer (\(cause.rawValue))"
        case .signing(let failure): "\(call) could not be signed: \(failure)"
        case .notGranted(let outcome, let status, let code, let text):
            "\(call) was answered \(status), which means \(outcome)"
                + (code.map { ", code \($0.debugDescription)" } ?? "")
                + (text.map { ", text \($0.debugDescription)" } ?? "")
        }
    }
}

/// What gives a call its credentials, whatever their type: calls of all venues run the same code.
enum CredentialHolder: Sendable {
    case fixed(HeldCredentials)
    case issued(CredentialStore)

    /// The credentials to send now, if none have to be waited for.
    func ready(insteadOf refused: HeldCredentials?, clock: any CallClock) -> HeldCredentials? {
        switch self {
        case .fixed(let held): refused == nil ? held : nil
        case .issued(let store): store.ready(insteadOf: refused?.serial, clock: clock)
        }
    }

    /// The credentials to send now, other than refused ones; `nil` if the task was cancelled first, or if there are no
    /// others.
    func current(
        insteadOf refused: HeldCredentials?, clock: any CallClock
    ) async -> Result<HeldCredentials, CredentialFailure>? {
        switch self {
        case .fixed(let held): refused == nil ? .success(held) : nil
        case .issued(let store): await store.current(insteadOf: refused?.serial, clock: clock)
        }
    }

    /// Whether it can give others after a venue refused some.
    var canRenew: Bool {
        if case .issued = self { true } else { false }
    }
}

/// Credentials and a number that tells them from earlier ones.
struct HeldCredentials: Sendable {
    let fields: [CredentialField]
    let serial: UInt64
    /// Finds the secrets in what a venue says; made once, as every call of a client uses it.
    let secrets: SecretScan
    /// What requests are computed from.
    let keys: KeyRing

    init(_ fields: [CredentialField], _ signing: [SigningMaterial], serial: UInt64) {
        self.fields = fields
        self.serial = serial
        keys = KeyRing(signing)
        let sought = keys.secrets.filter { !$0.isShort }.map { CredentialField(name: "", secret: $0) }
        secrets = SecretScan(fields + sought)
    }
}
