internal import VenueRuntime

/// Shows requests and sends nothing.
struct DryRun {
    /// What the command line asks for.
    let request: Request
    /// Where the requests go.
    let console: Console

    /// Shows the request of each order.
    ///
    /// - Throws: ``Obstacle`` for an order that would not be sent.
    func run(_ orders: OrderFile?) throws(Obstacle) -> ExitStatus {
        let client = try request.call.client(
            server: request.server, secrets: [:], transport: NoTransport(), options: ClientOptions())
        guard let orders else {
            try show(JSONValue.object(request.values), client)
            return .canceled
        }
        try orders.check(with: client)
        var rows = try orders.rows()
        while let row = try rows.next() { try show(row.input, client) }
        return .canceled
    }

    private func show(_ input: JSONValue, _ client: any CancelClient) throws(Obstacle) {
        let command: String
        do throws(CallError) {
            command = try client.curlCommand(json: input)
        } catch {
            throw Obstacle(DisplayText.plain("\(error.problem.map { "\($0)" } ?? "\(error)")"), status: .notSent)
        }
        guard request.isJSON else {
            console.write(command + "\n", to: .output)
            return
        }
        var json = JSONWriter()
        json.beginObject()
        json.member("venue", request.call.venue)
        json.member("input", input)
        json.member("curl", command)
        json.endObject()
        console.write(json.text + "\n", to: .output)
    }
}

/// Carries nothing.
private struct NoTransport: Transport {
    func send(
        _ request: AuthorizedRequest, to server: BaseURL, deadline: ContinuousClock.Instant,
        observer: @escaping @Sendable (TransportEvent) -> Void
    ) async -> TransportReport {
        TransportReport(.notSent(.connectionFailed), detail: "a dry run sends nothing")
    }

    func shutdown() async {}
}
