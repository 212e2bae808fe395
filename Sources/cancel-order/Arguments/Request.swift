internal import CommandArguments
internal import VenueRuntime

/// What a command line asks for, once it has proved right.
struct Request {
    let call: VenueCall
    let server: BaseURL
    let connection: ConnectionOptions
    /// The values given as options, by wire name, in spec order.
    let values: [JSONValue.Member]
    /// Whose orders are cancelled, where it is all of a scope.
    let all: AllOrders?
    /// The file of orders, `-` for standard input; `nil` for one order made of ``values``.
    let orders: String?
    /// The journal or the results of an earlier run, which has the orders instead; `-` for standard input.
    let resume: String?
    let journal: String?
    let concurrency: Int
    let deadline: Duration
    /// How long the ends of orders are looked for; `nil` for not at all.
    let confirm: ConfirmationWindow?
    /// Whether orders are only read.
    let isStateRead: Bool
    let secretSource: SecretSource
    let isDryRun: Bool
    let isJSON: Bool

    init(_ call: VenueCall, _ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        let command = call.command
        self.call = call
        let isAll = arguments.options["all"] != nil
        all = isAll ? try AllOrders(call, arguments) : nil
        if !isAll { try AllOrders.checkAbsence(call, arguments) }
        values = isAll ? [] : try Self.values(of: call.parameters, arguments, command)
        orders = arguments.options["orders"]
        resume = arguments.options["resume"]
        journal = arguments.options["journal"]
        let other = values.first.flatMap { call.parameter($0.name)?.name } ?? orders.map { _ in "orders" }
        if resume != nil, let other {
            throw UsageError(
                "give '--resume' or '--\(other)', not both", help: "what is resumed has the orders", command: command)
        }
        secretSource = arguments.options["credentials"].map(SecretSource.file) ?? .environment
        isDryRun = arguments.options["dry-run"] != nil
        isJSON = arguments.options["json"] != nil
        let concurrency = arguments.options["concurrency"].map { Int($0) } ?? 16
        guard let concurrency, (1...1024).contains(concurrency) else {
            throw UsageError("'--concurrency' is no number from 1 to 1024", command: command)
        }
        self.concurrency = concurrency
        let deadline = arguments.options["deadline"].map { Duration(word: $0) } ?? .seconds(10)
        guard let deadline, deadline > .zero else {
            throw UsageError(
                "'--deadline' is no time", help: "expected a whole number with ms, s, m or h, such as 10s, up to 1 day",
                command: command)
        }
        self.deadline = deadline
        let window = arguments.options["confirm"].map { Duration(word: $0) } ?? .zero
        guard let window, arguments.options["confirm"] == nil || window > .zero else {
            throw UsageError(
                "'--confirm' is no time", help: "expected a whole number with ms, s, m or h, such as 30s, up to 1 day",
                command: command)
        }
        let usual: Duration = resume != nil && !call.reads.isEmpty ? .seconds(30) : .zero
        confirm = window > .zero ? .within(window) : usual > .zero ? .within(usual) : nil
        isStateRead = arguments.options["state"] != nil
        if isStateRead {
            if let other = ["confirm", "dry-run", "resume", "journal"].first(where: { arguments.options[$0] != nil }) {
                throw UsageError("give '--state' or '--\(other)', not both", command: command)
            }
            if call.reads.isEmpty {
                throw UsageError("\(call.venue) has no call that reads an order", command: command)
            }
        }
        server = try ServerChoice(call: call).server(
            baseURL: arguments.options["base-url"], name: arguments.options["server"],
            host: arguments.options["host"])
        connection = try ConnectionOptions(arguments.options, to: server, command)
        if let all {
            try Self.check(all, call, server)
        } else if orders == nil, resume == nil {
            try Self.check(call, values, server)
        }
    }

    /// The values of parameters that are given as options.
    static func values(
        of parameters: [ParameterOption], _ arguments: ParsedCommandLine.Arguments, _ command: CommandDescription
    ) throws(UsageError) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        for parameter in parameters {
            let texts = arguments.values(parameter.name)
            if texts.isEmpty { continue }
            guard parameter.parameter.kind.isList || texts.count == 1 else {
                throw UsageError("'--\(parameter.name)' is given more than once", command: command)
            }
            guard let value = parameter.value(texts) else {
                throw UsageError(
                    "the value of '--\(parameter.name)' is not \(parameter.parameter.kind.phrase)",
                    command: command
                )
            }
            if let flaw = parameter.flaw(of: value) {
                throw UsageError("the value of '--\(parameter.name)' \(flaw)", command: command)
            }
            members.append(JSONValue.Member(parameter.wireName, value))
        }
        return members
    }

    /// Holds what names the orders against its constraints.
    private static func check(_ all: AllOrders, _ call: VenueCall, _ server: BaseURL) throws(UsageError) {
        let faults: [InputFault]
        do {
            let checker = try all.call.client(
                server: server, access: .secrets([:]), transport: NoTransport(), options: ClientOptions())
            _ = try checker.curlCommand(json: all.input)
            faults = []
        } catch let error as CallError {
            faults = InputFault.all(of: error)
        } catch {
            faults = []
        }
        guard faults.isEmpty else {
            throw UsageError(
                faults.map { $0.message(asOptionsOf: call) }.joined(separator: "; "), command: call.command)
        }
    }

    private static func check(
        _ call: VenueCall, _ values: [JSONValue.Member], _ server: BaseURL
    ) throws(UsageError) {
        for parameter in call.parameters where parameter.parameter.presence == .required {
            guard values.contains(where: { $0.name == parameter.wireName }) else {
                throw UsageError("missing '\(parameter.usage)'", command: call.command)
            }
        }
        let faults = call.faults(of: .object(values), server: server)
        guard faults.isEmpty else {
            throw UsageError(
                faults.map { $0.message(asOptionsOf: call) }.joined(separator: "; "), command: call.command)
        }
    }
}

/// Finds the server a command line means.
struct ServerChoice {
    let call: VenueCall

    func server(baseURL: String?, name: String?, host: String?) throws(UsageError) -> BaseURL {
        if let baseURL {
            guard name == nil, host == nil else {
                throw misuse("give '--base-url' or '--server' and '--host', not both")
            }
            do throws(InvalidBaseURL) { return try BaseURL(baseURL) } catch { throw misuse("'--base-url': \(error)") }
        }
        switch (try named(name, isOnHost: host != nil).address, host) {
        case (.fixed(let address), nil): return address
        case (.fixed, .some):
            throw misuse(
                "\(call.venue) has no host of the operator's own", help: "use '--base-url' for another address")
        case (.onHost, nil):
            throw misuse(
                "\(call.venue) has no common host", help: "name the operator's own with '--host' or '--base-url'")
        case (.onHost(let address), .some(let host)):
            do throws(InvalidBaseURL) {
                return address(try HostName(host))
            } catch {
                throw misuse("'--host': \(error.problem.rawValue)")
            }
        }
    }

    /// The server of a name, or the first that fits where there is none.
    private func named(_ name: String?, isOnHost: Bool) throws(UsageError) -> NamedServer {
        guard let name else {
            let fitting = call.servers.first { if case .onHost = $0.address { isOnHost } else { !isOnHost } }
            guard let server = fitting ?? call.servers.first else {
                throw misuse("\(call.venue) names no server", help: "use '--base-url'")
            }
            return server
        }
        guard let server = call.servers.first(where: { $0.name == name }) else {
            let names = call.servers.map(\.name)
            throw misuse(
                "\(call.venue) has no server '\(name)'\(suggestion(for: name, among: names))",
                help: "expected one of \(names.map { "'\($0)'" }.joined(separator: ", "))")
        }
        return server
    }

    private func misuse(_ message: String, help: String? = nil) -> UsageError {
        UsageError(message, help: help, command: call.command)
    }
}
