internal import Synchronization
internal import VenueRuntime

/// The orders of a run that is resumed, for a mass cancel: what is to be sent first, then what was unknown, as its reads
/// end.
///
/// A class because the mass cancel takes the orders and who started it counts them.
final class ResumedOrders: AsyncSequence, Sendable {
    typealias Element = MassCancelOrder

    private struct State {
        /// The orders that are read before they are sent again.
        var open: [(row: OrderRow, report: CancelReport)] = []
        /// The same as their reads end.
        var settled: AsyncStream<MassCancelOrder>?
        /// The positions of those whose ends were proven so.
        var proven: Set<Int> = []
        var (told, read, sentAgain, sent) = (0, 0, 0, 0)
    }

    private let feed: OrderFeed
    private let client: any CancelClient
    private let window: ConfirmationWindow?
    private let readers: Int
    private let stop: MassCancelStop
    private let journal: Journal?
    private let note: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// Reads up to some orders at a time, each until its end is proven, it is seen working, or the window is over.
    init(
        _ feed: OrderFeed, client: any CancelClient, window: ConfirmationWindow?, readers: Int, stop: MassCancelStop,
        journal: Journal?, note: @escaping @Sendable (String) -> Void
    ) {
        (self.feed, self.client, self.readers) = (feed, client, readers)
        (self.window, self.stop, self.journal, self.note) = (window, stop, journal, note)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let orders: ResumedOrders

        mutating func next() async -> MassCancelOrder? { await orders.next() }

        mutating func next(isolation _: isolated (any Actor)?) async throws(Never) -> MassCancelOrder? {
            await orders.next()
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(orders: self) }

    private func next() async -> MassCancelOrder? {
        while let row = feed.nextRow() {
            guard let report = row.report else { return row.order() }
            switch row.intent {
            case .sendAgain where !stop.isRequested: return row.order(following: report)
            case .readThenSendAgain where !stop.isRequested: state.withLock { $0.open.append((row, report)) }
            default: return row.order(known: report)
            }
        }
        let settled = state.withLock { state in
            let settled = state.settled ?? read(state.open)
            (state.settled, state.open) = (settled, [])
            return settled
        }
        // In a task of its own: one that is cancelled would take an order that waits for none at all.
        return await Task {
            for await order in settled { return order }
            return nil
        }.value
    }

    private func read(_ open: [(row: OrderRow, report: CancelReport)]) -> AsyncStream<MassCancelOrder> {
        let (orders, continuation) = AsyncStream.makeStream(of: MassCancelOrder.self)
        guard var window, !open.isEmpty else {
            for (row, report) in open { continuation.yield(row.order(following: report)) }
            continuation.finish()
            return orders
        }
        window.endsAtWorking = true
        let words = open.count == 1 ? "the order that was" : "the \(open.count) orders that were"
        note("reading \(words) left unknown, to send again what is not proven to have ended")
        let work = Task { [window] in
            await client.confirm(open.map(\.report), window, concurrency: readers) { [self] index, report in
                let row = open[index].row
                if report.outcome.isProven {
                    journal?.record(report, position: row.position)
                    state.withLock { state in if let position = row.position { state.proven.insert(position) } }
                }
                let isKnown = report.outcome.isProven || stop.isRequested
                continuation.yield(isKnown ? row.order(known: report) : row.order(following: report))
            }
            continuation.finish()
        }
        stop.whenRequested { work.cancel() }
        return orders
    }

    // MARK: Counting

    /// Whether a result is what an earlier run told.
    func isTakenOver(_ event: MassCancelEvent) -> Bool {
        guard case .finished(let result, _) = event, case .reported(let report) = result.fate,
            report == result.order.known
        else { return false }
        return state.withLock { !$0.proven.contains(result.position) }
    }

    func count(_ event: MassCancelEvent) {
        guard case .finished(let result, _) = event, case .reported = result.fate else { return }
        let isTold = isTakenOver(event)
        state.withLock { state in
            switch result.order {
            case _ where isTold: state.told += 1
            case let order where order.known != nil: state.read += 1
            case let order where order.earlier != nil: state.sentAgain += 1
            default: state.sent += 1
            }
        }
    }

    /// How many orders were told again, read, sent again and sent, in words.
    var summary: String {
        let words = state.withLock { state in
            [
                (state.told, "told again as they were"), (state.read, "read"), (state.sentAgain, "sent again"),
                (state.sent, "sent"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        }
        return words.isEmpty ? "nothing to do" : words.joined(separator: ", ")
    }
}

extension OrderRow {
    /// The order for a mass cancel: to be sent, or known.
    fileprivate func order(following report: CancelReport? = nil, known: CancelReport? = nil) -> MassCancelOrder {
        var cause = known == nil ? earlier : nil
        if let report { cause = if case .unknown(let cause) = report.outcome { cause } else { .inconclusive } }
        return MassCancelOrder(input, identity: identity, following: cause, known: known, position: position)
    }
}
