internal import VenueSpec

extension OperationChange {
    var replyRows: [ComparisonTable.Row] {
        responses.rows(
            old: StatusResponse.all(of: old), new: StatusResponse.all(of: new), key: \.key, name: \.key,
            facts: { response, _ in
                let shapes = response.shapes
                return [
                    ("body", response.bodyText), ("code in", shapes.compactMap(\.code?.description).first),
                    ("text in", shapes.compactMap(\.text?.description).first),
                ]
                    + response.echoes.map { ("'\($0.path)' repeats", $0.specText) }
                    + (shapes.first?.headers ?? []).map {
                        ("header \($0.name)", $0.isRequired ? "always" : "may be missing")
                    }
                    + (shapes.first?.basis ?? [])
            })
    }

    var outcomeRows: [ComparisonTable.Row] {
        let turns = lines.turns
        var rows: [(order: Int, row: ComparisonTable.Row)] = []
        for pair in lines.pairs + lines.retested {
            var (before, after) = (pair.old.facts, pair.new.facts)
            if let turn = turns[pair.new.evidence] {
                before.append(("turn", String(turn.old)))
                after.append(("turn", String(turn.new)))
            }
            rows.append(
                (
                    lines.new.firstIndex(of: pair.new) ?? lines.new.count,
                    .init(
                        old: pair.old.evidence, new: pair.new.evidence, facts: (before, after),
                        subjects: [pair.places.old.subject, pair.places.new.subject],
                        evidence: [pair.old.evidence, pair.new.evidence])
                ))
        }
        for single in lines.added {
            rows.append(
                (
                    lines.new.firstIndex(of: single.value) ?? lines.new.count,
                    .init(
                        old: nil, new: single.value.evidence,
                        facts: (meaning(ofUndocumented: single.value.status, in: old), single.value.facts),
                        subjects: [single.places.new.subject], evidence: [single.value.evidence])
                ))
        }
        var sorted = rows.sorted { $0.order < $1.order }.map(\.row)
        for single in lines.removed {
            let followed = lines.old.prefix { $0 != single.value }.map(\.evidence)
            let place = sorted.lastIndex { row in row.oldName.map(followed.contains) ?? false }
            sorted.insert(
                .init(
                    old: single.value.evidence, new: nil,
                    facts: (single.value.facts, meaning(ofUndocumented: single.value.status, in: new)),
                    subjects: [single.places.old.subject], evidence: [single.value.evidence]),
                at: place.map { $0 + 1 } ?? 0)
        }
        return sorted
    }

    /// What a version says of replies whose status it does not document.
    private func meaning(ofUndocumented status: Int, in version: CancelDescription) -> FactList {
        version.responses.contains { $0.status == status }
            ? [] : [("means", StatusResponse.undocumented(status).word)]
    }

    /// Repeating, and learning the final state.
    var afterwardsRows: [ComparisonTable.Row] {
        let repeatable = places.at("repeatable")
        let row = ComparisonTable.Row(
            old: "repeating", new: "repeating", facts: (old.repeatability.facts, new.repeatability.facts),
            subjects: [repeatable.old.subject, repeatable.new.subject])
        return [row]
            + confirmations.rows(
                old: old.confirmations, new: new.confirmations, key: \.call, name: { "confirm with \($0.call)" },
                facts: { confirmation, _ in
                    confirmation.statuses.map { ($0.status, $0.outcome.word) } + confirmation.basis
                })
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

extension RepeatPolicy {
    /// Whether the same cancel may be sent again.
    fileprivate var facts: FactList { [("is", kind.rawValue)] + basis }
}
