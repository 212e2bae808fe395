internal import CommandArguments
internal import VenueRuntime

/// What a command line asks for, once it has proved right.
struct Request {
    /// The call.
    let call: VenueCall
    /// Where it goes.
    let server: BaseURL
    /// How connections are made.
    let connection: Connection
    /// The values given as options, by wire name, in spec order.
    let values: [JSONValue.Member]
    /// The file of orders, `-` for standard input; `nil` for one order made of ``values``.
    let orders: String?
    /// How many orders at a time.
    let concurrency: Int
    /// How long each call may take.
    let deadline: Duration
    /// Where the secrets come from.
    let secretSource: SecretSource
    /// Whether to send nothing.
    let isDryRun: Bool
    /// Whether to print JSON.
    let isJSON: Bool

    /// Reads the arguments of a call.
    init(_ call: VenueCall, _ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        let command = call.command
        self.call = call
        values = try Self.values(call, arguments)
        orders = arguments.options["orders"]
        secretSource = arguments.options["credentials"].map(SecretSource.file) ?? .environment
        isDryRun = arguments.options["dry-run"] != nil
        isJSON = arguments.options["json"] != nil
        let concurrency = arguments.options["concurrency"].map { Int($0) } ?? 16
        guard let concurrency, (1...1024).contains(concurrency) else {
            throw UsageError("'--concurrency' is no number from 1 to 1024", command: command)
        }
        self.concurrency = concurrency
        let deadline = arguments.options["deadline"].map(TimeWord.duration) ?? .seconds(10)
        guard let deadline else {
            throw UsageError(
                "'--deadline' is no time", help: "expected a whole number with ms, s or m, such as 10s, up to 1 day",
                command: command)
        }
        self.deadline = deadline
        server = try ServerChoice(call: call).server(
            baseURL: arguments.options["base-url"], name: arguments.options["server"],
            host: arguments.options["host"])
        connection = try Connection(arguments.options, to: server, command)
        if orders == nil { try Self.check(call, values, server) }
    }

    private static func values(
        _ call: VenueCall, _ arguments: ParsedCommandLine.Arguments
    ) throws(UsageError) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        for parameter in call.parameters {
            let texts = arguments.values(parameter.name)
            if texts.isEmpty { continue }
            guard parameter.parameter.kind.isList || texts.count == 1 else {
                throw UsageError("'--\(parameter.name)' is given more than once", command: call.command)
            }
            guard let value = parameter.value(texts) else {
                throw UsageError(
                    "the value of '--\(parameter.name)' is not \(parameter.parameter.kind.words)", command: call.command
                )
            }
            if let flaw = parameter.flaw(of: value) {
                throw UsageError("the value of '--\(parameter.name)' \(flaw)", command: call.command)
            }
            members.append(JSONValue.Member(parameter.wireName, value))
        }
        return members
    }

    /// Proves that the values are those of an order the call takes.
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
                faults.map { $0.words(asOptionsOf: call) }.joined(separator: "; "), command: call.command)
        }
    }
}
