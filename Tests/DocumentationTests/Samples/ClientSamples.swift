import CurlTransport
import VenueClients
import VenueRuntime

/// The samples of README and catalogs about clients, compiled.
///
/// Each is quoted as it stands here.
enum ClientSamples {
    static func oneCall(token: String) async throws {
        let transport = try CurlTransport()
        let client = try CrossTrade.Client(
            server: .production, credentials: .bearer(Secret(token)), transport: transport)

        // Never throws.
        let report = await client.cancel(account: "Sim101", orderID: "ce0a8e5002ea463e856eb6384f5cee7e")
        switch report.outcome {
        case .canceled: break  // proven
        case .pendingCancel: print(report.confirmations)  // accepted; how to learn the rest
        case .notSent(let cause): print(cause)  // provably never left
        case .unknown(let cause): print(cause, report.attempts)  // may have left; never to be read as "not cancelled"
        default: print(report)  // the venue, the outcome, the rule it rests on, the effort
        }
        if let filled = report.quantities?.filled { print(filled) }  // exact text, where the venue's reply tells

        await client.shutdown()
        await transport.shutdown()
    }

    static func confirmed(_ order: CrossTrade.CancelOrder.Input, by client: CrossTrade.Client) async {
        let report = await client.cancel(order, confirm: .within(.seconds(30)))
        print(report.outcome, report.cancelOutcome)  // proven at last; what the cancel itself came to
        for read in report.reads { print(read.started, read.state, read.evidence?.rule ?? "no answer") }

        let later = await client.confirm(report, within: .seconds(30))  // takes an earlier report up again
        let read = await client.orderState(order)  // reads, and cancels nothing
        _ = (later, read)
    }

    static func typedResponse(of client: CrossTrade.Client) async {
        do {
            let response = try await client.cancelOrder(account: "Sim101", orderID: "ce0a8e5002ea463e856eb6384f5cee7e")
            print(response)
        } catch {
            print(error.stage, error.knowledge)
        }
    }

    static func allOrders(of client: CrossTrade.Client) async {
        let swept = await client.cancelOrders(scope: .byAccountAndInstrument(instrument: "ES 09-26"), account: "Sim101")
        print(swept.outcome)  // of every order of the scope
        print(swept.affected.map { "\($0) orders" } ?? "the venue does not say how many")
    }

    static func executed(_ report: CancelReport) {
        if let filled = report.quantities?.filled, !filled.isZero { print("traded", filled) }
    }

    static func servers(credentials: AlphaPoint.Credentials, transport: any Transport) throws {
        let anywhere = try AlphaPoint.Client(
            server: .operator(host: HostName("trade.example.com")), credentials: credentials, transport: transport)
        let test = try CrossTrade.Client(
            server: .init(BaseURL("http://127.0.0.1:8080")), credentials: .bearer(Secret("test")), transport: transport)
        _ = (anywhere, test)
    }

    static func limits() -> ClientOptions {
        let limits = RateLimiterRegistry()
        let options = ClientOptions(
            deadline: .seconds(3), rateLimiter: limits.limiter(for: CrossTrade.CancelOrder.self, scope: "desk-1"),
            observer: { event in print(event) })
        return options
    }

    static func manyOrders(_ orders: [MassCancelOrder], over client: any CancelClient) async {
        let mass = MassCancel(clients: [client], concurrency: 8)
        let summary = await mass.run(orders) { event in  // any Sequence or AsyncSequence
            if case .finished(let result, let progress) = event { print(result.outcome, progress.rate) }
        }
        print(summary.tally[.canceled], summary.tally[.unknown])
    }

    static func orderOfAnEarlierRun(_ input: JSONValue) -> MassCancelOrder {
        let order = MassCancelOrder(input, following: .timeout)
        return order
    }

    static func transportOptions(proxyPassword: String) throws -> CurlTransport {
        var options = CurlTransport.Options()
        options.proxy = try BaseURL("http://127.0.0.1:3128")
        options.proxyCredentials = .init(name: "desk", password: Secret(proxyPassword))
        options.certificateAuthorities = "/etc/desk/ca.pem"
        options.clientCertificate = .init(certificate: "/etc/desk/client.pem", key: "/etc/desk/client.key")
        let transport = try CurlTransport(options: options)
        return transport
    }
}
