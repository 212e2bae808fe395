internal import Synchronization

/// Orders of a mass cancel that go in one call.
struct MassCancelBatch: Sendable {
    /// An order, and its place in the input.
    struct Entry: Sendable {
        let order: MassCancelOrder
        let position: Int
    }

    let entries: [Entry]

    init(_ entries: [Entry]) { self.entries = entries }

    /// A report for each order, whatever its client told.
    ///
    /// A client that tells of another number of orders than it was given told of none: which is which is not known.
    func whole(_ reports: [CancelReport], of client: any CancelClient) -> [CancelReport] {
        if reports.count == entries.count { return reports }
        return entries.map { entry in
            CancelReport(
                venue: client.venue, operation: client.operation, input: entry.order.input, lost: .inconclusive,
                followsUnknownAttempt: false,
                because: "the client told of \(reports.count) orders and was given \(entries.count)", confirmations: [])
        }
    }

    /// Which orders of a call provably were not processed, and may fare better in a call of their own.
    ///
    /// A call that is refused as it is, for one order among many perhaps, says nothing of the others; a limit that let some
    /// of its orders pass lets the rest pass later. Where every order was refused for what all calls have, such as
    /// credentials or a limit, further calls would only be more of them.
    static func alone(_ reports: [CancelReport]) -> [Bool] {
        guard reports.count > 1, let first = reports.first else { return reports.map { _ in false } }
        let isOne = reports.allSatisfy { $0.cancelOutcome == first.cancelOutcome }
        return reports.map { report in
            if report.followsUnknownAttempt { return false }
            switch report.cancelOutcome {
            case .rejected(.invalidRequest), .rejected(.notSupported), .notSent(.invalidInput): return isOne
            case .throttled(_, .notProcessed): return !isOne
            default: return false
            }
        }
    }
}

/// The orders of a mass cancel that wait for others of their call.
///
/// A class because whoever takes orders from the input and the calls that end share it.
final class BatchQueue: Sendable {
    /// What orders that go in one call have in common.
    struct Key: Hashable {
        let client: Int
        /// How many orders the call names at most.
        let limit: Int
        let shared: JSONValue
    }

    private struct State {
        var waiting: [Key: [MassCancelBatch.Entry]] = [:]
        var count = 0
        /// How many calls are under way.
        var calls = 0
        /// How many orders may wait, however many calls they are for.
        var room = 0

        mutating func take(_ key: Key) -> MassCancelBatch? {
            guard let entries = waiting[key] else { return nil }
            let taken = Array(entries.prefix(key.limit))
            waiting[key] = entries.count > key.limit ? Array(entries.dropFirst(key.limit)) : nil
            count -= taken.count
            return MassCancelBatch(taken)
        }

        var largest: Key? { waiting.max { $0.value.count < $1.value.count }?.key }
    }

    /// Whether an order waits until its call is full, or only as long as no call may begin.
    ///
    /// Where nobody knows when the next order comes, none waits for it.
    private let fills: Bool
    private let concurrency: Int
    private let state = Mutex(State())

    init(fills: Bool, _ concurrency: Int) {
        self.fills = fills
        self.concurrency = concurrency
    }

    /// Whether no further order may wait until a call has ended.
    var isFull: Bool { !fills && state.withLock { $0.count > 0 && $0.count >= $0.room } }

    /// Takes in an order; the call that is to be made now, if there is one.
    func add(_ entry: MassCancelBatch.Entry, _ key: Key) -> MassCancelBatch? {
        state.withLock { state in
            state.waiting[key, default: []].append(entry)
            state.count += 1
            state.room = max(state.room, 8 * key.limit)
            if fills {
                if state.waiting[key]?.count ?? 0 >= key.limit { return state.take(key) }
                return state.count >= state.room ? state.largest.flatMap { state.take($0) } : nil
            }
            guard key.limit == 1 || state.calls < concurrency else { return nil }
            state.calls += 1
            return state.take(key)
        }
    }

    /// A call has ended; the one that is to be made in its place, if there is one.
    func afterCall() -> MassCancelBatch? {
        if fills { return nil }
        return state.withLock { state in
            if let batch = state.largest.flatMap({ state.take($0) }) { return batch }
            state.calls -= 1
            return nil
        }
    }

    /// Takes out every order that waits, in calls by their first order's place.
    func takeAll() -> [MassCancelBatch] {
        state.withLock { state in
            let batches = state.waiting.values.map(MassCancelBatch.init)
            (state.waiting, state.count) = ([:], 0)
            return batches.sorted { $0.entries[0].position < $1.entries[0].position }
        }
    }
}
