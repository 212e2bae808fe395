/// A read of an order, and how often it was made.
struct BoundReader: Sendable {
    let query: any OrderQuery
    let pace: ReadPace
    var count = 0

    var isUsedUp: Bool { count >= pace.atMost }
}

/// An order whose end is looked for, with its reads, best first.
struct ConfirmedOrder: Sendable {
    var report: CancelReport
    var readers: [BoundReader]
    /// The reader that is used next or now.
    var current = 0
}

/// One read that is due for the orders that share it.
struct ConfirmationRound: Sendable {
    /// What reads share when it is the same.
    struct Key: Hashable, Sendable {
        let operation: String
        let request: PreparedRequest
    }

    let key: Key
    /// The orders, by their indices, and the read of each.
    var orders: [Int]
    var queries: [any OrderQuery]
    let due: ContinuousClock.Instant
    let origin: ContinuousClock.Instant
    let end: ContinuousClock.Instant
}

/// What is to be read when: a confirmation without its waits and its calls.
struct ConfirmationState: Sendable {
    let end: ContinuousClock.Instant
    private let start: ContinuousClock.Instant
    private let endsAtWorking: Bool
    private let jitter: @Sendable (Duration) -> Duration
    private var orders: [ConfirmedOrder]
    /// The rounds that wait, by what they read.
    private var rounds: [ConfirmationRound.Key: ConfirmationRound] = [:]
    /// When they are due, the latest first.
    private var queue: [(due: ContinuousClock.Instant, key: ConfirmationRound.Key)] = []
    private var open: Set<Int> = []
    private var settled: [Int] = []

    init(
        _ orders: [ConfirmedOrder], start: ContinuousClock.Instant, end: ContinuousClock.Instant,
        endsAtWorking: Bool = false, jitter: @escaping @Sendable (Duration) -> Duration
    ) {
        self.orders = orders
        self.endsAtWorking = endsAtWorking
        self.start = start
        self.end = end
        self.jitter = jitter
        open = Set(orders.indices)
        for index in orders.indices { self.orders[index].readers.removeAll(where: \.isUsedUp) }
        if orders.count > 1 { preferShared() }
        for index in orders.indices {
            guard let first = self.orders[index].readers.first else {
                self.orders[index].report.reads.append(
                    OrderRead(nil, notMade: .invalidInput, .noRead, at: orders[index].report.duration))
                settle(index)
                continue
            }
            enqueue(index, at: start + first.pace.after)
        }
    }

    /// Puts those reads of each order first that it shares with another.
    private mutating func preferShared() {
        var counts: [ConfirmationRound.Key: Int] = [:]
        let keys = orders.map { $0.readers.map { Self.key($0.query) } }
        for key in keys.joined() { if let key { counts[key, default: 0] += 1 } }
        for index in orders.indices {
            let shared = keys[index].map { key in key.flatMap { counts[$0] } ?? 0 > 1 }
            let readers = Array(zip(orders[index].readers, shared))
            orders[index].readers = readers.filter(\.1).map(\.0) + readers.filter { !$0.1 }.map(\.0)
        }
    }

    private static func key(_ query: any OrderQuery) -> ConfirmationRound.Key? {
        do throws(InvalidInput) {
            return ConfirmationRound.Key(operation: query.operation, request: try query.request(page: nil))
        } catch {
            return nil
        }
    }

    /// When the next round is due; `nil` if none waits.
    var due: ContinuousClock.Instant? { queue.last?.due }

    /// The orders of which more would be read if there were time.
    var unsettled: [Int] { open.sorted() }

    /// The orders of which nothing more is read, each told once.
    mutating func takeSettled() -> [Int] {
        defer { settled = [] }
        return settled
    }

    func report(of index: Int, at now: ContinuousClock.Instant) -> CancelReport {
        var report = orders[index].report
        report.duration += start.duration(to: now)
        return report
    }

    /// Takes the next round that is due.
    mutating func next(at now: ContinuousClock.Instant) -> ConfirmationRound? {
        guard let last = queue.last, last.due <= now else { return nil }
        queue.removeLast()
        return rounds.removeValue(forKey: last.key)
    }

    /// Takes in what a round told of its orders.
    mutating func finish(_ round: ConfirmationRound, _ reads: [OrderRead], at now: ContinuousClock.Instant) {
        // One share of chance for all, so that orders that share a read stay together.
        let chance = jitter(.seconds(1))
        for (index, read) in zip(round.orders, reads) {
            var read = read
            read.started += orders[index].report.duration
            orders[index].report.reads.append(read)
            if read.notSent != .localThrottle { orders[index].readers[orders[index].current].count += 1 }
            if orders[index].report.outcome.isProven || endsAtWorking && read.state == .working {
                settle(index)
            } else {
                advance(index, after: read, now, chance)
            }
        }
    }

    private mutating func advance(
        _ index: Int, after read: OrderRead, _ now: ContinuousClock.Instant, _ chance: Duration
    ) {
        let (current, readers) = (orders[index].current, orders[index].readers)
        let count = readers.count
        let others = (1...count).map { (current + $0) % count }
        let candidates = read.isBlank ? others : [current] + others
        guard let next = candidates.first(where: { !readers[$0].isUsedUp }) else { return settle(index) }
        orders[index].current = next
        // Within a lap each read follows the other at once; the next lap, and a repeat, keep the pace.
        let isSameLap = read.isBlank && next > current
        let due = isSameLap ? now : now + max(readers[next].wait(chance), read.holdback)
        enqueue(index, at: due)
    }

    private mutating func settle(_ index: Int) {
        if open.remove(index) != nil { settled.append(index) }
    }

    private mutating func enqueue(_ index: Int, at due: ContinuousClock.Instant) {
        guard due < end else { return settle(index) }
        let order = orders[index]
        let query = order.readers[order.current].query
        guard let key = Self.key(query) else {
            orders[index].report.reads.append(
                OrderRead(query.operation, notMade: .invalidInput, .noRead, at: order.report.duration))
            return settle(index)
        }
        if rounds[key] != nil {
            rounds[key]?.orders.append(index)
            rounds[key]?.queries.append(query)
            return
        }
        rounds[key] = ConfirmationRound(
            key: key, orders: [index], queries: [query], due: due, origin: start, end: end)
        var range = queue.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = queue[middle].due > due ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        queue.insert((due, key), at: range.lowerBound)
    }
}

extension OrderRead {
    /// How long the rate limit, or the venue's wish, was still in the read's way.
    fileprivate var holdback: Duration {
        switch problem {
        case .rateLimited(let wait), .heldBack(let wait): wait
        default: .zero
        }
    }
}

extension BoundReader {
    /// The time until the read is made again, of which up to a fifth is chance.
    fileprivate func wait(_ chance: Duration) -> Duration {
        let wait = count < 2 ? pace.every : pace.every * 2
        return wait + Duration.seconds(wait / .seconds(1) * (chance / .seconds(1)) / 4)
    }
}
