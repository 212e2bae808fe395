/// Keeps the books of a mass cancel: which orders were met, which clients go on, what came of what.
///
/// An actor because orders are finished at the same time; it tells events one after the other.
actor MassCancelDesk {
    /// What is done with an entry of the input.
    enum Admission {
        /// Its client cancels it.
        case send(any CancelClient)
        /// It is done already.
        case done
    }

    /// The clients.
    private let clients: [any CancelClient]
    /// The number of entries, if known.
    private let total: Int?
    /// Stops it gently.
    private let stop: MassCancelStop
    /// The clock.
    private let clock: any CallClock
    /// Who is told.
    private let tell: @Sendable (MassCancelEvent) -> Void
    /// When it began.
    private let start: ContinuousClock.Instant
    /// Where each order was first met.
    private var positions: [OrderFingerprint: Int] = [:]
    /// The clients that get no more orders.
    private var stoppedClients: Set<Int> = []
    /// Whether an order was left out because of a stop.
    private var wasStopped = false
    /// What is done.
    private var tally = OutcomeTally()
    /// Entries that repeat an order.
    private var duplicates = 0
    /// The pace.
    private var window: RateWindow

    /// Opens the books.
    init(
        clients: [any CancelClient], total: Int?, stop: MassCancelStop, clock: any CallClock,
        tell: @escaping @Sendable (MassCancelEvent) -> Void
    ) {
        self.clients = clients
        self.total = total
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
        if isCanceled || stop.isRequested {
            wasStopped = true
            return skip(.stopped, order, position)
        }
        if stoppedClients.contains(order.client) { return skip(.authenticationFailed, order, position) }
        return .send(clients[order.client])
    }

    /// Takes in what came of an order that was sent.
    func finish(_ order: MassCancelOrder, at position: Int, _ report: CancelReport) {
        if report.provesBadCredentials, stoppedClients.insert(order.client).inserted {
            tell(.clientStopped(order.client))
        }
        let report = order.earlier.map(report.following) ?? report
        add(MassCancelResult(position: position, order: order, fate: .reported(report)))
    }

    /// The books at the end.
    func summary() -> MassCancelSummary {
        MassCancelSummary(
            tally: tally, duplicates: duplicates, stoppedClients: stoppedClients, wasStopped: wasStopped,
            elapsed: start.duration(to: clock.now))
    }

    private func skip(_ reason: MassCancelResult.Skip, _ order: MassCancelOrder, _ position: Int) -> Admission {
        add(MassCancelResult(position: position, order: order, fate: .skipped(reason)))
        return .done
    }

    private func add(_ result: MassCancelResult) {
        tally.add(result.outcome.outcomeClass)
        tell(.finished(result, progress()))
    }

    private func progress() -> MassCancelProgress {
        let now = clock.now
        return MassCancelProgress(
            tally: tally, duplicates: duplicates, total: total, elapsed: start.duration(to: now),
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
