internal import Synchronization

/// Cancels many orders over one or several clients, a bounded number at a time.
///
///     let mass = MassCancel(clients: [client], concurrency: 16)
///     let summary = await mass.run(orders) { event in
///         if case .finished(let result, _) = event { print(result.position, result.outcome) }
///     }
///
/// - Orders are taken from the input one by one, so memory holds as many as are under way or wait for the rest of their
///   call; of each of the others it keeps a fingerprint, some 50 bytes in all, to send no order twice.
/// - Clients keep their rate limits. An order that its limit would not let go in time waits and is given to its client
///   again: nothing of it was sent. Where the venue itself asked for a wait that a call has no time for, the orders that
///   follow are not sent, and told at once, until that wait is over.
/// - A client whose credentials are refused gets no more orders; the other clients go on.
/// - Where the venue's call names several orders, those that belong together go in one, and each is told by itself. What a
///   refusal of the whole call, or a verdict on a part of it, leaves provably unprocessed is sent again in calls of one.
/// - With a window, the orders whose end is not proven are read once all cancels are over; their reports are kept until
///   then. Orders whose read makes the same request share it.
/// - When the task is cancelled or ``MassCancelStop`` is asked for, no further order is sent, and each is still told.
public struct MassCancel: Sendable {
    /// The clients, by the index orders name them with.
    public let clients: [any CancelClient]
    /// How many orders are under way at most.
    public let concurrency: Int
    /// How long each call may take; `nil` for the client's own deadline.
    public let deadline: Duration?
    /// How long the ends of orders are looked for once all cancels are over; `nil` for not at all.
    public let confirm: ConfirmationWindow?
    /// Stops it gently.
    public let stop: MassCancelStop
    private let clock: any CallClock

    /// Makes a mass cancel.
    ///
    /// - Parameters:
    ///   - clients: The clients; they stay the caller's to shut down.
    ///   - concurrency: How many orders are under way at most; at least 1, and no more than the clients can.
    ///   - deadline: How long each call may take; `nil` for the client's own deadline.
    ///   - confirm: How long the ends of orders are looked for once all cancels are over; `nil` for not at all.
    ///   - stop: Stops it gently.
    ///   - clock: The clock: `ContinuousClock` unless a test says otherwise.
    public init(
        clients: [any CancelClient], concurrency: Int = 16, deadline: Duration? = nil,
        confirm: ConfirmationWindow? = nil, stop: MassCancelStop = MassCancelStop(),
        clock: any CallClock = ContinuousClock()
    ) {
        self.clients = clients
        self.concurrency = max(1, clients.compactMap(\.callLimit).reduce(concurrency, min))
        self.deadline = deadline
        self.confirm = confirm
        self.stop = stop
        self.clock = clock
    }

    /// Cancels the orders of a sequence; see the function for asynchronous sequences.
    public func run(
        _ orders: some Sequence<MassCancelOrder>, total: Int? = nil,
        onEvent: @escaping @Sendable (MassCancelEvent) -> Void
    ) async -> MassCancelSummary {
        let desk = desk(total: total, onEvent)
        await withTaskGroup(of: Void.self) { group in
            var slots = Slots(concurrency)
            let queue = BatchQueue(fills: true, concurrency)
            for order in orders { await start(order, &slots, queue, desk, &group) }
            for batch in queue.takeAll() { await launch(batch, &slots, queue, desk, &group) }
        }
        return await end(desk)
    }

    /// Cancels orders as they come.
    ///
    /// - Parameters:
    ///   - orders: The orders. A sequence that ends when the task is cancelled keeps the rest of its orders to itself:
    ///     they are not told.
    ///   - total: Their number, for the time that remains; `nil` if it is not known.
    ///   - onEvent: Told each step, one after the other, off the caller's actor; orders wait while it works.
    /// - Returns: The counts, once every order has been told.
    public func run<Orders: AsyncSequence>(
        _ orders: Orders, total: Int? = nil, onEvent: @escaping @Sendable (MassCancelEvent) -> Void
    ) async -> MassCancelSummary where Orders.Element == MassCancelOrder, Orders.Failure == Never {
        let desk = desk(total: total, onEvent)
        await withTaskGroup(of: Void.self) { group in
            var slots = Slots(concurrency)
            let queue = BatchQueue(fills: false, concurrency)
            for await order in orders { await start(order, &slots, queue, desk, &group) }
        }
        return await end(desk)
    }

    private func desk(total: Int?, _ onEvent: @escaping @Sendable (MassCancelEvent) -> Void) -> MassCancelDesk {
        MassCancelDesk(
            clients: clients, total: total, confirm: confirm, stop: stop, clock: clock, tell: onEvent)
    }

    /// Finds out what became of the orders whose end is not proven; a stop ends it with what is known.
    private func end(_ desk: MassCancelDesk) async -> MassCancelSummary {
        let unconfirmed = await desk.takeUnconfirmed()
        guard let confirm, !unconfirmed.isEmpty else { return await desk.summary() }
        let share = max(1, concurrency / unconfirmed.count)
        let work = Task {
            await withTaskGroup(of: Void.self) { group in
                for (client, orders) in unconfirmed {
                    group.addTask {
                        await clients[client].confirm(orders.map(\.report), confirm, concurrency: share) {
                            index, report in
                            await desk.settle(orders[index], report)
                        }
                    }
                }
            }
        }
        stop.whenRequested { work.cancel() }
        await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
        return await desk.summary()
    }

    /// How many calls may still begin, and how many orders were met.
    private struct Slots {
        var free: Int
        var position = 0

        init(_ free: Int) { self.free = free }

        /// Takes a slot, once there is one.
        mutating func take(_ group: inout TaskGroup<Void>) async {
            if free == 0, await group.next() != nil { free = 1 }
            free -= 1
        }
    }

    private func start(
        _ order: MassCancelOrder, _ slots: inout Slots, _ queue: BatchQueue, _ desk: MassCancelDesk,
        _ group: inout TaskGroup<Void>
    ) async {
        slots.position += 1
        let position = order.position ?? slots.position
        let limit = clients.indices.contains(order.client) ? clients[order.client].batchLimit : 1
        if limit > 1 {
            while queue.isFull, await group.next() != nil { slots.free += 1 }
        } else if slots.free == 0, await group.next() != nil {
            slots.free = 1
        }
        guard case .send(let client) = await desk.admit(order, at: position, isCanceled: Task.isCancelled) else {
            return
        }
        let entry = MassCancelBatch.Entry(order: order, position: position)
        let key = BatchQueue.Key(
            client: order.client, limit: limit, shared: limit > 1 ? client.batchKey(json: order.input) : .null)
        if let batch = queue.add(entry, key) { await launch(batch, &slots, queue, desk, &group) }
    }

    /// Makes a call, and in its place those that wait for one to end.
    private func launch(
        _ batch: MassCancelBatch, _ slots: inout Slots, _ queue: BatchQueue, _ desk: MassCancelDesk,
        _ group: inout TaskGroup<Void>
    ) async {
        await slots.take(&group)
        group.addTask {
            var next: MassCancelBatch? = batch
            while let batch = next {
                await cancel(batch, desk)
                next = queue.afterCall()
            }
        }
    }

    /// Makes a call and tells what came of its orders.
    private func cancel(_ batch: MassCancelBatch, _ desk: MassCancelDesk) async {
        let entries = await desk.still(batch.entries, isCanceled: Task.isCancelled)
        guard let first = entries.first else { return }
        let client = clients[first.order.client]
        let batch = MassCancelBatch(entries)
        let reports = batch.whole(await cancel(entries.map(\.order), client), of: client)
        for (entry, (report, goesAlone)) in zip(entries, zip(reports, MassCancelBatch.alone(reports))) {
            let told = goesAlone && !stop.isRequested ? await cancel([entry.order], client) : []
            await desk.finish(entry.order, at: entry.position, told.first ?? report)
        }
    }

    /// Cancels orders in one call, and again as long as only their client's rate limit is in the way.
    ///
    /// A turn the limit grants right before the deadline can come too late on a busy machine; such an order is given
    /// again a few times, not for ever, since waiting for credentials ends with the same word.
    private func cancel(_ orders: [MassCancelOrder], _ client: any CancelClient) async -> [CancelReport] {
        var lapses = 0
        while true {
            let reports: [CancelReport]
            if orders.count == 1 {
                reports = [await client.cancel(json: orders[0].input, deadline: deadline)]
            } else {
                reports = await client.cancel(batch: orders.map(\.input), deadline: deadline)
            }
            guard reports.allSatisfy(\.attempts.isEmpty), !stop.isRequested else { return reports }
            switch (reports.first?.outcome, reports.first?.problem) {
            case (.notSent(.localThrottle), .rateLimited(let wait)):
                guard await clock.wait(until: clock.now + pause(wait)), !stop.isRequested else { return reports }
            case (.notSent(.deadline), _) where lapses < 5: lapses += 1
            default: return reports
            }
        }
    }

    /// How long an order rests that its client's limit would let go after a wait.
    ///
    /// Half of it, for by then the rest fits the deadline or is half as long; and at most a second, so that a stop is
    /// noticed.
    private func pause(_ wait: Duration) -> Duration { min(.seconds(1), max(.milliseconds(5), wait / 2)) }
}

/// One order of a mass cancel.
public struct MassCancelOrder: Hashable, Sendable {
    /// Which of the clients cancels it: an index of ``MassCancel/clients``.
    public var client: Int
    /// What the client is given, by the venue's own names.
    public var input: JSONValue
    /// What tells the order from the client's other orders.
    public var identity: JSONValue
    /// What an earlier call for the order left open; `nil` if there was none, or its end is known.
    public var earlier: UnknownCause?
    /// What an earlier call for the order came to, where it is not to be made again; `nil` where the order is to be sent.
    ///
    /// The order is read as if this mass cancel had sent it, unless the venue refused that call, and told.
    public var known: CancelReport?
    /// The order's place in the input, where that is not its place in the sequence.
    public var position: Int?

    /// Makes an order.
    ///
    /// - Parameters:
    ///   - input: What the client is given.
    ///   - identity: What tells the order from others; `nil` for the whole input. Give the identifying parameters alone
    ///     where inputs hold others: two inputs for one order are then one order.
    ///   - client: Which of the clients cancels it.
    ///   - earlier: What an earlier call for the order left open, as in ``CancelReport/following(_:)``.
    ///   - known: What an earlier call for the order came to, where it is not to be made again.
    ///   - position: The order's place in the input; `nil` for its place in the sequence.
    public init(
        _ input: JSONValue, identity: JSONValue? = nil, client: Int = 0, following earlier: UnknownCause? = nil,
        known: CancelReport? = nil, position: Int? = nil
    ) {
        self.earlier = earlier
        self.known = known
        self.position = position
        self.client = client
        self.input = input
        self.identity = identity ?? input
    }
}

/// Stops a mass cancel gently: calls under way end by themselves, the rest is reported as not sent.
///
/// Cancelling the task instead ends the calls under way at once, which leaves those already sent unknown.
///
/// A class because who stops and what is stopped share it.
public final class MassCancelStop: Sendable {
    private struct State {
        var isRequested = false
        var actions: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// Makes a stop nobody has asked for yet.
    public init() {}

    /// Whether it was asked for.
    public var isRequested: Bool { state.withLock(\.isRequested) }

    /// Asks for it.
    public func request() {
        let actions = state.withLock { state in
            defer { state = State(isRequested: true) }
            return state.actions
        }
        for action in actions { action() }
    }

    /// Records what to do when it is asked for; done at once if it has been.
    package func whenRequested(_ action: @escaping @Sendable () -> Void) {
        let isRequested = state.withLock { state in
            if !state.isRequested { state.actions.append(action) }
            return state.isRequested
        }
        if isRequested { action() }
    }
}
