internal import VenueRuntime

/// One call, as its caller hands it over.
///
/// A class because it is handed on often and never changes.
final class Submission: Sendable {
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

    /// Makes a submission.
    init(
        id: UInt64, request: AuthorizedRequest, server: BaseURL, start: ContinuousClock.Instant,
        deadline: ContinuousClock.Instant, observer: @escaping @Sendable (TransportEvent) -> Void,
        continuation: CheckedContinuation<TransportReport, Never>
    ) {
        self.id = id
        self.request = request
        self.server = server
        self.start = start
        self.deadline = deadline
        self.observer = observer
        self.continuation = continuation
    }

    /// Reports that the transport was shut down before the call began.
    func refuse() { finish(.interrupted, detail: "transport is shut down") }

    /// Reports a call that never began.
    func finish(_ cause: NotSentCause, detail: String? = nil) {
        let timings = TransportTimings(total: ContinuousClock.now - start)
        continuation.resume(returning: TransportReport(.notSent(cause), timings: timings, detail: detail))
    }
}

/// What callers ask for.
enum Command: Sendable {
    /// Start a call.
    case start(Submission)
    /// End a call; one that is unknown has ended already.
    case cancel(UInt64)
}
