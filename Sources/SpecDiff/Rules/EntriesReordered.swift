internal import VenueSpec

extension DiffRule {
    static let entriesReordered = DiffRule(
        "entries-reordered", .swiftSource, .info, summary: "the entries of a list stand in another order",
        explanation: """
            Nothing depends on this order but lists in the generated client, such as the servers by name, and its \
            documentation; all code still compiles. Orders that matter, such as that of outcomes, of header fields or of \
            arguments, are reported as what they change.
            """, before: "servers: { production: …, test: … }", after: "servers: { test: …, production: … }"
    ) { change, report in
        let venue = Pairing<Venue>.Pair(
            old: change.old, new: change.new, places: .root, oldName: change.old.name.text, newName: report.venue)
        report.compare("servers", venue, "servers") { $0.servers.map(\.name.text) }
        report.compare("sources", venue, "sources") { $0.sources.map(\.id) }
        report.compare("sets of credentials", venue, "security") { $0.credentialSets.map(\.name.text) }
        report.compare("types", venue, "types") { $0.types.map(\.name.text) }
        report.compare("calls", venue, "operations") { $0.operations.map(\.name.text) }
        report.compare("cancels of all orders", venue, "cancelAll") { $0.cancelAlls.map(\.name.text) }
        report.compare("reads", venue, "reads") { $0.reads.map(\.name.text) }
        report.compare("logins", venue, "logins") { $0.logins.map(\.name.text) }
        report.compare("quirks", venue, "quirks") { $0.quirks.map(\.id) }
        report.compare("rate limits", venue, "rateLimits") { $0.rateLimits.map(\.order) }
        for pair in change.rateLimits.pairs {
            report.compare("kinds of other traffic", pair, "sharedWith", entries: \.sharedWith)
        }
        for login in change.logins {
            report.compare("given credentials", login.pair, "gives") { $0.login?.gives.map(\.credential) ?? [] }
        }
        for pair in change.credentials.pairs + change.loginCredentials.flatMap(\.pairs) {
            report.compare("scopes", pair, "scopes", entries: \.scopes)
            report.compare("grants", pair, "tokenEndpoint", "grants") { $0.tokenEndpoint?.grants ?? [] }
        }
        for type in change.types.map(\.pair) {
            report.compare("values of '\(type.newName)'", type, type.new.valuesKey, entries: \.definition.values)
            if !change.declares(differentlyAt: type.places), !type.new.isPositional {
                report.compare("fields of '\(type.newName)'", type, "properties", entries: \.definition.members)
            }
        }
        for operation in change.operations {
            report.compareRequests(operation, in: change)
            report.compareReplies(operation)
        }
    }
}

extension DiffReport {
    fileprivate mutating func compareRequests(_ operation: OperationChange, in change: VenueChange) {
        let word = operation.new.kind == .cancelAll ? "scopes" : "identities"
        compare(word, operation.pair, operation.new.setKey) { $0.identity.alternatives.map(\.name.text) }
        if !change.declares(differentlyAt: operation.places) {
            compare("parameters", operation.pair, "parameters") { $0.parameters.map(\.name.text) }
        }
        for pair in operation.parameters.pairs {
            compare("values that '\(pair.newName)' must not have", pair, "not", entries: \.constraints.not)
            compare("values of '\(pair.newName)'", pair, "enum") { $0.type.enumeration?.names ?? [] }
        }
    }

    /// What replies hold and how to learn the final state.
    fileprivate mutating func compareReplies(_ operation: OperationChange) {
        for pair in operation.responses.pairs {
            compare("header fields of \(pair.newName)", pair, "headers") { $0.headers.map(\.name) }
            compare("echoes of \(pair.newName)", pair, "echoes") { $0.echoes.map(\.path.description) }
        }
        for pair in operation.confirmations.pairs {
            compare("statuses of '\(pair.new.call)'", pair, "statuses") { $0.statuses.map(\.status) }
        }
        for pair in operation.rows {
            guard case .byValue(_, let old) = pair.old.rule.decision, case .byValue(_, let new) = pair.new.rule.decision
            else { continue }
            compare(
                "values of the row '\(pair.new.rowEvidence)'", old.map(\.value), new.map(\.value),
                operation.rowPlaces(of: pair).at("then"))
        }
    }

    fileprivate mutating func compare<Part>(
        _ what: String, _ pair: Pairing<Part>.Pair, _ keys: String..., entries: (Part) -> [String]
    ) {
        compare(what, entries(pair.old), entries(pair.new), pair.places.at(keys))
    }

    fileprivate mutating func compare(_ what: String, _ old: [String], _ new: [String], _ places: PlacePair) {
        let common = Set(old).intersection(new)
        let (before, after) = (old.filter(common.contains), new.filter(common.contains))
        guard before != after else { return }
        add(
            "the \(what) stand in another order", at: places, old: before.joined(separator: ", "),
            new: after.joined(separator: ", "))
    }
}

extension OperationChange {
    /// A line of each row that both versions have.
    fileprivate var rows: [OutcomeLines.Pair] {
        lines.pairs.grouped { [$0.old.index, $0.new.index] }.compactMap(\.first)
    }
}

extension VenueChange {
    /// Whether the declarations made from a part differ, which tells of the order of arguments too.
    fileprivate func declares(differentlyAt places: PlacePair) -> Bool {
        declarationChanges.contains { ($0.places.new.subject + ".").hasPrefix(places.new.subject + ".") }
    }
}

extension RateLimitPolicy {
    fileprivate var order: String { "\(requests) per \(period.text) by \(scope)" }
}
