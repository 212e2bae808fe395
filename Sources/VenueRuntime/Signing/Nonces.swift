internal import Synchronization

/// Numbers that grow with every request to a venue, for all clients of the process.
///
/// They come from the clock, so that they grow across restarts, too.
enum NonceSequence {
    private static let newest = Mutex<[String: Int64]>([:])

    /// The next number of a venue: the time in units, or one more than the last.
    static func next(_ venue: String, _ form: TimeForm, at nanoseconds: Int64) -> Int64 {
        newest.withLock { newest in
            let last = newest["\(venue) \(form)"] ?? 0
            let number = max(nanoseconds / form.unit, last &+ 1)
            newest["\(venue) \(form)"] = number
            return number
        }
    }
}

/// Lets requests that hold nonces leave one after the other, in the order in which they took them.
///
/// A venue refuses a nonce that is lower than one it has seen, and without turns a request that waits for its connection is
/// overtaken by a later one. A class because the clients of a process share it.
final class SendingTurns: Sendable {
    private struct Key: Hashable {
        let venue: String
        let host: String
        let port: Int?
    }

    private struct State {
        var isTaken = false
        /// Who waits, longest first.
        var waiters: [(number: UInt64, continuation: CheckedContinuation<Turn?, Never>)] = []
        var newest: UInt64 = 0
    }

    private static let all = Mutex<[Key: SendingTurns]>([:])

    private let state = Mutex(State())

    /// The turns of all requests to a venue's server.
    static func of(_ venue: String, _ server: BaseURL) -> SendingTurns {
        let key = Key(venue: venue, host: server.host, port: server.port)
        return all.withLock { all in
            if let turns = all[key] { return turns }
            let turns = SendingTurns()
            all[key] = turns
            return turns
        }
    }

    /// The turn, if nobody has it.
    func take() -> Turn? {
        state.withLock { Self.take(&$0) } ? Turn(of: self) : nil
    }

    private static func take(_ state: inout State) -> Bool {
        defer { state.isTaken = true }
        return !state.isTaken
    }

    /// The turn, once those who came before have ended theirs; `nil` if the task was cancelled first.
    func next() async -> Turn? {
        let number = state.withLock { state in
            state.newest += 1
            return state.newest
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isGiven: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if Self.take(&state) { return true }
                    state.waiters.append((number, continuation))
                    return nil
                }
                if let isGiven { continuation.resume(returning: isGiven ? Turn(of: self) : nil) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(returning: nil)
        }
    }

    private func pass() {
        let waiter = state.withLock { state in
            guard !state.waiters.isEmpty else {
                state.isTaken = false
                return nil as CheckedContinuation<Turn?, Never>?
            }
            return state.waiters.removeFirst().continuation
        }
        waiter?.resume(returning: Turn(of: self))
    }

    /// The right to send next, until it is ended or nobody holds it any more.
    final class Turn: Sendable {
        private let turns: Mutex<SendingTurns?>

        fileprivate init(of turns: SendingTurns) { self.turns = Mutex(turns) }

        /// Passes the turn on, the first time.
        func end() {
            let turns = turns.withLock { turns in
                defer { turns = nil }
                return turns
            }
            turns?.pass()
        }

        deinit { end() }
    }
}
