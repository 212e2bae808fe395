internal import Foundation
internal import Synchronization

/// Decides which of the tests that wait for a turn may run.
///
/// A class, because all tests share it.
final class TestTurns: Sendable {
    /// Twice as many as there are cores, since a test that waits for a process or a peer leaves its core to others.
    static let shared = TestTurns(count: 2 * max(1, ProcessInfo.processInfo.activeProcessorCount))

    private typealias Turn = CheckedContinuation<TestThreads, Never>

    private struct State {
        /// Threads that no test has.
        var free: [TestThreads]
        /// The tests that wait for any threads, and those that wait for all others to be done, longest first.
        var bounded: [Turn] = []
        var alone: [Turn] = []
        var isOneAlone = false
    }

    private let count: Int
    private let state: Mutex<State>

    init(count: Int) {
        self.count = count
        state = Mutex(State(free: (0..<count).map { _ in TestThreads(count: 4) }))
    }

    /// Runs a test as soon as it may.
    ///
    /// - Parameters:
    ///   - alone: Whether nothing else that takes turns may run meanwhile; such a test runs once no other waits.
    ///   - body: The test.
    /// - Returns: What the test gives.
    func run<Result: Sendable>(alone: Bool, _ body: () async throws -> Result) async rethrows -> Result {
        let threads = await withCheckedContinuation { turn in
            resume { state in
                if alone { state.alone.append(turn) } else { state.bounded.append(turn) }
            }
        }
        defer {
            resume { state in
                state.free.append(threads)
                if alone { state.isOneAlone = false }
            }
        }
        return try await withTaskExecutorPreference(threads) { try await body() }
    }

    /// How many wait for a turn.
    var waiting: Int { state.withLock { $0.bounded.count + $0.alone.count } }

    /// Changes the state and gives turns to all that may run then.
    private func resume(after change: (inout State) -> Void) {
        let resumed = state.withLock { state in
            change(&state)
            var resumed: [(Turn, TestThreads)] = []
            while !state.isOneAlone, !state.bounded.isEmpty, let threads = state.free.popLast() {
                resumed.append((state.bounded.removeFirst(), threads))
            }
            if !state.alone.isEmpty, state.free.count == count, let threads = state.free.popLast() {
                state.isOneAlone = true
                resumed.append((state.alone.removeFirst(), threads))
            }
            return resumed
        }
        for (turn, threads) in resumed { turn.resume(returning: threads) }
    }
}
