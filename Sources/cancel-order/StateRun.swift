internal import CommandArguments
internal import VenueRuntime

/// Reads what became of orders and tells it; cancels nothing.
struct StateRun: Sendable {
    let request: Request
    let client: any CancelClient
    let concurrency: Int

    /// Reads one order; an interrupt ends it.
    func run() async -> OutcomeStatus {
        let input = JSONValue.object(request.values)
        let work = Interrupts.listen {
            let work = Task { await client.orderState(json: input, deadline: nil) }
            return (work, { _ in work.cancel() })
        }
        let read = await work.value
        let text = StateText(venue: request.call.venue, input: input, read: read).text
        if !StandardStream.output.write(request.isJSON ? line(read, of: input, at: nil) : text) {
            StandardStream.error.write(text)
        }
        return OutcomeStatus(read.state)
    }

    /// Reads the orders of a checked file; an interrupt ends it, and leaves the rest unread.
    func run(_ file: OrderFile, total: Int) async throws(Obstacle) -> OutcomeStatus {
        let orders = OrderFeed(try file.rows())
        let start = ContinuousClock.now
        let work = Interrupts.listen {
            let work = Task { await read(orders) }
            return (work, { _ in work.cancel() })
        }
        let counts = await work.value
        let done = counts.values.reduce(0, +)
        let words = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        let orderWord = done == 1 ? "order" : "orders"
        StandardStream.error.write(
            "\(request.call.venue): \(done) \(orderWord) read in \(start.duration(to: .now).brief)"
                + (words.isEmpty ? "\n" : ": \(words)\n"))
        if done < total { StandardStream.error.write("error: \(total - done) of \(total) orders were not read\n") }
        let statuses = counts.keys.compactMap { OrderState($0) }.map(OutcomeStatus.init)
        return (statuses + (done < total ? [.unknown] : [])).max() ?? .canceled
    }

    /// Reads orders, a bounded number at a time, and counts their states.
    private func read(_ orders: OrderFeed) async -> [String: Int] {
        await withTaskGroup(of: (Int, JSONValue, OrderRead).self) { group in
            var counts: [String: Int] = [:]
            var (position, underWay) = (0, 0)
            while true {
                if underWay < concurrency, !Task.isCancelled, let order = orders.next() {
                    position += 1
                    underWay += 1
                    let place = position
                    group.addTask {
                        (place, order.input, await client.orderState(json: order.input, deadline: request.deadline))
                    }
                    continue
                }
                guard let (place, input, read) = await group.next() else { return counts }
                underWay -= 1
                if counts.isEmpty, !request.isJSON { write(TableRow.stateHead) }
                counts[read.state.description, default: 0] += 1
                if request.isJSON {
                    StandardStream.output.write(line(read, of: input, at: place))
                } else {
                    write(TableRow(read, of: input, at: place).text)
                }
            }
        }
    }

    private func write(_ row: String) {
        StandardStream.output.write(DisplayText.cut(row, to: StandardStream.output.columns) + "\n")
    }

    private func line(_ read: OrderRead, of input: JSONValue, at position: Int?) -> String {
        ReportJSON.line(read, of: input, venue: request.call.venue, position: position)
    }
}

extension OutcomeStatus {
    /// What a state tells where nothing was cancelled.
    init(_ state: OrderState) {
        self =
            switch state {
            case .canceled: .canceled
            case .working: .working
            case .pendingCancel: .pending
            case .tooLate, .unknownOrder, .gone: .ended
            case .unknown: .unknown
            }
    }
}
