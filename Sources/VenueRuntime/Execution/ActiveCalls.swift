internal import Synchronization

/// The calls of a client that are under way.
///
/// A class because every copy of the client shares it.
final class ActiveCalls: Sendable {
    /// A call's place among those under way.
    private enum Place {
        /// Nobody's.
        case free
        /// A call's that looks by itself whether it is to end.
        case taken
        /// A call's that waits for something, and how to end the wait.
        case waiting(@Sendable () -> Void)
    }

    /// What is under way.
    private struct State {
        /// Whether further calls are refused, and those under way are to end.
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

    /// Whether the calls are to end.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Refuses further calls, ends those under way and returns when the last has ended.
    func close() async {
        let actions = state.withLock { state in
            state.isClosed = true
            return state.places.compactMap { if case .waiting(let action) = $0 { action } else { nil } }
        }
        for action in actions { action() }
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.isIdle { state.waiters.append(continuation) }
                return state.isIdle
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Takes a call in; ``end(_:)`` lets it go.
    ///
    /// - Returns: What ends it; `nil` after ``close()``.
    func begin() -> Interruption? {
        let index: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            if let index = state.free.popLast() {
                state.places[index] = .taken
                return index
            }
            state.places.append(.taken)
            return state.places.count - 1
        }
        return index.map { Interruption(calls: self, index: $0) }
    }

    /// Notes how to end a call's wait, and ends it if ``close()`` came first.
    func wait(_ index: Int, endedBy action: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            state.places[index] = .waiting(action)
            return state.isClosed
        }
        if isClosed { action() }
    }

    /// Lets a call go.
    func end(_ call: Interruption) {
        let waiters = state.withLock { state in
            state.places[call.index] = .free
            state.free.append(call.index)
            guard state.isIdle, !state.waiters.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
