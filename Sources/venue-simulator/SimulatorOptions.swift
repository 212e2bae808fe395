internal import CommandArguments
internal import Foundation
internal import VenueRuntime
internal import VenueSimulator

/// What the command line asks for.
struct SimulatorOptions {
    static let description = CommandDescription(
        "venue-simulator",
        summary: "Serve simulated trading venues on this machine, made from their specs.",
        discussion: """
            Each venue listens on a port of 127.0.0.1 and takes the documented requests of its cancels, cancels of all orders, reads and logins \
            from any HTTP client. Every well-formed order is an open one until it is cancelled. Replies are those the spec \
            records, chosen by what they mean for the order's state; where none fits, a status without a body.

            A fault takes an :ARGUMENT where one is named, and a =SHARE of the requests it strikes, such as '5xx=0.1'.

            Exit status: 0 stopped as asked, 2 wrong usage, 3 a spec could not be read, a port could not be had, or a result \
            could not be written.
            """,
        options: [
            .init(name: "specs", value: "dir", help: "The directory of the specs. (default: Specs)"),
            .init(name: "venue", value: "name", isRepeating: true, help: "Serve this venue only."),
            .init(
                name: "port", value: "number",
                help: "The first venue's port; the others get the next ones. (default: 0, any that are free)"),
            .init(
                name: "fault", value: "fault", isRepeating: true, help: "Play this fault on cancels, as listed below."),
            .init(name: "read-fault", value: "fault", isRepeating: true, help: "Play this fault on reads."),
            .init(name: "seed", value: "number", help: "What random choices start from. (default: 0)"),
            .init(
                name: "token", value: "name=secret", isRepeating: true,
                help: """
                    Accept this secret only for the credential, of a login, too; 'Venue.name' for one venue's. What a login \
                    gives is accepted as well. (default: any, until a login gives one)
                    """),
            .init(
                name: "key", value: "name=file", isRepeating: true,
                help: """
                    Check signatures, of a login, too, with the key in this file, which nobody else may read; 'Venue.name' \
                    for one venue's. (default: none is checked but those made with keys that logins give)
                    """),
            .init(
                name: "session-life", value: "time",
                help: "Refuse what a login gave after this time, such as 60s. (default: what the spec states, or never)"
            ),
            .init(
                name: "order", value: "id=state", isRepeating: true,
                help: """
                    Put an order in the book: the identifying values with '/' between them, and open, pendingCancel, \
                    canceled, filled or expired.
                    """),
            .init(name: "unknown-orders", value: nil, help: "Know no orders but those given with --order."),
            .init(
                name: "filled-first", value: "share",
                help: "Let this share of the orders be filled before their first cancel. (default: 0)"),
            .init(
                name: "expired-first", value: "share",
                help: "Let this share of the orders be expired before their first cancel. (default: 0)"),
            .init(
                name: "partly-filled", value: "share",
                help: """
                    Let this share of the orders be filled in part before their first cancel, and, where quantities are \
                    drawn, further while it is under way. (default: 0)
                    """),
            .init(
                name: "filled-meanwhile", value: "share",
                help: "Let this share of the orders be filled while their cancel is under way. (default: 0)"),
            .init(
                name: "refused-later", value: "share",
                help: """
                    Refuse this share of the cancels after they were acknowledged: the order goes on working, or is filled. \
                    (default: 0)
                    """),
            .init(
                name: "settle", value: "time",
                help:
                    "Let a cancel take effect after this time, such as 200ms, where a reply can say so. (default: 0ms)"),
            .init(
                name: "stale-reads", value: "time",
                help: "Let reads show the orders as they were this long ago. (default: 0ms)"),
            .init(
                name: "draw-quantities", value: nil,
                help: "Draw how much each order is for, in place of what recorded replies tell."),
            .init(name: "no-rate-limit", value: nil, help: "Do not keep the documented request limits."),
            .init(name: "stop-after", value: "time", help: "Stop after this time, such as 90s. (default: never)"),
            .init(name: "json", value: nil, help: "Print addresses at the start and ledgers at the end as JSON lines."),
        ])

    var specs = "Specs"
    /// The names of the venues to serve; empty for all.
    var venues: [String] = []
    var port: UInt16 = 0
    /// The accepted secrets by credential, or by venue and credential.
    var tokens: [String: String] = [:]
    /// The files of keys by credential, or by venue and credential.
    var keyFiles: [String: String] = [:]
    var orders: [(values: [String], state: SimulatedOrderState)] = []
    var conduct = VenueConduct()
    var stopAfter: Duration?
    var isJSON = false

    init(_ arguments: ParsedCommandLine.Arguments) throws(UsageError) {
        specs = arguments.options["specs"] ?? specs
        venues = arguments.values("venue")
        isJSON = arguments.options["json"] != nil
        if let text = arguments.options["port"] {
            guard let number = UInt16(text) else { throw Self.misuse("port", text, "a number from 0 to 65535") }
            port = number
        }
        stopAfter = try Self.time(arguments, "stop-after", "90s")
        for text in arguments.values("token") {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let name = parts.first, let secret = parts.last else {
                // The text may be a secret, so it is not shown.
                throw UsageError("a value of '--token' is no <name=secret>", command: Self.description)
            }
            tokens[name] = secret
        }
        for text in arguments.values("key") {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let name = parts.first, let file = parts.last else {
                // The text may be a key, so it is not shown.
                throw UsageError("a value of '--key' is no <name=file>", command: Self.description)
            }
            keyFiles[name] = file
        }
        for text in arguments.values("order") { orders.append(try Self.order(text)) }
        conduct.opensUnknownOrders = arguments.options["unknown-orders"] == nil
        conduct.limitsRate = arguments.options["no-rate-limit"] == nil
        conduct.filledFirst = try Self.share(arguments, "filled-first") ?? conduct.filledFirst
        conduct.expiredFirst = try Self.share(arguments, "expired-first") ?? conduct.expiredFirst
        conduct.partlyFilled = try Self.share(arguments, "partly-filled") ?? conduct.partlyFilled
        conduct.filledMeanwhile = try Self.share(arguments, "filled-meanwhile") ?? conduct.filledMeanwhile
        conduct.refusedLater = try Self.share(arguments, "refused-later") ?? conduct.refusedLater
        conduct.drawsQuantities = arguments.options["draw-quantities"] != nil
        if let time = try Self.time(arguments, "settle", "200ms") { conduct.settlement = .after(time) }
        conduct.sessionLife = try Self.time(arguments, "session-life", "60s")
        conduct.staleReads = try Self.time(arguments, "stale-reads", "300ms") ?? conduct.staleReads
        if let text = arguments.options["seed"] {
            guard let seed = UInt64(text) else { throw Self.misuse("seed", text, "a number from 0 on") }
            (conduct.faults.seed, conduct.readFaults.seed) = (seed, seed)
        }
        for text in arguments.values("fault") { conduct.faults.rules.append(try Self.rule(text)) }
        for text in arguments.values("read-fault") { conduct.readFaults.rules.append(try Self.rule(text)) }
    }

    private static func rule(_ text: String) throws(UsageError) -> FaultPlan.Rule {
        if let fault = Fault(text) { return FaultPlan.Rule(fault) }
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        if let last = parts.last, parts.count > 1, let share = share(String(last)),
            let fault = Fault(parts.dropLast().joined(separator: "="))
        {
            return FaultPlan.Rule(fault, share: share)
        }
        let name = String(text.prefix { $0 != "=" && $0 != ":" })
        let hint = suggestion(for: name, among: Fault.all.map(\.name))
        throw UsageError(
            "'\(text)' is no <fault>\(hint)", help: "expected NAME, NAME:ARGUMENT or either with =SHARE",
            command: description)
    }

    private static func order(_ text: String) throws(UsageError) -> (values: [String], state: SimulatedOrderState) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let state = parts.last.flatMap(SimulatedOrderState.init) else {
            throw misuse("order", text, "the identifying values, '=' and a state")
        }
        let values = parts.dropLast().joined(separator: "=").split(separator: "/").map {
            String($0).removingPercentEncoding ?? String($0)
        }
        return (values, state)
    }

    private static func time(
        _ arguments: ParsedCommandLine.Arguments, _ option: String, _ example: String
    ) throws(UsageError) -> Duration? {
        guard let text = arguments.options[option] else { return nil }
        guard let time = Duration(word: text) else { throw misuse(option, text, "a time such as \(example)") }
        return time
    }

    private static func share(
        _ arguments: ParsedCommandLine.Arguments, _ option: String
    ) throws(UsageError) -> Double? {
        guard let text = arguments.options[option] else { return nil }
        guard let share = share(text) else { throw misuse(option, text, "a number from 0 to 1") }
        return share
    }

    private static func share(_ text: String) -> Double? {
        Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
    }

    /// The states an order can be in, as far as the options tell.
    var states: Set<SimulatedOrderState> {
        var states = Set(orders.map(\.state)).union([.open, .canceled])
        if conduct.settlement != .atOnce { states.insert(.pendingCancel) }
        if conduct.filledFirst + conduct.filledMeanwhile + conduct.refusedLater > 0 { states.insert(.filled) }
        if conduct.expiredFirst > 0 { states.insert(.expired) }
        return states
    }

    private static func misuse(_ option: String, _ value: String, _ expectation: String) -> UsageError {
        UsageError("'\(value)' is no value of '--\(option)'", help: "expected \(expectation)", command: description)
    }

    /// The help for a terminal that many columns wide: the arguments, then every fault and what it does.
    static func help(width: Int) -> String {
        let faults = HelpTable(title: "FAULTS", rows: Fault.all.map { ($0.name, $0.summary) })
        return HelpText(command: description).render(width: width) + "\n" + faults.render(width: width) + "\n"
    }
}
