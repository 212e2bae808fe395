internal import VenueSpec

extension OperationChange {
    var replyRows: [ComparisonTable.Row] {
        responses.rows(
            name: \.key,
            facts: { response, _ in
                let shapes = response.shapes
                return [
                    ("body", response.bodyText), ("code in", shapes.compactMap(\.code.text).first),
                    ("text in", shapes.compactMap(\.text.text).first),
                ]
                    + [("affected in", response.affected?.description)]
                    + response.quantities.all.map { ("\($0.quantity.rawValue) in", $0.value.description) }
                    + response.echoes.map { ("'\($0.path)' repeats", $0.specText) }
                    + (shapes.first?.headers ?? []).map {
                        ("header \($0.name)", $0.isRequired ? "always" : "may be missing")
                    }
                    + (shapes.first?.basis ?? [])
            })
    }

    var outcomeRows: [ComparisonTable.Row] {
        let turns = lines.turns
        return lines.entries.map { entry in
            let lines = [entry.old, entry.new].compactMap(\.self)
            let undocumented = { (version: CallDescription) in
                lines.first.map { meaning(ofUndocumented: $0.kind, in: version) } ?? []
            }
            let turn = entry.old == nil ? nil : entry.new.flatMap { turns[$0.evidence] }
            return .init(
                old: entry.old?.evidence, new: entry.new?.evidence,
                facts: (
                    (entry.old?.facts ?? undocumented(old)) + [("turn", turn.map { String($0.old) })],
                    (entry.new?.facts ?? undocumented(new)) + [("turn", turn.map { String($0.new) })]
                ),
                subjects: (entry.old == nil ? [] : [entry.places.old.subject])
                    + (entry.new == nil ? [] : [entry.places.new.subject]),
                evidence: lines.map(\.evidence))
        }
    }

    /// What a version says of replies whose status it does not document.
    private func meaning(ofUndocumented kind: StatusKind, in version: CallDescription) -> FactList {
        version.responses(to: kind.sample).isEmpty ? [("means", StatusResponse.undocumented(kind.range).word)] : []
    }

    /// Repeating, and learning the final state.
    var afterwardsRows: [ComparisonTable.Row] {
        switch new.kind {
        case .read: return weightRows + pageRows
        case .login: return grantRows
        case .cancel, .cancelAll: break
        }
        let repeatable = places.at("repeatable")
        let row = ComparisonTable.Row(
            old: "repeating", new: "repeating", facts: (old.repeatability.facts, new.repeatability.facts),
            subjects: [repeatable.old.subject, repeatable.new.subject])
        return [row] + weightRows + batchRows
            + confirmations.rows(
                name: { "confirm with \($0.call)" },
                facts: { confirmation, _ in
                    confirmation.statuses.map { ($0.status, $0.outcome.word) } + confirmation.basis
                })
    }
}

extension OperationChange {
    /// How many orders a call names.
    private var batchRows: [ComparisonTable.Row] {
        guard old.batch != nil || new.batch != nil else { return [] }
        let batch = places.at("batch")
        return [
            .init(
                old: old.batch.map { _ in "batch" }, new: new.batch.map { _ in "batch" },
                facts: (old.batch?.facts ?? [], new.batch?.facts ?? []),
                subjects: [batch.old.subject, batch.new.subject])
        ]
    }

    /// What a call counts as under the rate limits, where either version says so.
    private var weightRows: [ComparisonTable.Row] {
        guard [old, new].contains(where: { $0.weight != nil || $0.batch?.weight != nil }) else { return [] }
        let weight = places.at("weight")
        return [
            .init(
                old: "weight", new: "weight", facts: ([("is", old.weightText)], [("is", new.weightText)]),
                subjects: [weight.old.subject, weight.new.subject])
        ]
    }

    /// What a login gives, for how long and where.
    private var grantRows: [ComparisonTable.Row] {
        func facts(_ call: CallDescription) -> FactList {
            (call.login?.gives ?? []).map { ("gives \($0.credential)", $0.place.text) } + [
                ("good", call.login?.expiry?.text), ("bound to", call.login?.bond?.rawValue),
            ]
        }
        let gives = places.at("gives")
        return [
            .init(
                old: "grant", new: "grant", facts: (facts(old), facts(new)),
                subjects: [gives.old.subject, gives.new.subject])
        ]
    }

    /// How the pages of a list follow one another.
    private var pageRows: [ComparisonTable.Row] {
        let versions = [old, new].map { $0.read?.pages }
        guard versions.contains(where: { $0 != nil }) else { return [] }
        let facts = versions.map { pages -> FactList in
            PageDescription.plainFacts.filter { $0.role == .content }.map { fact in
                (fact.key, pages.flatMap(fact.text))
            }
        }
        let pages = places.at("pages")
        return [
            .init(
                old: "pages", new: "pages", facts: (facts[0], facts[1]),
                subjects: [pages.old.subject, pages.new.subject])
        ]
    }
}

extension OutcomeLines {
    /// Which of its status a line is in both versions, among those both have; of statuses whose order changed only.
    fileprivate var turns: [String: (old: Int, new: Int)] {
        let positions = Dictionary(
            old.enumerated().map { ($1.evidence, $0) }, uniquingKeysWith: { first, _ in first })
        var turns: [String: (old: Int, new: Int)] = [:]
        for (_, pairs) in Dictionary(grouping: pairs, by: \.new.status) {
            let before = pairs.map(\.old.evidence).sorted { positions[$0, default: 0] < positions[$1, default: 0] }
            guard before != pairs.map(\.old.evidence) else { continue }
            for (index, pair) in pairs.enumerated() {
                let old = before.firstIndex(of: pair.old.evidence) ?? index
                turns[pair.new.evidence] = (old + 1, index + 1)
            }
        }
        return turns
    }
}

extension OutcomeLine {
    /// What a reply of its kind means and how that is known.
    fileprivate var facts: FactList {
        [("means", outcome.word), ("proven by", rule.isProvenByStatus ? "the status alone" : nil)]
            + (value?.basis ?? rule.basis)
    }
}

extension BatchDescription {
    /// How many orders a call names, and what is one for all of them.
    fileprivate var facts: FactList {
        [("orders", "up to \(limit)"), ("same", same.isEmpty ? nil : same.joined(separator: ", "))] + basis
    }
}

extension RepeatPolicy {
    /// Whether the same cancel may be sent again.
    fileprivate var facts: FactList { [("is", kind.rawValue)] + basis }
}
