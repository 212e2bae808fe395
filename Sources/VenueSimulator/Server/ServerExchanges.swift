internal import Synchronization

/// The exchanges of a server that wait for something.
///
/// A class, since the library's callbacks hold on to it by reference.
final class ServerExchanges: Sendable {
    /// The venue that answers.
    let venue: SimulatedVenue
    /// What waits.
    private let state = Mutex(State())

    /// What waits.
    private struct State {
        /// Whether the server is going down.
        var isClosed = false
        /// The work under way, by number.
        var tasks: [Int: Task<Void, Never>] = [:]
        /// The number of the next work.
        var next = 0
    }

    /// No exchanges yet.
    init(venue: SimulatedVenue) { self.venue = venue }

    /// Does work beside the library's thread; refused once the server is going down.
    func run(_ work: @escaping @Sendable () async -> Void) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            let number = state.next
            state.next += 1
            state.tasks[number] = Task {
                await work()
                self.forget(number)
            }
            return true
        }
    }

    /// Refuses further work, ends the sleeps of the work under way and waits until it is done.
    ///
    /// - Returns: Whether this call closed the exchanges; `false` if an earlier one did.
    func close() async -> Bool {
        let tasks = state.withLock { state -> [Task<Void, Never>]? in
            if state.isClosed { return nil }
            state.isClosed = true
            return Array(state.tasks.values)
        }
        guard let tasks else { return false }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        return true
    }

    /// Forgets work that is done.
    private func forget(_ number: Int) {
        state.withLock { _ = $0.tasks.removeValue(forKey: number) }
    }
}
