internal import CommandArguments
internal import CurlTransport
internal import VenueRuntime

/// Does what a command line asks for.
struct Run {
    /// What it asks for.
    private let request: Request
    /// Where the results go.
    private let console: Console

    /// A run of a request.
    init(_ request: Request, _ console: Console) {
        self.request = request
        self.console = console
    }

    /// Runs to the end.
    ///
    /// - Throws: ``Obstacle`` where nothing was sent because of a file, credentials or the system.
    func run() async throws(Obstacle) -> ExitStatus {
        let orders: OrderFile? =
            if let path = request.orders { try OrderFile(path: path, request: request) } else { nil }
        if request.isDryRun { return try DryRun(request: request, console: console).run(orders) }
        if orders != nil {
            // A call under way takes some 100 KB; one that finds none left ends the process, and with it all that is known.
            guard SystemResources.hasRoom((64 << 20) + request.concurrency << 17) else {
                throw Obstacle("too little memory for \(request.concurrency) orders at a time; see 'ulimit -a'")
            }
        }
        let secrets = try request.secretSource.secrets(request.call.secrets)
        for variable in request.call.secrets where secrets[variable.secret]?.isShort ?? false {
            console.write(
                "warning: \(variable.name) has fewer than \(Secret.shortestSought) characters; where the venue repeats it "
                    + "in other ways than it was sent, it is shown\n", to: .error)
        }
        // Before the transport looks how many connections it may open.
        let concurrency = try DescriptorLimit.makeRoom(for: orders == nil ? 1 : request.concurrency)
        let options = try request.connection.options(request.secretSource)
        let transport: CurlTransport
        do throws(CurlTransportError) { transport = try CurlTransport(options: options) } catch {
            throw Obstacle("\(error)")
        }
        let client = try request.call.client(
            server: request.server, secrets: secrets, transport: transport,
            options: ClientOptions(deadline: request.deadline))
        let status: ExitStatus
        do {
            if let orders {
                status = try await MassRun(
                    request: request, client: client, concurrency: concurrency, console: console
                ).run(orders)
            } else {
                status = await cancelOne(client)
            }
        } catch {
            await transport.shutdown()
            throw error
        }
        await client.shutdown()
        await transport.shutdown()
        return status
    }

    /// Cancels one order; the first interrupt lets the call end by itself, the second ends it.
    private func cancelOne(_ client: any CancelClient) async -> ExitStatus {
        let input = JSONValue.object(request.values)
        let console = console
        let work = Interrupts.listen {
            let work = Task { await client.cancel(json: input) }
            return (
                work,
                { number in
                    if number > 1 { return work.cancel() }
                    console.write("stopping: the call ends by itself; interrupt again to end it now\n", to: .error)
                }
            )
        }
        let report = await work.value
        let text = ReportText(report: report).text
        if !console.write(request.isJSON ? ReportJSON.line(report) : text, to: .output) {
            console.write(text, to: .error)
        }
        return ExitStatus(report.outcome.outcomeClass)
    }
}
