internal import VenueRuntime

/// One call, as its caller hands it over.
struct Submission: Sendable {
    /// What the caller cancels it by.
    let id: UInt64
    /// The request.
    let request: AuthorizedRequest
    /// Where it goes.
    let server: BaseURL
    /// When the caller made the call.
    let start: ContinuousClock.Instant
    /// When to give up.
    let deadline: ContinuousClock.Instant
    /// Who is told of its progress.
    let observer: @Sendable (TransportEvent) -> Void
    /// Who waits for the report.
    let continuation: CheckedContinuation<TransportReport, Never>

    /// Reports a call that never began.
    func finish(_ cause: NotSentCause, detail: String? = nil) {
        let timings = TransportTimings(total: ContinuousClock.now - start)
        continuation.resume(returning: TransportReport(.notSent(cause), timings: timings, detail: detail))
    }
}

/// What callers ask of the event loop.
enum Command: Sendable {
    /// Start a call.
    case send(Submission)
    /// End a call; one that is unknown has ended already.
    case cancel(UInt64)
}
