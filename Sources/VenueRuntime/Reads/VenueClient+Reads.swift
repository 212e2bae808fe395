internal import Synchronization

extension VenueClient {
    /// Reads what became of an order; cancels nothing.
    ///
    /// The reads of the spec are made one after the other, best first, until one shows the order, ended or alive. None is
    /// made that needs a member of the reply to a cancel.
    ///
    /// - Parameters:
    ///   - input: The order, as it is given to a cancel.
    ///   - deadline: How long it may take, all reads and their retries included; `nil` for the client's own.
    /// - Returns: The read that tells most; that nothing is known is one of its states.
    public func orderState(_ input: Operation.Input, deadline: Duration? = nil) async -> OrderRead {
        let start = core.options.clock.now
        let end = start + min(deadline ?? core.options.deadline, .seconds(86400))
        do throws(InvalidInput) { _ = try Operation.prepare(input) } catch {
            return OrderRead(nil, notMade: .invalidInput, .input(error), at: .zero)
        }
        var best: OrderRead?
        for reader in Operation.readers {
            guard let query = reader.bind(input, nil) else { continue }
            let run = QueryRun(
                core: core, venue: Operation.venue, queries: [query], origin: start, end: end, isPaced: false)
            guard let read = await run.run().first else { continue }
            if read.weight > best?.weight ?? -1 { best = read }
            if read.weight > 1 || Task.isCancelled { break }
        }
        return best ?? OrderRead(nil, notMade: .invalidInput, .noRead, at: .zero)
    }

    /// Finds out what became of the order of an earlier report, of this process or another.
    ///
    /// - Parameters:
    ///   - report: The report of a call of this operation.
    ///   - length: How long it may take.
    /// - Returns: The report with what was read; the same where the order's end is proven already, or nothing was sent.
    public func confirm(_ report: CancelReport, within length: Duration) async -> CancelReport {
        await confirm(report, .within(length))
    }

    /// Finds out what became of the orders of earlier reports, a bounded number of reads at a time.
    ///
    /// Orders whose read makes the same request share it.
    ///
    /// - Parameters:
    ///   - reports: Reports of calls of this operation.
    ///   - window: How long it may take in all.
    ///   - concurrency: How many reads are under way at most.
    ///   - settled: Told each report's index and the report with what was read, one after the other, when nothing more is
    ///     read of its order.
    public func confirm(
        _ reports: [CancelReport], _ window: ConfirmationWindow, concurrency: Int,
        settled: @escaping @Sendable (_ index: Int, CancelReport) async -> Void
    ) async {
        var orders: [UnconfirmedOrder<Operation>] = []
        var indices: [Int] = []
        for (index, report) in reports.enumerated() {
            guard window.covers(report) else {
                await settled(index, report)
                continue
            }
            do throws(UnreadableReport) {
                orders.append(try Self.order(of: report))
                indices.append(index)
            } catch {
                let read = OrderRead(nil, notMade: .invalidInput, error.problem, at: report.duration)
                await settled(index, report.adding(read))
            }
        }
        let places = indices
        await confirm(orders, window, concurrency: concurrency) { order, report in
            await settled(places[order], report)
        }
    }

    /// Cancels an order and finds out what became of it.
    ///
    /// Where the venue's answer does not prove the order's end, the order is read, at the pace and by the reads of the
    /// spec, until its end is proven or the window is over. Reads take no turn from cancels: a read goes only when it can go at
    /// once.
    ///
    /// - Parameters:
    ///   - input: What to cancel.
    ///   - deadline: How long the cancel may take, retries included; `nil` for the client's own.
    ///   - window: How long reads may take after it; `nil` for none.
    /// - Returns: What is proven of the order at last; ``CancelReport/cancelOutcome`` is what the cancel itself came to.
    public func cancel(
        _ input: Operation.Input, deadline: Duration? = nil, confirm window: ConfirmationWindow?
    ) async -> CancelReport {
        guard let window else { return await cancel(input, deadline: deadline) }
        let ending = await core.run(Operation.self, input, deadline: deadline, Self.rules(tellsEarlierAttempts: true))
        let report = ending.report(of: Operation.self, input: .model(input))
        guard window.covers(report) else { return report }
        let reply = ending.outcome == .unknown(.otherOrder) ? nil : ending.reply
        let order = UnconfirmedOrder<Operation>(
            report: report, input: input, response: reply.map { Operation.read($0) })
        let confirmed = ConfirmedReports([report])
        await confirm([order], window, concurrency: 1) { index, report in confirmed.set(report, at: index) }
        return confirmed.all.first ?? report
    }

    private func confirm(
        _ orders: [UnconfirmedOrder<Operation>], _ window: ConfirmationWindow, concurrency: Int,
        settled: @escaping @Sendable (_ index: Int, CancelReport) async -> Void
    ) async {
        guard !orders.isEmpty, !Task.isCancelled, let interruption = core.calls.begin() else {
            for (index, order) in orders.enumerated() { await settled(index, order.report) }
            return
        }
        defer { core.calls.end(interruption) }
        let run = ConfirmationRun<Operation>(
            core: core, window: window, concurrency: max(1, concurrency), settle: settled)
        await interruption.run { await run.run(orders) }
    }

    private struct UnreadableReport: Error {
        let problem: CallProblem
    }

    private static func order(of report: CancelReport) throws(UnreadableReport) -> UnconfirmedOrder<Operation> {
        guard report.venue == Operation.venue, report.operation == Operation.name else {
            throw UnreadableReport(problem: .otherCall(venue: report.venue, operation: report.operation))
        }
        let input: Operation.Input
        do throws(JSONError) { input = try Operation.Input(jsonBytes: report.input.jsonBytes()) } catch {
            throw UnreadableReport(problem: .json(error))
        }
        return UnconfirmedOrder(
            report: report, input: input, response: report.cancelEvidence?.reply.map { Operation.read($0) })
    }
}

extension CancelClient {
    /// Finds out what became of the order of an earlier report of this client's call.
    package func confirm(_ report: CancelReport, _ window: ConfirmationWindow) async -> CancelReport {
        let confirmed = ConfirmedReports([report])
        await confirm([report], window, concurrency: 1) { index, report in confirmed.set(report, at: index) }
        return confirmed.all.first ?? report
    }
}

/// The reports of a confirmation as they come; a class because its tasks share them.
private final class ConfirmedReports: Sendable {
    private let reports: Mutex<[CancelReport]>

    init(_ reports: [CancelReport]) { self.reports = Mutex(reports) }

    var all: [CancelReport] { reports.withLock(\.self) }

    func set(_ report: CancelReport, at index: Int) { reports.withLock { $0[index] = report } }
}

extension Evidence {
    /// The reply as far as it was kept; `nil` where that is not all of it, or it is about another order.
    fileprivate var reply: HTTPResponse? {
        guard !isBodyTruncated, otherOrder == nil else { return nil }
        var headers = HTTPHeaderFields()
        if let contentType { headers.append(name: "Content-Type", value: contentType) }
        return HTTPResponse(status: status, headers: headers, body: body)
    }
}
