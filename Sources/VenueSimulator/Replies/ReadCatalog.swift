internal import VenueRuntime
internal import VenueSpec

/// What a call that reads orders shows of them: the recorded replies, or the rows of recorded lists, by state.
struct ReadCatalog {
    /// The call's place among the venue's reads, by which the book finds its orders.
    let lookup: Int
    /// The parameters that identify the order and stand in the request.
    let asked: [String]
    /// Parameters that identify the order and do not stand in the request, with values they could have.
    let unasked: [Example.InputValue]
    /// The cancel's parameter that a parameter of the read comes from.
    let origins: [String: String]
    private let call: CallDescription
    private let venue: Venue
    private let recorded: [RecordedReply]
    /// Those that show an order in a state, the plainest first.
    private var shown: [SimulatedOrderState: [RecordedReply]] = [:]
    /// Where rows stand, and what tells them apart; `nil` for a reply that is about one order.
    private let list: List?
    /// Whether an order that ended is no longer listed.
    private var dropsEnded = false
    private let pageSize: Int
    /// The ways in which cancels identify orders.
    private let identities: [[String]]

    /// A list or map of orders in a reply.
    struct List {
        let path: FieldPath
        /// The step to the row of an order.
        let row: FieldPath.Step
    }

    /// An order as a read shows it.
    struct Row {
        let order: SimulatedOrder
        /// What is known of it by the names of cancels' parameters.
        let values: [String: String]
    }

    init(_ catalog: ReplyCatalog, of venue: Venue, reading: RequestReading, lookup: Int, pageSize: Int) {
        let call = reading.operation
        self.call = call
        self.venue = venue
        self.lookup = lookup
        recorded = catalog.recorded
        let row = call.outcomes.flatMap(\.fieldPaths).compactMap(\.row).first.map { row in
            call.responses.first { $0.type(at: row, in: venue) != nil }?.wirePath(row, in: venue) ?? row
        }
        list = row.flatMap { row in
            row.steps.last.map { List(path: FieldPath(steps: row.steps.dropLast()), row: $0) }
        }
        let example = call.examples.first
        let named = Set(example.flatMap { reading.names(in: $0.request) } ?? [])
        let identifiers = call.parameters.map(\.name.text).filter(call.identifiers.contains)
        asked = identifiers.filter(named.contains)
        unasked = (example?.input ?? []).filter { !named.contains($0.name) }
        let arguments =
            venue.operations.flatMap(\.confirmations).compactMap(\.read)
            .first { $0.name == call.name.text }?.arguments ?? []
        var origins: [String: String] = [:]
        for name in identifiers {
            switch arguments.first(where: { $0.name == name })?.origin {
            case .parameter(let origin)?: origins[name] = origin
            case .reply?: break
            case nil: origins[name] = name
            }
        }
        self.origins = origins
        identities = venue.operations.flatMap(\.identitySets)
        self.pageSize = call.read?.pages?.size ?? max(1, pageSize)
        for state in SimulatedOrderState.allCases {
            shown[state] = state.shownAs.flatMap { outcome in recorded.filter { shows($0, as: outcome) } }
        }
        let input = example?.input ?? []
        let nothing = outcome(of: reply(showing: [], to: input, page: nil).response, to: input)
        dropsEnded = list != nil && [.gone, .unknownOrder].contains(nothing)
    }

    /// Whether it lists orders that its request does not name.
    var isOfMany: Bool { list != nil && asked.count < call.identifiers.count }

    /// The order a request names, in each way in which cancels name it.
    func keys(of input: [Example.InputValue]) -> [OrderKey] {
        let texts = input.texts
        return identities.compactMap { names in
            let values = names.compactMap { name in
                asked.first { origins[$0] == name }.flatMap { texts[$0] }
            }
            return values.count == names.count ? OrderKey(names: names, values: values) : nil
        }
    }

    /// The values of what stands in a request.
    func values(of input: [Example.InputValue]) -> [String] { asked.map { input.texts[$0] ?? "" } }

    /// The reply that shows orders.
    func reply(showing rows: [Row], to input: [Example.InputValue], page: String?) -> Reply {
        guard let list else { return reply(showing: rows.first?.order, to: input) }
        let shown = rows.filter { !dropsEnded || !$0.order.state.isTerminal }
        let pages = call.read?.pages
        let first = (pages?.first).flatMap { Int($0) } ?? 0
        let start = min(max(0, (page.flatMap { Int($0) } ?? first) - first), shown.count)
        let end = pages == nil ? shown.count : min(start + pageSize, shown.count)
        let members = shown[start..<end].compactMap { row -> JSONValue? in
            var texts = input.texts
            if isOfMany { for (name, origin) in origins { texts[name] = row.values[origin] ?? texts[name] } }
            return candidates(for: row.order).lazy.compactMap { $0.row(in: list, for: texts, of: row.order) }.first
        }
        let next = end < shown.count ? String(first + end) : nil
        let response = recorded.lazy.filter(\.reply.fits)
            .compactMap { $0.page(members, in: list.path, of: pages, next: next) }.first
        guard let response else { return Reply(response: PlainReply.status(500), meaning: nil) }
        return Reply(response: response, meaning: isOfMany ? nil : outcome(of: response, to: input))
    }

    /// The reply that shows an order, or that there is none.
    private func reply(showing order: SimulatedOrder?, to input: [Example.InputValue]) -> Reply {
        let none = recorded.filter { recorded in
            [.unknownOrder, .gone, .unknown(.inconclusive)].contains(recorded.reply.outcome) && recorded.reply.fits
                && (200..<500).contains(recorded.reply.status) && recorded.reply.status != 429 && !recorded.namesAnOrder
        }
        for recorded in order.map(candidates) ?? none {
            let response = recorded.adapted(to: input, of: order)
            let outcome = outcome(of: response, to: input)
            if outcome == recorded.reply.outcome { return Reply(response: response, meaning: outcome) }
        }
        let plain = PlainReply.status(404)
        return Reply(response: plain, meaning: outcome(of: plain, to: input))
    }

    /// The recorded replies that show a state, the plainest first; of those that say the same, one that is filled in part
    /// as the order is.
    private func candidates(for order: SimulatedOrder) -> [RecordedReply] {
        let all = shown[order.state] ?? []
        let isPartlyFilled = order.isPartlyFilled
        let best = all.filter { $0.reply.outcome == all.first?.reply.outcome && $0.isPartlyFilled == isPartlyFilled }
        return best + all
    }

    /// Whether a reply shows an order in a state; one that proves nothing does if it names it at least.
    private func shows(_ recorded: RecordedReply, as outcome: Outcome) -> Bool {
        recorded.reply.outcome == outcome && recorded.reply.fits
            && (recorded.namesAnOrder || list == nil && outcome != .unknown(.inconclusive))
    }

    /// What it cannot show of an order in a state, and what it shows instead; `nil` if it can, or does not list it.
    func gap(showing state: SimulatedOrderState) -> String? {
        if dropsEnded, state.isTerminal { return nil }
        let known = shown[state]?.first?.reply.outcome
        guard let best = state.shownAs.first, known != best else { return nil }
        return "\(call.name) records no reply that shows '\(best.word)'; it is shown as "
            + (known.map { "'\($0.word)'" } ?? "an order that does not exist")
    }

    private func outcome(of response: HTTPResponse, to input: [Example.InputValue]) -> Outcome {
        Interpreter.judge(
            status: response.status, headers: response.recordedHeaders, body: response.body, input: input,
            operation: call, venue: venue
        ).outcome
    }
}

extension SimulatedOrderState {
    /// The states of the language that show it, the plainest first; none claims more than is true.
    fileprivate var shownAs: [Outcome] {
        let own: [Outcome] =
            switch self {
            case .open: [.working]
            case .pendingCancel: [.pendingCancel, .working]
            case .canceled: [.canceled, .tooLate(.unspecified)]
            case .filled: [.tooLate(.filled), .tooLate(.unspecified)]
            case .expired: [.tooLate(.expired), .tooLate(.unspecified)]
            }
        return own + [.unknown(.inconclusive)]
    }
}
