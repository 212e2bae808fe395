internal import Synchronization

/// What every call of a client needs, whatever the operation.
struct ClientCore<Credentials: VenueCredentials>: Sendable {
    /// Where requests go.
    let server: BaseURL
    /// What authorises them.
    let credentials: CredentialSource<Credentials>
    /// What carries them.
    let transport: any Transport
    /// Deadlines, retries, limits, observation.
    let options: ClientOptions
    /// What holds requests back.
    let limiter: RateLimiter
    /// The calls under way.
    let calls: ActiveCalls

    /// Runs one call to its end.
    func run<Operation: CancelOperation>(
        _: Operation.Type, _ input: Operation.Input, deadline: Duration?, tellsEarlierAttempts: Bool
    ) async -> CallEnding<Operation.Response> where Operation.Credentials == Credentials {
        let rules = RetryRules(repeatability: Operation.repeatability, tellsEarlierAttempts: tellsEarlierAttempts)
        return await calls.run {
            var call = Call<Operation>(core: self, input: input, deadline: deadline, rules: rules)
            return await call.run()
        } refused: {
            CallEnding(notSent: .canceledLocally, at: .start)
        }
    }
}

/// Numbers calls for their observers.
enum CallNumber {
    /// The newest number.
    private static let newest = Atomic<UInt64>(0)

    /// A number no other call of this process has.
    static func next() -> UInt64 { newest.wrappingAdd(1, ordering: .relaxed).newValue }
}
