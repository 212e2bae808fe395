internal import Foundation
internal import Synchronization

/// The turn a test waits for.
enum TurnKind {
    /// One before all that are bounded.
    case long
    /// Any.
    case bounded
    /// One in which nothing else that takes turns runs; it comes once no other test waits.
    case alone
}

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
        /// The tests that wait, by the kind of their turn, those that have waited longest first.
        var waiting: [TurnKind: [Turn]] = [:]
        var isOneAlone = false

        mutating func next(_ kind: TurnKind) -> Turn? {
            waiting[kind]?.isEmpty == false ? waiting[kind]?.removeFirst() : nil
        }
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
    ///   - kind: Which turn it waits for.
    ///   - body: The test.
    /// - Returns: What the test gives.
    func run<Result: Sendable>(_ kind: TurnKind, _ body: () async throws -> Result) async rethrows -> Result {
        let threads = await withCheckedContinuation { turn in
            resume { $0.waiting[kind, default: []].append(turn) }
        }
        defer {
            resume { state in
                state.free.append(threads)
                if kind == .alone { state.isOneAlone = false }
            }
        }
        return try await withTaskExecutorPreference(threads) { try await body() }
    }

    /// How many wait for a turn.
    var waiting: Int { state.withLock { $0.waiting.values.map(\.count).reduce(0, +) } }

    /// Changes the state and gives turns to all that may run then.
    private func resume(after change: (inout State) -> Void) {
        let resumed = state.withLock { state in
            change(&state)
            var resumed: [(Turn, TestThreads)] = []
            while !state.isOneAlone, let threads = state.free.last,
                let turn = state.next(.long) ?? state.next(.bounded)
            {
                state.free.removeLast()
                resumed.append((turn, threads))
            }
            if state.free.count == count, let threads = state.free.last, let turn = state.next(.alone) {
                state.free.removeLast()
                state.isOneAlone = true
                resumed.append((turn, threads))
            }
            return resumed
        }
        for (turn, threads) in resumed { turn.resume(returning: threads) }
    }
}
