internal import VenueSpec

/// The rule `entries-reordered`.
enum EntriesReordered: DiffRule {
    static let rule = DiffRuleDescription(
        id: "entries-reordered", category: .documentation, levels: [.info],
        summary: "the entries of a list stand in another order",
        explanation: """
            Nothing depends on this order but lists in the generated client, such as the servers by name, and its \
            documentation. Orders that matter, such as that of outcomes or of arguments, are reported as what they \
            change.
            """,
        before: "servers: { production: …, test: … }", after: "servers: { test: …, production: … }")

    static func check(_ change: VenueChange, _ report: inout DiffReport) {
        /// Reports entries whose order differs.
        func compare<Element>(
            _ what: String, _ old: [Element], _ new: [Element], at places: Places, _ name: (Element) -> String
        ) {
            let common = Set(old.map(name)).intersection(new.map(name))
            let before = old.map(name).filter(common.contains)
            let after = new.map(name).filter(common.contains)
            guard before != after else { return }
            report.add(
                rule, nil, "\(what) stand in another order", at: places, old: before.joined(separator: ", "),
                new: after.joined(separator: ", "))
        }
        let root = Places.root
        compare("the servers", change.old.servers, change.new.servers, at: root.at("servers"), \.name.text)
        compare("the sources", change.old.sources, change.new.sources, at: root.at("sources"), \.id)
        compare("the types", change.old.types, change.new.types, at: root.at("types"), \.name.text)
        compare(
            "the rate limits", change.old.rateLimits, change.new.rateLimits, at: root.at("rateLimits")
        ) { "\($0.requests) per \($0.period) by \($0.scope)" }
        compare("the calls", change.old.operations, change.new.operations, at: root.at("operations"), \.name.text)
        compare("the quirks", change.old.quirks, change.new.quirks, at: root.at("quirks"), \.id)
        for type in change.types {
            guard case .enumeration(let old) = type.pair.old.definition,
                case .enumeration(let new) = type.pair.new.definition
            else { continue }
            compare(
                "the values of '\(type.pair.new.name.text)'", old.values, new.values, at: type.pair.places.at("enum"),
                \.name.text)
        }
        for operation in change.operations {
            if case .alternatives(let old) = operation.old.identity,
                case .alternatives(let new) = operation.new.identity
            {
                compare("the identities", old, new, at: operation.places.at("identity"), \.name.text)
            }
            for pair in operation.parameters.pairs {
                guard let old = pair.old.type.enumeration, let new = pair.new.type.enumeration else { continue }
                compare(
                    "the values of '\(pair.new.name.text)'", old.values, new.values, at: pair.places.at("enum"),
                    \.name.text)
            }
        }
    }
}
