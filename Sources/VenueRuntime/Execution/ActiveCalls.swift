internal import Synchronization

/// The calls of a client that are under way.
///
/// A class because every copy of the client shares it.
final class ActiveCalls: Sendable {
    /// A call's place among those under way.
    private enum Place {
        /// Nobody's.
        case free
        /// A call's whose task is not known yet.
        case starting
        /// A call's.
        case running(Task<CallEnding, Never>)
    }

    /// What is under way.
    private struct State {
        /// Whether further calls are refused.
        var isClosed = false
        /// The places of calls; a call keeps its index.
        var places: [Place] = []
        /// The indices of places nobody has.
        var free: [Int] = []
        /// Who waits for the last call to end.
        var waiters: [CheckedContinuation<Void, Never>] = []

        /// Whether no call is under way.
        var isIdle: Bool { free.count == places.count }
    }

    /// What is under way, behind a lock.
    private let state = Mutex(State())

    /// Runs a call that ends when the caller's task is cancelled or the client is shut down.
    ///
    /// - Parameters:
    ///   - work: The call; ends promptly when its task is cancelled.
    ///   - refused: The result where the work must not even begin.
    /// - Returns: The result of either.
    func run(_ work: @escaping @Sendable () async -> CallEnding, refused: () -> CallEnding) async -> CallEnding {
        guard !Task.isCancelled, let index = begin() else { return refused() }
        let task = Self.start(work)
        attach(task, at: index)
        let value = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        end(index)
        return value
    }

    /// Starts a task: where the system can, on the caller's thread, which saves waking another one for a call that has
    /// to do nothing but make a request and hand it on.
    private static func start(_ work: @escaping @Sendable () async -> CallEnding) -> Task<CallEnding, Never> {
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
            return state.places.compactMap { if case .running(let task) = $0 { task } else { nil } }
        }
        for task in tasks { task.cancel() }
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.isIdle { state.waiters.append(continuation) }
                return state.isIdle
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Takes a call in.
    ///
    /// - Returns: The index of its place; `nil` after ``close()``.
    private func begin() -> Int? {
        state.withLock { state in
            guard !state.isClosed else { return nil }
            if let index = state.free.popLast() {
                state.places[index] = .starting
                return index
            }
            state.places.append(.starting)
            return state.places.count - 1
        }
    }

    /// Records the task of a call, and cancels it if ``close()`` came first.
    private func attach(_ task: Task<CallEnding, Never>, at index: Int) {
        let isClosed = state.withLock { state in
            state.places[index] = .running(task)
            return state.isClosed
        }
        if isClosed { task.cancel() }
    }

    /// Lets a call go.
    private func end(_ index: Int) {
        let waiters = state.withLock { state in
            state.places[index] = .free
            state.free.append(index)
            guard state.isIdle, !state.waiters.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
