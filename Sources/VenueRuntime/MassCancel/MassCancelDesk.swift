/// Keeps the books of a mass cancel: which orders were met, which clients go on, what came of what.
///
/// An actor because orders are finished at the same time; it tells events one after the other.
actor MassCancelDesk {
    /// What is done with an entry of the input.
    enum Admission {
        case send(any CancelClient)
        case done
    }

    /// An order whose cancel is over and whose end is not proven.
    struct Unconfirmed: Sendable {
        let order: MassCancelOrder
        let position: Int
        let report: CancelReport
    }

    private let clients: [any CancelClient]
    private let total: Int?
    private let confirm: ConfirmationWindow?
    private let stop: MassCancelStop
    private let clock: any CallClock
    private let tell: @Sendable (MassCancelEvent) -> Void
    private let start: ContinuousClock.Instant
    /// Where each order was first met.
    private var positions: [OrderFingerprint: Int] = [:]
    private var stoppedClients: Set<Int> = []
    /// Whether an order was left out because of a stop.
    private var wasStopped = false
    private var tally = OutcomeTally()
    private var fills = FillTally()
    private var unconfirmed: [Int: [Unconfirmed]] = [:]
    private var unconfirmedCount = 0
    private var proven = (count: 0, byReads: 0)
    private var duplicates = 0
    private var window: RateWindow

    init(
        clients: [any CancelClient], total: Int?, confirm: ConfirmationWindow?, stop: MassCancelStop,
        clock: any CallClock,
        tell: @escaping @Sendable (MassCancelEvent) -> Void
    ) {
        self.clients = clients
        self.total = total
        self.confirm = confirm
        self.stop = stop
        self.clock = clock
        self.tell = tell
        start = clock.now
        window = RateWindow(start: start)
    }

    /// Takes in an entry of the input; `isCanceled` tells whether the task was cancelled.
    func admit(_ order: MassCancelOrder, at position: Int, isCanceled: Bool) -> Admission {
        let fingerprint = OrderFingerprint(order)
        if let first = positions[fingerprint] {
            duplicates += 1
            tell(.duplicate(position: position, of: first, progress()))
            return .done
        }
        positions[fingerprint] = position
        guard clients.indices.contains(order.client) else { return skip(.noClient, order, position) }
        if let known = order.known {
            settleOrKeep(order, position, known, isRead: known.outcome.outcomeClass != .rejected)
            return .done
        }
        if let obstacle = obstacle(order, isCanceled) { return skip(obstacle, order, position) }
        return .send(clients[order.client])
    }

    /// Why no further order of the client is sent, if that is so.
    private func obstacle(_ order: MassCancelOrder, _ isCanceled: Bool) -> MassCancelResult.Skip? {
        if isCanceled || stop.isRequested {
            wasStopped = true
            return .stopped
        }
        return stoppedClients.contains(order.client) ? .authenticationFailed : nil
    }

    /// The orders of a call that is about to begin which may still go; the others are told why not.
    func still(_ entries: [MassCancelBatch.Entry], isCanceled: Bool) -> [MassCancelBatch.Entry] {
        entries.filter { entry in
            guard let obstacle = obstacle(entry.order, isCanceled) else { return true }
            _ = skip(obstacle, entry.order, entry.position)
            return false
        }
    }

    func finish(_ order: MassCancelOrder, at position: Int, _ report: CancelReport) {
        if report.provesBadCredentials, stoppedClients.insert(order.client).inserted {
            tell(.clientStopped(order.client))
        }
        settleOrKeep(order, position, order.earlier.map(report.following) ?? report)
    }

    /// Tells an order, or keeps it to look for its end.
    private func settleOrKeep(
        _ order: MassCancelOrder, _ position: Int, _ report: CancelReport, isRead: Bool = true
    ) {
        if let confirm, isRead, confirm.covers(report), !stop.isRequested, !stoppedClients.contains(order.client) {
            let open = Unconfirmed(order: order, position: position, report: report)
            unconfirmed[order.client, default: []].append(open)
            unconfirmedCount += 1
            return tell(.unconfirmed(position: position, report, progress()))
        }
        add(MassCancelResult(position: position, order: order, fate: .reported(report)))
    }

    /// Takes the orders whose ends are to be looked for, by their clients.
    func takeUnconfirmed() -> [Int: [Unconfirmed]] {
        defer { unconfirmed = [:] }
        return unconfirmed
    }

    func settle(_ open: Unconfirmed, _ report: CancelReport) {
        unconfirmedCount -= 1
        add(MassCancelResult(position: open.position, order: open.order, fate: .reported(report)))
    }

    func summary() -> MassCancelSummary {
        MassCancelSummary(
            tally: tally, proven: proven.count, provenByReads: proven.byReads, fills: fills, duplicates: duplicates,
            stoppedClients: stoppedClients, wasStopped: wasStopped,
            elapsed: start.duration(to: clock.now))
    }

    private func skip(_ reason: MassCancelResult.Skip, _ order: MassCancelOrder, _ position: Int) -> Admission {
        add(MassCancelResult(position: position, order: order, fate: .skipped(reason)))
        return .done
    }

    private func add(_ result: MassCancelResult) {
        tally.add(result.outcome.outcomeClass)
        if case .reported(let report) = result.fate {
            fills.add(report.quantities)
            if report.outcome.isProven { proven.count += 1 }
            if report.outcome.isProven, !report.cancelOutcome.isProven { proven.byReads += 1 }
        }
        tell(.finished(result, progress()))
    }

    private func progress() -> MassCancelProgress {
        let now = clock.now
        return MassCancelProgress(
            tally: tally, unconfirmed: unconfirmedCount, duplicates: duplicates, total: total,
            elapsed: start.duration(to: now),
            rate: window.rate(at: now, count: tally.total + duplicates))
    }
}

extension CancelReport {
    /// Whether other orders with the same credentials would fare no better.
    ///
    /// A 401 counts whatever the spec makes of it: where it is undocumented the order's state is unknown, and yet the
    /// credentials were refused.
    fileprivate var provesBadCredentials: Bool {
        switch outcome {
        case .rejected(.authentication), .notSent(.invalidCredentials), .notSent(.credentialsUnavailable): true
        default: evidence?.status == 401
        }
    }
}

/// 16 bytes that stand for an order, so that a million orders can be remembered without keeping them.
///
/// Two hashes with different beginnings, keyed by the process: two orders of a million share one with a chance of about
/// 10⁻²⁷, and nobody can choose orders that do.
package struct OrderFingerprint: Hashable, Sendable {
    private let first: Int
    private let second: Int

    /// The fingerprint of a client's order; the order of an object's members does not matter.
    init(_ order: MassCancelOrder) { self.init(order.identity, client: order.client) }

    /// The fingerprint of what tells an order from a client's others.
    package init(_ identity: JSONValue, client: Int = 0) {
        let bytes = identity.canonical.jsonBytes()
        first = Self.hash(0, client, bytes)
        second = Self.hash(1, client, bytes)
    }

    private static func hash(_ beginning: UInt8, _ client: Int, _ bytes: [UInt8]) -> Int {
        var hasher = Hasher()
        hasher.combine(beginning)
        hasher.combine(client)
        hasher.combine(bytes)
        return hasher.finalize()
    }
}

extension JSONValue {
    /// The value with the members of objects sorted by name.
    fileprivate var canonical: JSONValue {
        switch self {
        case .object(let members):
            .object(members.map { Member($0.name, $0.value.canonical) }.sorted { $0.name < $1.name })
        case .array(let elements): .array(elements.map(\.canonical))
        case .string, .number, .boolean, .null: self
        }
    }
}

/// Measures how often something happens, over the last seconds.
///
/// An average since the start would hide that a burst at the beginning was followed by the pace of a rate limit.
struct RateWindow: Sendable {
    private struct Mark: Sendable {
        let instant: ContinuousClock.Instant
        let count: Int
    }

    private static let length: Duration = .seconds(10)
    private static let step: Duration = .milliseconds(500)

    /// Marks of the last ``length``, oldest first, and the one before them.
    private var marks: [Mark]

    init(start: ContinuousClock.Instant) { marks = [Mark(instant: start, count: 0)] }

    /// Records a count; the rate per second.
    mutating func rate(at now: ContinuousClock.Instant, count: Int) -> Double {
        while marks.count > 1, marks[1].instant <= now - Self.length { marks.removeFirst() }
        let first = marks.first ?? Mark(instant: now, count: count)
        if let last = marks.last, last.instant + Self.step <= now { marks.append(Mark(instant: now, count: count)) }
        let seconds = first.instant.duration(to: now) / Duration.seconds(1)
        return seconds > 0 ? Double(count - first.count) / seconds : 0
    }
}
