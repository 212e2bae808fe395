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
        let root = Places.root
        report.compare(
            "servers", change.old.servers.map(\.name.text), change.new.servers.map(\.name.text), root.at("servers"))
        report.compare("sources", change.old.sources.map(\.id), change.new.sources.map(\.id), root.at("sources"))
        report.compare("types", change.old.types.map(\.name.text), change.new.types.map(\.name.text), root.at("types"))
        report.compare(
            "calls", change.old.operations.map(\.name.text), change.new.operations.map(\.name.text),
            root.at("operations"))
        report.compare("quirks", change.old.quirks.map(\.id), change.new.quirks.map(\.id), root.at("quirks"))
        report.compare(
            "rate limits", change.old.rateLimits.map(\.order), change.new.rateLimits.map(\.order), root.at("rateLimits")
        )
        for pair in change.rateLimits.pairs {
            report.compare(
                "kinds of other traffic", pair.old.sharedWith, pair.new.sharedWith, pair.places.at("sharedWith"))
        }
        for pair in change.credentials.pairs {
            report.compare("scopes", pair.old.scopes, pair.new.scopes, pair.places.at("scopes"))
            report.compare(
                "grants", pair.old.tokenEndpoint?.grants ?? [], pair.new.tokenEndpoint?.grants ?? [],
                pair.places.at("tokenEndpoint", "grants"))
        }
        for type in change.types { report.compare(type, in: change) }
        for operation in change.operations {
            report.compareRequests(operation, in: change)
            report.compareReplies(operation)
        }
    }
}

extension DiffReport {
    fileprivate mutating func compare(_ type: TypeChange, in change: VenueChange) {
        let (places, name) = (type.pair.places, type.pair.new.name.text)
        switch (type.pair.old.definition, type.pair.new.definition) {
        case (.enumeration(let old), .enumeration(let new)):
            compare("values of '\(name)'", old.order, new.order, places.at("enum"))
        case (.object(let old), .object(let new)) where !change.declares(differentlyAt: places):
            compare("fields of '\(name)'", old.map(\.name.text), new.map(\.name.text), places.at("properties"))
        default: break
        }
    }

    fileprivate mutating func compareRequests(_ operation: OperationChange, in change: VenueChange) {
        let (old, new) = (operation.old, operation.new)
        if case .alternatives(let old) = old.identity, case .alternatives(let new) = new.identity {
            compare("identities", old.map(\.name.text), new.map(\.name.text), operation.places.at("identity"))
        }
        if !change.declares(differentlyAt: operation.places) {
            compare(
                "parameters", old.parameters.map(\.name.text), new.parameters.map(\.name.text),
                operation.places.at("parameters"))
        }
        for pair in operation.parameters.pairs {
            let name = pair.new.name.text
            compare(
                "values that '\(name)' must not have", pair.old.constraints.not, pair.new.constraints.not,
                pair.places.at("not"))
            compare(
                "values of '\(name)'", pair.old.type.enumeration?.order ?? [], pair.new.type.enumeration?.order ?? [],
                pair.places.at("enum"))
        }
    }

    /// What replies hold and how to learn the final state.
    fileprivate mutating func compareReplies(_ operation: OperationChange) {
        for pair in operation.responses.pairs {
            compare(
                "header fields of \(pair.new.key)", pair.old.shapes.first?.headers.map(\.name) ?? [],
                pair.new.shapes.first?.headers.map(\.name) ?? [], pair.places.at("headers"))
            compare(
                "echoes of \(pair.new.key)", pair.old.echoes.map(\.path.description),
                pair.new.echoes.map(\.path.description), pair.places.at("echoes"))
        }
        for pair in operation.confirmations.pairs {
            compare(
                "statuses of '\(pair.new.call)'", pair.old.statuses.map(\.status), pair.new.statuses.map(\.status),
                pair.places.at("statuses"))
        }
        var seen: Set<[Int]> = []
        for pair in operation.lines.pairs where seen.insert([pair.old.index, pair.new.index]).inserted {
            guard case .byValue(_, let old) = pair.old.rule.decision, case .byValue(_, let new) = pair.new.rule.decision
            else { continue }
            compare(
                "values of the row '\(pair.new.rowEvidence)'", old.map(\.value), new.map(\.value),
                operation.rowPlaces(of: pair).at("then"))
        }
    }

    fileprivate mutating func compare(_ what: String, _ old: [String], _ new: [String], _ places: Places) {
        let common = Set(old).intersection(new)
        let (before, after) = (old.filter(common.contains), new.filter(common.contains))
        guard before != after else { return }
        add(
            .init(
                "the \(what) stand in another order", at: places, old: before.joined(separator: ", "),
                new: after.joined(separator: ", ")))
    }
}

extension VenueChange {
    /// Whether the declarations made from a part differ, which tells of the order of arguments too.
    fileprivate func declares(differentlyAt places: Places) -> Bool {
        declarationChanges.contains { ($0.places.new.subject + ".").hasPrefix(places.new.subject + ".") }
    }
}

extension Enumeration {
    fileprivate var order: [String] { values.map(\.name.text) }
}

extension RateLimitPolicy {
    fileprivate var order: String { "\(requests) per \(period.text) by \(scope)" }
}
