internal import CommandArguments
internal import CurlTransport
internal import Foundation
internal import SourceText
internal import VenueRuntime
internal import VenueSigning

/// Does what a command line asks for.
struct Run {
    let request: Request

    func run() async throws(Obstacle) -> OutcomeStatus {
        let orders: OrderFile? =
            if let path = request.resume {
                try OrderFile(resuming: path, request: request)
            } else if let path = request.orders {
                try OrderFile(path: path, request: request)
            } else {
                nil
            }
        let total = try orders?.check(with: request.call.checker(request.server)) ?? 1
        if request.isDryRun { return try DryRun(request: request).run(orders) }
        if orders != nil {
            // A call under way takes some 100 KB; one that finds none left ends the process, and with it all that is known.
            guard SystemResources.hasRoom((64 << 20) + request.concurrency << 17) else {
                throw Obstacle("too little memory for \(request.concurrency) orders at a time; see 'ulimit -a'")
            }
        }
        if request.confirm != nil, request.call.reads.isEmpty {
            StandardStream.error.write(
                "warning: \(request.call.venue) has no call that reads an order; '--confirm' adds nothing\n")
        }
        let (login, secrets) = try request.secretSource.secrets(for: request.call)
        for variable in login?.secrets ?? request.call.secrets where secrets[variable.secret]?.isShort ?? false {
            StandardStream.error.write(
                "warning: \(variable.name) has fewer than \(Secret.shortestSought) characters; where the venue repeats it "
                    + "in other ways than it was sent, it is shown\n")
        }
        // Before the transport looks how many connections it may open.
        let concurrency = try DescriptorLimit.makeRoom(
            for: orders == nil ? 1 : request.concurrency, readsBeside: request.resume != nil)
        let options = try request.connection.options(request.secretSource)
        let transport: CurlTransport
        do throws(CurlTransportError) { transport = try CurlTransport(options: options) } catch {
            throw Obstacle("\(error)")
        }
        if let all = request.all {
            let status = try await run(
                all, login.map { .login($0, secrets, transport) } ?? .secrets(secrets), transport)
            await transport.shutdown()
            return status
        }
        let status: OutcomeStatus
        let client: any CancelClient
        let journal: Journal?
        do {
            journal = try self.journal(of: orders, total)
            let carrier: any Transport =
                journal.map { JournaledTransport(transport: transport, journal: $0) } ?? transport
            let plain = try request.call.client(
                server: request.server,
                access: login.map { .login($0, secrets, transport) } ?? .secrets(secrets), transport: carrier,
                options: ClientOptions(deadline: request.deadline, cryptography: SystemCryptography()))
            client = journal.map { JournaledClient(client: plain, journal: $0) } ?? plain
            journal?.whenBroken { StandardStream.error.write("error: \($0)\n") }
            if let orders {
                if request.isStateRead {
                    let run = StateRun(request: request, client: client, concurrency: concurrency)
                    status = try await run.run(orders, total: total)
                } else {
                    let run = MassRun(request: request, client: client, concurrency: concurrency, journal: journal)
                    status = try await run.run(orders, total: total)
                }
            } else if request.isStateRead {
                status = await StateRun(request: request, client: client, concurrency: 1).run()
            } else {
                status = await cancelOne(client)
            }
        } catch {
            await transport.shutdown()
            throw error
        }
        await client.shutdown()
        await transport.shutdown()
        return journal?.problem == nil ? status : max(status, .lost)
    }

    /// The journal of the run: a new one that holds every order with what is known of it, or the one that is resumed, which
    /// is always gone on with, since it would otherwise not know what this run sends.
    private func journal(of orders: OrderFile?, _ total: Int) throws(Obstacle) -> Journal? {
        let isResumed = orders?.resumption?.isJournal ?? false
        guard let path = request.journal ?? (isResumed ? request.resume : nil) else { return nil }
        if let orders, orders.isJournal(at: path) || isResumed && request.journal == nil {
            return try orders.journal(JournalText.resumed())
        }
        let journal = try Journal(creating: path) { add throws(Obstacle) in
            try add(JournalText.begin(request, orders: total))
            guard let orders else { return try add(JournalText.planned(.object(request.values), position: 1)) }
            var (rows, position) = (try orders.rows(), 0)
            while let row = try rows.next() {
                position += 1
                try add(JournalText.planned(row.input, position: row.position ?? position, following: row.earlier))
                if let line = row.decidingLine { try add(String(decoding: line, as: UTF8.self) + "\n") }
            }
        }
        if let orders, isResumed, orders.isWritable {
            let place = URL(filePath: path).path
            _ = try orders.journal(JournalText.continued(in: place))
        }
        return journal
    }

    /// Cancels all orders of a scope.
    private func run(
        _ all: AllOrders, _ access: VenueCall.Access, _ transport: CurlTransport
    ) async throws(Obstacle) -> OutcomeStatus {
        let client = try all.call.client(
            server: request.server, access: access, transport: transport,
            options: ClientOptions(deadline: request.deadline, cryptography: SystemCryptography()))
        return await AllRun(request: request, orders: all, client: client).run()
    }

    /// Cancels one order; the first interrupt lets the call end by itself, the second ends it.
    private func cancelOne(_ client: any CancelClient) async -> OutcomeStatus {
        let input = JSONValue.object(request.values)
        let report = await Interrupts.untilItEnds { [confirm = request.confirm] in
            await client.cancel(json: input, deadline: nil, confirm: confirm)
        }
        let text = ReportText(report: report).text
        if !StandardStream.output.write(request.isJSON ? ReportJSON.line(report) : text) {
            StandardStream.error.write(text)
        }
        return OutcomeStatus(report.outcome.outcomeClass)
    }
}

struct DryRun {
    let request: Request

    /// Shows the request of each order; where a secret is missing, says so and ends as the run itself would.
    func run(_ orders: OrderFile?) throws(Obstacle) -> OutcomeStatus {
        let source = request.secretSource
        let connection = request.connection.curlOptions(try request.connection.options(source))
            .map { " \($0.name) \(CurlCommand.quoted($0.value))" }.joined()
        let (secrets, _) = try source.lookUp(request.call.secrets)
        if let all = request.all {
            let client = try all.call.client(
                server: request.server, access: .secrets(secrets), transport: NoTransport(), options: ClientOptions())
            try show(all.input, client.curlCommand, connection)
            _ = try source.secrets(for: request.call)
            return .canceled
        }
        let client = try request.call.client(
            server: request.server, access: .secrets(secrets), transport: NoTransport(), options: ClientOptions())
        if let orders {
            var (rows, counts) = (try orders.rows(), [Intent: Int]())
            while let row = try rows.next() {
                counts[row.intent, default: 0] += 1
                if row.intent == .send { try show(row.input, client.curlCommand, connection) } else { show(row) }
            }
            if orders.resumption != nil {
                let words = Intent.allCases.compactMap { intent in counts[intent].map { "\($0) \(intent.phrase)" } }
                StandardStream.error.write("\(request.call.venue): \(words.joined(separator: ", "))\n")
            }
        } else {
            try show(JSONValue.object(request.values), client.curlCommand, connection)
        }
        _ = try source.secrets(for: request.call)
        return .canceled
    }

    /// Shows an order that is not sent, or not at once.
    private func show(_ row: OrderRow) {
        let outcome = row.report?.outcome.description ?? ""
        guard request.isJSON else {
            StandardStream.output.write("# \(row.intent.rawValue): \(DisplayText.order(row.input)): \(outcome)\n")
            return
        }
        var json = JSONWriter()
        json.beginObject()
        json.member("venue", request.call.venue)
        json.member("input", row.input)
        json.member("intent", row.intent.rawValue)
        json.member("outcome", outcome)
        json.endObject()
        StandardStream.output.write(VisibleText.json(json.text) + "\n")
    }

    private func show(
        _ input: JSONValue, _ curlCommand: (JSONValue) throws(CallError) -> String, _ connection: String
    ) throws(Obstacle) {
        let command: String
        do throws(CallError) {
            command = try curlCommand(input) + connection
        } catch {
            throw Obstacle(InputFault.all(of: error).map(\.message).joined(separator: "; "), status: .notSent)
        }
        guard request.isJSON else {
            // In a body, which is JSON, the escapes mean the same; nothing else that is sent has hidden characters.
            StandardStream.output.write(VisibleText.json(command) + "\n")
            return
        }
        var json = JSONWriter()
        json.beginObject()
        json.member("venue", request.call.venue)
        json.member("input", input)
        json.member("curl", command)
        json.endObject()
        StandardStream.output.write(VisibleText.json(json.text) + "\n")
    }
}

/// How many files and connections the process may have open.
enum DescriptorLimit {
    /// What a call takes at most: two connections are tried where a host has two kinds of addresses, and looking an
    /// address up takes as many; the transport counts one more.
    private static let perCall: UInt64 = 3
    /// What is needed beside calls: event queues, timers, certificates, and what the system's libraries open meanwhile;
    /// more than the transport leaves to the rest of the process.
    private static let reserve: UInt64 = 96
    /// With fewer than these no call can be made, and system libraries end the process.
    private static let least: UInt64 = 16

    /// How many orders are read beside those that are sent.
    static func readers(_ calls: Int) -> Int { max(1, calls / 4) }

    /// Makes room for calls, as far as the system lets the process: for as many of them as there is room for, at least
    /// one.
    static func makeRoom(for calls: Int, readsBeside: Bool) throws(Obstacle) -> Int {
        guard let now = SystemResources.descriptorLimit?.now else { return calls }
        let open = openDescriptors(below: now)
        let perCall = readsBeside ? perCall + 1 : perCall
        let needed = open + reserve + perCall * UInt64(calls)
        let limit = SystemResources.raiseDescriptorLimit(to: needed) ?? now
        let free = limit - min(limit, open)
        guard free >= least else { throw Obstacle(SystemResources.tooFewDescriptors) }
        return limit < needed ? max(1, Int((free - min(free, reserve)) / perCall)) : calls
    }

    private static func openDescriptors(below limit: UInt64) -> UInt64 {
        UInt64((0..<Int32(min(limit, 1 << 16))).count { fcntl($0, F_GETFD) != -1 })
    }
}
