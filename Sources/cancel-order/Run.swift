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
        let source = request.credentials.map(SecretSource.file) ?? .environment
        let secrets = try source.secrets(request.call.secrets)
        let transport: CurlTransport
        do throws(CurlTransportError) { transport = try CurlTransport() } catch { throw Obstacle("\(error)") }
        let client = try request.call.client(
            server: request.server, secrets: secrets, transport: transport,
            options: ClientOptions(deadline: request.deadline))
        let status: ExitStatus
        do {
            if let orders {
                status = try await MassRun(request: request, client: client, console: console).run(orders)
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

    /// Cancels one order; an interrupt ends the call.
    private func cancelOne(_ client: any CancelClient) async -> ExitStatus {
        let input = JSONValue.object(request.values)
        let work = Task { await client.cancel(json: input) }
        let interrupts = Interrupts()
        let listener = Task { await interrupts.forEach { _ in work.cancel() } }
        let report = await work.value
        listener.cancel()
        console.write(request.isJSON ? ReportJSON.line(report) : ReportText(report: report).text, to: .output)
        return ExitStatus(report.outcome.outcomeClass)
    }
}
