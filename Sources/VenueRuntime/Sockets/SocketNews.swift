internal import Synchronization

/// What a listener learns of a session: the frames that answer no call, and where some may be missing.
public enum SocketNews: Hashable, Sendable {
    /// A frame that is no reply, such as an event.
    case frame(SocketFrame)
    /// Frames may be missing here.
    case gap(Gap)

    /// Why frames may be missing.
    public enum Gap: Hashable, Sendable {
        /// The connection ended; what the venue tells until the next one stands, and is subscribed, is lost.
        case connectionEnded(SocketEnding)
        /// The listener was so slow that this many frames and gaps found no room.
        case overflow(Int)
    }
}

/// The frames of a session that answer no call, from the moment it was made until the session is shut down.
///
/// For one task at a time. It ends by itself when it is not held any more.
public struct SocketNewsStream: AsyncSequence, Sendable {
    /// What it tells, in order.
    public typealias Element = SocketNews
    /// It does not fail.
    public typealias Failure = Never

    let queue: SocketNewsQueue

    /// Goes through what is told.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let queue: SocketNewsQueue

        /// What is told next; `nil` once the session is shut down or the task is cancelled.
        public mutating func next() async -> SocketNews? { await queue.next() }
    }

    /// Goes through what is told.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(queue: queue) }
}

/// What a listener has not taken yet.
///
/// A class, because session and listener share it.
final class SocketNewsQueue: Sendable {
    private struct State {
        var news: [SocketNews] = []
        /// Where the news that are not taken begin.
        var start = 0
        var lost = 0
        var hasEnded = false
        var waiting: CheckedContinuation<SocketNews?, Never>?
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    func append(_ news: SocketNews) {
        let waiting: CheckedContinuation<SocketNews?, Never>? = state.withLock { state in
            if state.hasEnded { return nil }
            if let waiting = state.waiting {
                state.waiting = nil
                return waiting
            }
            // What comes after a loss would stand in the wrong place.
            if state.lost > 0 || state.news.count - state.start >= limit {
                state.lost += 1
            } else {
                state.news.append(news)
            }
            return nil
        }
        waiting?.resume(returning: news)
    }

    func end() {
        let waiting = state.withLock { state in
            state.hasEnded = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: nil)
    }

    func next() async -> SocketNews? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (news, isDone): (SocketNews?, Bool) = state.withLock { state in
                    if let news = Self.take(&state) { return (news, true) }
                    // A second task that listens would wait for ever.
                    if state.hasEnded || Task.isCancelled || state.waiting != nil { return (nil, true) }
                    state.waiting = continuation
                    return (nil, false)
                }
                if isDone { continuation.resume(returning: news) }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                defer { state.waiting = nil }
                return state.waiting
            }
            waiting?.resume(returning: nil)
        }
    }

    private static func take(_ state: inout State) -> SocketNews? {
        if state.start < state.news.count {
            defer {
                state.start += 1
                if state.start == state.news.count { (state.news, state.start) = ([], 0) }
            }
            return state.news[state.start]
        }
        guard state.lost > 0 else { return nil }
        defer { state.lost = 0 }
        return .gap(.overflow(state.lost))
    }
}
