internal import CommandArguments
internal import SourceText
internal import VenueClients
internal import VenueRuntime

/// A call that cancels all orders of a scope as the command line sees it.
struct AllCall {
    private let operation: any CancelAllOperation.Type
    let parameters: [ParameterOption]
    /// The scopes, each with the name it has as an option's value.
    let scopes: [(name: String, scope: CancelScope)]

    /// The calls of a venue.
    static func all(of venue: String) -> [AllCall] {
        let operations = VenueIndex.cancelAlls.filter { $0.venue == venue }
        let names = operations.flatMap { $0.scopes.map(\.name) }
        return operations.map { operation in
            AllCall(
                operation: operation,
                parameters: operation.parameters.map { ParameterOption($0, avoiding: CommonOptions.names) },
                scopes: operation.scopes.map { scope in
                    let isOnly = names.count { $0 == scope.name } == 1
                    let prefix = isOnly ? "" : WireName.kebabCase(operation.name) + "."
                    return (prefix + WireName.kebabCase(scope.name), scope)
                })
        }
    }

    /// The parameters of a call about a scope.
    func parameters(of scope: CancelScope) -> [ParameterOption] {
        parameters.filter { scope.parameters.contains($0.wireName) || !isOfSomeScope($0) }
    }

    private func isOfSomeScope(_ parameter: ParameterOption) -> Bool {
        scopes.contains { $0.scope.parameters.contains(parameter.wireName) }
    }

    func client(
        server: BaseURL, access: VenueCall.Access, transport: any Transport, options: ClientOptions
    ) throws(Obstacle) -> any CancelAllClient {
        try Self.client(operation, server, access, transport, options)
    }

    private static func client<All: CancelAllOperation>(
        _: All.Type, _ server: BaseURL, _ access: VenueCall.Access, _ transport: any Transport, _ options: ClientOptions
    ) throws(Obstacle) -> any CancelAllClient {
        VenueCancelAllClient<All>(
            server: All.Server(server), credentials: try access.source(for: All.self, at: server),
            transport: transport, options: options)
    }
}

/// Whose orders a command line cancels, and what the person said to it.
struct AllOrders {
    let call: AllCall
    let scope: CancelScope
    /// The values given as options, by wire name, in spec order.
    let values: [JSONValue.Member]
    let consent: Consent

    /// What somebody said to the cancel of all orders before it.
    enum Consent {
        /// `--yes`: however many there are.
        case given
        /// `--count`: so many are expected.
        case expecting(Int)
        /// Somebody at the terminal is to be asked.
        case toBeAsked
        /// Nothing is sent.
        case notNeeded
    }

    /// Options that go with `--all` alone.
    static let options: [CommandDescription.Option] = [
        .init(
            name: "all", value: nil,
            help: """
                Cancel every order of an account, or of what else the options name; not without '--yes', '--count', or an answer at \
                the terminal.
                """),
        .init(
            name: "scope", value: "name",
            help: "With --all: whose orders are meant; an option that is missing for it is an error."),
        .init(
            name: "count", value: "number",
            help: "With --all: how many orders you expect it to cancel; cancel them without asking."),
        .init(name: "yes", value: nil, help: "With --all: cancel them without asking, however many there are."),
    ]

    /// The input, which names its scope.
    var input: JSONValue { .object([.init(CancelScope.member, .string(scope.name))] + values) }

    /// Finds the one call and scope that the options name.
    ///
    /// A scope that is named by `--scope` is never another for an option that was forgotten, and one without options is always
    /// named.
    init(_ venue: VenueCall, _ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        let command = venue.command
        func refuse(_ message: String, help: String? = nil) -> UsageError {
            UsageError(message, help: help, command: command)
        }
        for option in ["orders", "resume", "journal", "concurrency", "confirm", "state"]
        where arguments.options[option] != nil {
            throw refuse("give '--all' or '--\(option)', not both")
        }
        let given = Set((venue.parameters + venue.allParameters).map(\.name)).filter { arguments.options[$0] != nil }
        let every = venue.allCalls.flatMap { call in call.scopes.map { (call: call, name: $0.name, scope: $0.scope) } }
        let known = Set(venue.allParameters.map(\.name))
        if let other = given.subtracting(known).sorted().first {
            throw refuse(
                "give '--all' or '--\(other)', not both",
                help: "'--all' cancels every order of what the other options name")
        }
        let choices = every.map { item in
            let options = item.call.parameters(of: item.scope).map { "--\($0.name)" }
            return options.isEmpty ? "'--scope \(item.name)'" : "'\(options.joined(separator: " "))'"
        }
        var fitting = every.filter { Set($0.call.parameters(of: $0.scope).map(\.name)) == given }
        if let name = arguments.options["scope"] {
            guard let named = every.first(where: { $0.name == name }) else {
                throw refuse(
                    "unknown scope '\(name)'\(suggestion(for: name, among: every.map(\.name)))",
                    help: "expected one of \(every.map { "'\($0.name)'" }.joined(separator: ", "))")
            }
            fitting = fitting.filter { $0.name == name }
            if fitting.isEmpty {
                let wanted = named.call.parameters(of: named.scope).map { "'\($0.usageOfScope)'" }
                throw refuse(
                    "'--scope \(name)' takes \(wanted.isEmpty ? "no other" : wanted.joined(separator: " and "))")
            }
        } else if given.isEmpty {
            throw refuse("'--all' does not say whose orders", help: "give \(choices.joined(separator: ", or "))")
        }
        guard let chosen = fitting.first else {
            throw refuse(
                "'--all' with these options names no scope", help: "give \(choices.joined(separator: ", or "))")
        }
        guard fitting.count == 1 else {
            throw refuse(
                "these options name several scopes",
                help: "add '--scope' with \(fitting.map { "'\($0.name)'" }.joined(separator: " or "))")
        }
        (call, scope) = (chosen.call, chosen.scope)
        values = try Request.values(of: chosen.call.parameters(of: chosen.scope), arguments, command)
        consent = try Self.consent(arguments, command)
    }

    private static func consent(
        _ arguments: ParsedCommandLine.Arguments, _ command: CommandDescription
    ) throws(UsageError) -> Consent {
        if let text = arguments.options["count"] {
            guard let count = Int(text), count >= 0 else {
                throw UsageError("'--count' is no number of orders", command: command)
            }
            return .expecting(count)
        }
        if arguments.options["yes"] != nil { return .given }
        if arguments.options["dry-run"] != nil { return .notNeeded }
        guard StandardStream.canAsk else {
            throw UsageError(
                "'--all' is not done without a word, and nobody can be asked here",
                help: "add '--count <number>' with how many orders you expect, or '--yes'", command: command)
        }
        return .toBeAsked
    }

    /// Refuses options that go with `--all` where it is not given, so that no typing slip makes one of a cancel.
    static func checkAbsence(_ venue: VenueCall, _ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        let own = Set(venue.parameters.map(\.name))
        let names = options.map(\.name) + venue.allParameters.map(\.name).filter { !own.contains($0) }
        if let name = names.first(where: { arguments.options[$0] != nil }) {
            throw UsageError("'--\(name)' goes with '--all'", command: venue.command)
        }
    }
}

extension ParameterOption {
    /// The option as a scope wants it.
    fileprivate var usageOfScope: String { "--\(name) <\(parameter.kind.placeholder)>" }
}

/// Cancels all orders of a scope and tells what came of it.
struct AllRun: Sendable {
    let request: Request
    let orders: AllOrders
    let client: any CancelAllClient

    /// Asks where that is to be, then makes the call; the first interrupt lets it end by itself, the second ends it.
    func run() async -> OutcomeStatus {
        var expected: Int?
        switch orders.consent {
        case .given, .notNeeded: break
        case .expecting(let count): expected = count
        case .toBeAsked:
            guard let count = Self.answer(to: question) else {
                StandardStream.error.write("stopped: nothing was sent\n")
                return .notSent
            }
            expected = count
        }
        let report = await Interrupts.untilItEnds { [client, input = orders.input] in
            await client.cancelAll(json: input, deadline: nil)
        }
        let text = Self.text(report, orders, expected: expected)
        if !StandardStream.output.write(request.isJSON ? ReportJSON.line(report, expected: expected) : text) {
            StandardStream.error.write(text)
        }
        return OutcomeStatus(report.outcome.outcomeClass)
    }

    private var question: String {
        let what =
            orders.values.isEmpty
            ? "every order that these credentials reach" : "every order of \(DisplayText.order(.object(orders.values)))"
        return """
            This cancels \(what) at \(request.call.venue), \(request.server).
            How many do you expect? A number cancels them, anything else does not: 
            """
    }

    /// The number somebody types; `nil` for anything else.
    private static func answer(to question: String) -> Int? {
        guard StandardStream.error.write(question), let line = readLine() else { return nil }
        let digits = line.filter { $0 != " " }
        return digits.allSatisfy({ $0.isASCII && $0.isNumber }) ? Int(digits) : nil
    }

    private static func text(_ report: CancelAllReport, _ orders: AllOrders, expected: Int?) -> String {
        var rows = [("scope", orders.values.isEmpty ? orders.scope.name : DisplayText.order(.object(orders.values)))]
        if let evidence = report.evidence {
            rows += DisplayText.rows(evidence)
            rows.append(("orders", report.affectedText))
            if let expected, report.affected != expected {
                rows.append(("expected", "\(expected)" + (report.affected == nil ? "" : ", which is another number")))
            }
        }
        if let problem = report.problem.map({ "\($0)" }) ?? report.evidence?.problem?.description {
            rows.append(("problem", VisibleText.of(problem)))
        }
        if let evidence = report.evidence, report.outcome != .canceled {
            rows.append(("reply", DisplayText.reply(evidence, atMost: 400)))
        }
        if report.followsUnknownAttempt { rows.append(("note", "an earlier attempt may have cancelled orders, too")) }
        let attempts = "\(report.attempts.count) \(report.attempts.count == 1 ? "attempt" : "attempts")"
        rows.append(("effort", "\(attempts) in \(report.duration.brief)"))
        return DisplayText.block("\(report.venue) \(report.operation): \(report.outcome)", rows)
    }
}
