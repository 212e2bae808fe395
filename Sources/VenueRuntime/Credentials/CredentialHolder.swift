/// What gives a call its credentials, whatever their type: calls of all venues run the same code.
enum CredentialHolder: Sendable {
    /// Always the same.
    case fixed(HeldCredentials)
    /// Asked for when needed.
    case issued(CredentialStore)

    /// The credentials to send now, if none have to be waited for.
    func ready(insteadOf refused: HeldCredentials?, clock: any CallClock) -> HeldCredentials? {
        switch self {
        case .fixed(let held): refused == nil ? held : nil
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
    /// The header fields the secrets travel in.
    let fields: [CredentialField]
    /// Greater for each newer ones.
    let serial: UInt64
    /// Finds the secrets in what a venue says; made once, as every call of a client uses it.
    let secrets: SecretScan

    /// Keeps credentials.
    init(fields: [CredentialField], serial: UInt64) {
        self.fields = fields
        self.serial = serial
        secrets = SecretScan(fields)
    }
}
