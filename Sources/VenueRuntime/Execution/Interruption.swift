/// What ends one call when its client is shut down: from outside, and without its caller's task being cancelled.
package struct Interruption: Sendable {
    /// Where the call is under way.
    let calls: ActiveCalls
    /// The call's place there.
    let index: Int

    /// Whether the call is to end.
    package var isRaised: Bool { calls.isClosed }

    /// Notes what to do when the call is to end, instead of what was noted before.
    ///
    /// - Parameter action: Done at most once, from any thread, possibly after what it ends is over; at once if the
    ///   call is to end already.
    package func whenRaised(_ action: @escaping @Sendable () -> Void) { calls.wait(index, endedBy: action) }

    /// Runs work in a task that is cancelled when the call is to end or the caller's task is.
    ///
    /// - Parameter work: Must end promptly when its task is cancelled.
    /// - Returns: What the work gave.
    func run<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let task = Self.start(work)
        whenRaised { task.cancel() }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Starts a task: where the system can, on the caller's thread, which saves waking another one for work that only
    /// hands something on.
    private static func start<Value: Sendable>(
        _ work: @escaping @Sendable () async -> Value
    ) -> Task<Value, Never> {
        if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
            Task.immediate(operation: work)
        } else {
            Task(operation: work)
        }
    }
}

/// A transport that ends a call without the calling task being cancelled.
///
/// Calls over any other ``Transport`` need a task of their own, which costs about as much as making the request.
package protocol InterruptibleTransport: Transport {
    /// Sends one request, as ``Transport/send(_:to:deadline:observer:)`` does.
    ///
    /// - Parameters:
    ///   - request: The request with its credentials.
    ///   - server: The server it goes to.
    ///   - deadline: When to give up.
    ///   - interruption: Ends the call as cancelling the calling task does.
    ///   - observer: Told of the steps of the call.
    /// - Returns: What became of it, and when.
    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        interruption: Interruption, observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport
}
