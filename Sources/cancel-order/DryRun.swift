internal import SourceText
internal import VenueRuntime

/// Shows requests and sends nothing.
struct DryRun {
    /// What the command line asks for.
    let request: Request
    /// Where the requests go.
    let console: Console

    /// Shows the request of each order, and tells where no secret would authorise it.
    ///
    /// - Throws: ``Obstacle`` for an order that would not be sent, and for secrets that would keep any from being sent.
    func run(_ orders: OrderFile?) throws(Obstacle) -> ExitStatus {
        let source = request.secretSource
        _ = try request.connection.options(source)
        let (secrets, missing) = try source.lookUp(request.call.secrets)
        let client = try request.call.client(
            server: request.server, secrets: secrets, transport: NoTransport(), options: ClientOptions())
        if !missing.isEmpty {
            console.write("warning: \(source.absence(of: missing).message)\n", to: .error)
        }
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
            command =
                try client.curlCommand(json: input)
                + request.connection.curlOptions.map { " \($0.name) \(CurlCommand.quoted($0.value))" }.joined()
        } catch {
            throw Obstacle(InputFault.all(of: error).map(\.words).joined(separator: "; "), status: .notSent)
        }
        guard request.isJSON else {
            // In a body, which is JSON, the escapes mean the same; nothing else that is sent has hidden characters.
            console.write(VisibleText.json(command) + "\n", to: .output)
            return
        }
        var json = JSONWriter()
        json.beginObject()
        json.member("venue", request.call.venue)
        json.member("input", input)
        json.member("curl", command)
        json.endObject()
        console.write(VisibleText.json(json.text) + "\n", to: .output)
    }
}
