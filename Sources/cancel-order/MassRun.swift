internal import CommandArguments
internal import Synchronization
internal import VenueRuntime

/// Cancels the orders of a file and tells what came of each.
struct MassRun {
    let request: Request
    let client: any CancelClient
    let concurrency: Int
    let journal: Journal?

    /// Cancels the orders of a checked file.
    ///
    /// The first interrupt lets the calls under way end and sends no further order; the second ends them too.
    func run(_ file: OrderFile, total: Int) async throws(Obstacle) -> OutcomeStatus {
        let stop = MassCancelStop()
        let canRead = file.resumption == nil || !request.call.reads.isEmpty
        let mass = MassCancel(
            clients: [client], concurrency: concurrency, deadline: request.deadline,
            confirm: canRead ? request.confirm : nil, stop: stop)
        let orders = OrderFeed(try file.rows())
        let output = MassOutput(venue: request.call.venue, isJSON: request.isJSON)
        let resumed = file.resumption.map { _ in
            ResumedOrders(
                orders, client: client, window: mass.confirm, readers: DescriptorLimit.readers(concurrency),
                stop: stop, journal: journal, note: output.note)
        }
        if file.resumption?.isTorn ?? false {
            output.note(
                "warning: the last line of '\(file.name)' is cut off and left out; the lines before it decide")
        }
        journal?.whenBroken { problem in
            output.note("error: \(problem)")
            stop.request()
        }
        if mass.concurrency < request.concurrency {
            output.note(
                "warning: \(mass.concurrency) orders at a time instead of \(request.concurrency): the process may have no "
                    + "more files open; raise 'ulimit -n'")
        }
        let work = Interrupts.listen {
            let tell: @Sendable (MassCancelEvent) -> Void = { event in
                journal?.record(event)
                resumed?.count(event)
                output.tell(event, isTakenOver: resumed?.isTakenOver(event) ?? false)
            }
            let work = Task {
                if let resumed { return await mass.run(resumed, total: total, onEvent: tell) }
                return await mass.run(orders, total: total, onEvent: tell)
            }
            return (
                work,
                { number in
                    if number > 1 { return work.cancel() }
                    stop.request()
                    output.note("stopping: calls under way end by themselves; interrupt again to end them now")
                }
            )
        }
        let teller = Task { await output.keepTelling(total: total) }
        let summary = await work.value
        teller.cancel()
        if file.hasChanged {
            output.note("warning: '\(file.name)' has changed; the orders are those it held when it was checked")
        }
        if let obstacle = orders.obstacle {
            let rest = total - summary.tally.total - summary.duplicates
            output.note("error: \(obstacle.message); the last \(rest) of \(total) orders were not sent")
        }
        await output.end(summary, total: total, resumed: resumed?.summary)
        if let journal, summary.tally[.notSent] + summary.tally[.throttled] > 0 {
            StandardStream.error.write("  '--resume \(journal.name)' goes on with what was not sent\n")
        }
        guard orders.obstacle == nil else { return max(OutcomeStatus(summary.tally.mostSevere ?? .notSent), .notSent) }
        return summary.tally.mostSevere.map(OutcomeStatus.init) ?? .canceled
    }
}

/// The orders of a checked file, read as they are needed.
///
/// A class because the mass cancel takes the orders and who started it asks afterwards whether all could be read.
final class OrderFeed: Sequence, IteratorProtocol, Sendable {
    private struct State {
        var rows: OrderRows
        var obstacle: Obstacle?
    }

    private let state: Mutex<State>

    init(_ rows: OrderRows) { state = Mutex(State(rows: rows)) }

    var obstacle: Obstacle? { state.withLock(\.obstacle) }

    func next() -> MassCancelOrder? {
        nextRow().map { row in MassCancelOrder(row.input, identity: row.identity, following: row.earlier) }
    }

    func nextRow() -> OrderRow? {
        state.withLock { state in
            guard state.obstacle == nil else { return nil }
            do throws(Obstacle) { return try state.rows.next() } catch {
                state.obstacle = error
                return nil
            }
        }
    }
}
