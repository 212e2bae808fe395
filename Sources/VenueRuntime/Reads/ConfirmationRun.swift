/// How long, and of which cancels, the end of the order is looked for.
public struct ConfirmationWindow: Hashable, Sendable {
    /// How long reads may take in all, counted from the end of the cancel.
    public var length: Duration
    /// Whether orders are read also whose cancel provably never left; they are as they were.
    public var readsUnsent: Bool
    /// Whether an order that is read as working is read no more, because it is to be cancelled again.
    package var endsAtWorking = false

    /// Reads for a time at most.
    ///
    /// - Parameters:
    ///   - length: How long reads may take in all, counted from the end of the cancel.
    ///   - readsUnsent: Whether orders are read also whose cancel provably never left. Their outcome stays what it is
    ///     unless the end of the order is read.
    /// - Returns: The window.
    public static func within(_ length: Duration, readsUnsent: Bool = false) -> Self {
        Self(length: length, readsUnsent: readsUnsent)
    }

    /// Whether something is to be learnt of the order of a report.
    ///
    /// Nothing is where its end is proven, where the input cannot be sent at all, and, unless it is asked for, where
    /// nothing was sent.
    public func covers(_ report: CancelReport) -> Bool {
        switch report.outcome {
        case .canceled, .tooLate, .notSent(.invalidInput): false
        case .notSent: readsUnsent
        case .pendingCancel, .unknownOrder, .gone, .alreadyPending, .rejected, .throttled, .unknown: true
        }
    }
}

/// An order whose end is looked for.
struct UnconfirmedOrder<Operation: CancelOperation>: Sendable {
    let report: CancelReport
    let input: Operation.Input
    /// The reply to the cancel, for reads that need a member of it.
    let response: Operation.Response?
}

/// Reads orders again and again until each one's end is known, its reads are used up, or there is no time left.
///
/// - Orders whose read makes the same request share it: one call a round tells of all of them. Such reads come first, best
///   first as the others.
/// - A read that shows its order alive is repeated at its pace. One that does not show it gives way to the next at once;
///   after the last of them the first is made again, at its pace.
/// - A read that fails is repeated at its pace, and gives way once its reads are used up. One that the rate limit or the
///   venue's wish holds back is made when that is over, and does not count.
struct ConfirmationRun<Operation: CancelOperation>: Sendable {
    let core: ClientCore
    let window: ConfirmationWindow
    /// How many reads are under way at most.
    let concurrency: Int
    /// Told each order's report once, when nothing more is read of it.
    let settle: @Sendable (_ index: Int, CancelReport) async -> Void

    func run(_ orders: [UnconfirmedOrder<Operation>]) async {
        let start = core.options.clock.now
        var state = ConfirmationState(
            orders.map { order in
                ConfirmedOrder(
                    report: order.report,
                    readers: Operation.readers.compactMap { reader in
                        reader.bind(order.input, order.response).map { BoundReader(query: $0, pace: reader.pace) }
                    })
            }, start: start, end: start + min(window.length, .seconds(86400)), endsAtWorking: window.endsAtWorking,
            jitter: core.options.retry.jitter)
        for index in state.takeSettled() { await settle(index, state.report(of: index, at: start)) }
        if concurrency == 1 || orders.count == 1 { await readInTurn(&state) } else { await readAtOnce(&state) }
        for index in state.unsettled { await settle(index, state.report(of: index, at: core.options.clock.now)) }
    }

    /// Makes one read at a time; a task of its own for each would cost as much as a read.
    private func readInTurn(_ state: inout ConfirmationState) async {
        while !Task.isCancelled, !core.calls.isClosed {
            let now = core.options.clock.now
            guard now < state.end else { return }
            if let round = state.next(at: now) {
                state.finish(round, await read(round), at: core.options.clock.now)
                for index in state.takeSettled() {
                    await settle(index, state.report(of: index, at: core.options.clock.now))
                }
            } else {
                guard let due = state.due, await core.options.clock.wait(until: due) else { return }
            }
        }
    }

    private func readAtOnce(_ state: inout ConfirmationState) async {
        await withTaskGroup(of: Step.self) { tasks in
            var underWay = 0
            var timer: ContinuousClock.Instant?
            while true {
                let now = core.options.clock.now
                let isOver = Task.isCancelled || core.calls.isClosed || now >= state.end
                while !isOver, underWay < concurrency, let round = state.next(at: now) {
                    underWay += 1
                    tasks.addTask { .read(round, await read(round)) }
                }
                if underWay == 0 {
                    guard !isOver, let due = state.due else { break }
                    guard await core.options.clock.wait(until: due) else { break }
                    continue
                }
                if !isOver, underWay < concurrency, let due = state.due, due < timer ?? due + .nanoseconds(1) {
                    timer = due
                    tasks.addTask {
                        _ = await core.options.clock.wait(until: due)
                        return .due
                    }
                }
                switch await tasks.next() {
                case .read(let round, let reads):
                    underWay -= 1
                    state.finish(round, reads, at: core.options.clock.now)
                case .due, nil: timer = nil
                }
                for index in state.takeSettled() {
                    await settle(index, state.report(of: index, at: core.options.clock.now))
                }
            }
            tasks.cancelAll()
        }
    }

    private enum Step: Sendable {
        case read(ConfirmationRound, [OrderRead])
        /// The next round is due.
        case due
    }

    private func read(_ round: ConfirmationRound) async -> [OrderRead] {
        // One read that hangs leaves time for others.
        let end = min(round.end, core.options.clock.now + core.options.deadline)
        return await QueryRun(
            core: core, venue: Operation.venue, queries: round.queries, origin: round.origin, end: end,
            isPaced: true
        ).run()
    }
}
