internal import Synchronization

/// The calls of a client that are under way.
///
/// A class because every copy of the client shares it.
final class ActiveCalls: Sendable {
    /// What is under way.
    private struct State {
        /// Whether further calls are refused.
        var isClosed = false
        /// The number the next call gets.
        var next: UInt64 = 0
        /// The calls, each with its task once that runs.
        var calls: [UInt64: (any CancellableTask)?] = [:]
        /// Who waits for the last call to end.
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// What is under way, behind a lock.
    private let state = Mutex(State())

    /// Runs a call that ends when the caller's task is cancelled or the client is shut down.
    ///
    /// - Parameters:
    ///   - work: The call; ends promptly when its task is cancelled.
    ///   - refused: The result where the work must not even begin.
    /// - Returns: The result of either.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () async -> Value, refused: () -> Value
    ) async -> Value {
        guard !Task.isCancelled, let id = begin() else { return refused() }
        let task = Self.start(work)
        attach(id, task)
        let value = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        end(id)
        return value
    }

    /// Starts a task: where the system can, on the caller's thread, which saves waking another one for a call that has
    /// to do nothing but make a request and hand it on.
    private static func start<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Task<Value, Never> {
        if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
            Task.immediate(operation: work)
        } else {
            Task(operation: work)
        }
    }

    /// Refuses further calls, cancels those under way and returns when the last has ended.
    func close() async {
        let tasks = state.withLock { state in
            state.isClosed = true
            return state.calls.values.compactMap(\.self)
        }
        for task in tasks { task.cancel() }
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.calls.isEmpty { state.waiters.append(continuation) }
                return state.calls.isEmpty
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Takes a call in.
    ///
    /// - Returns: Its number; `nil` after ``close()``.
    private func begin() -> UInt64? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            state.next += 1
            state.calls[state.next] = .some(nil)
            return state.next
        }
    }

    /// Records the task of a call, and cancels it if ``close()`` came first.
    private func attach(_ id: UInt64, _ task: any CancellableTask) {
        let isClosed = state.withLock { state in
            state.calls[id] = .some(task)
            return state.isClosed
        }
        if isClosed { task.cancel() }
    }

    /// Lets a call go.
    private func end(_ id: UInt64) {
        let waiters = state.withLock { state in
            state.calls[id] = nil
            guard state.calls.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

/// A task of whatever result.
private protocol CancellableTask: Sendable {
    /// Asks the task to end.
    func cancel()
}

extension Task: CancellableTask {}
