/// What is particular to one call: whose it is, what is sent, what may be sent again, and what a reply means.
///
/// Calls of all operations run the same code on it. A class because it is handed on often and never changes.
final class CallPlan: Sendable {
    /// The venue's name.
    let venue: String
    /// The operation's name.
    let operation: String
    /// The request, without credentials.
    let request: PreparedRequest
    /// What may be sent again.
    let rules: RetryRules
    /// What a reply means.
    let judge: @Sendable (HTTPResponse) -> Verdict
    /// When the call began.
    let start: ContinuousClock.Instant
    /// When the call ends at the latest.
    let end: ContinuousClock.Instant

    /// Makes a plan.
    init(
        venue: String, operation: String, request: PreparedRequest, rules: RetryRules,
        judge: @escaping @Sendable (HTTPResponse) -> Verdict, start: ContinuousClock.Instant,
        end: ContinuousClock.Instant
    ) {
        self.venue = venue
        self.operation = operation
        self.request = request
        self.rules = rules
        self.judge = judge
        self.start = start
        self.end = end
    }
}
