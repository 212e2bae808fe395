internal import SourceText

/// Whether the outcome table is total, has no dead rows and takes no server error for proof.
struct OutcomeCoverage {
    private let operation: CallDescription
    private let venue: Venue
    private let table: OutcomeTable

    /// Reports every flaw of a call's outcome table, in the order of rules and then of the spec.
    ///
    /// Known limits: rules that together cover every value of a boolean are not seen to shadow a later rule, and
    /// regular expressions are compared with constants only.
    static func check(_ operation: CallDescription, of venue: Venue, _ report: inout Report) {
        let coverage = OutcomeCoverage(
            operation: operation, venue: venue, table: OutcomeTable(operation, venue: venue))
        coverage.checkStatuses(&report)
        coverage.checkValues(&report)
        coverage.checkReach(&report)
        coverage.checkServerErrors(&report)
    }

    /// Reports statuses without a rule that always holds.
    private func checkStatuses(_ report: inout Report) {
        let closing = operation.outcomes.filter { rule in
            guard case .fixed = rule.decision else { return false }
            return rule.conditions.isEmpty
        }
        var seen: Set<StatusRange> = []
        for kind in table.kinds where !closing.contains(where: { $0.covers(kind.sample) }) {
            guard let shape = operation.responses(to: kind.sample).first, seen.insert(shape.status).inserted else {
                continue
            }
            report.add(
                .statusWithoutOutcome,
                "status \(kind.range) can end without an outcome; "
                    + "end its rules with one that has neither 'when' nor 'by'", at: shape.provenance.range)
        }
    }

    /// Reports values that a deciding field declares and its rule does not list, or the other way round.
    ///
    /// A value that an earlier rule decides, or that the rule's own conditions rule out, need not be listed.
    private func checkValues(_ report: inout Report) {
        for (index, rule) in operation.outcomes.enumerated() {
            guard case .byValue(let path, let cases) = rule.decision else { continue }
            let shapes = operation.responses.filter { shape in
                rule.statuses.contains { operation.isAnswered($0, by: shape) }
            }
            let enumerations = shapes.compactMap { $0.type(at: path, in: venue)?.enumeration(in: venue) }
            guard !enumerations.isEmpty else { continue }
            let declared = enumerations.flatMap(\.values).map(\.name.text)
            var seen = Set(cases.map(\.value))
            for value in declared where seen.insert(value).inserted {
                guard table.couldDecide(value, at: path, rule: index) else { continue }
                report.add(
                    .valueWithoutOutcome, "'\(path)' can be '\(value)', which has no outcome; list it under 'then'",
                    at: rule.provenance.range)
            }
            let names = Set(declared)
            for row in cases where !names.contains(row.value) {
                report.add(
                    .valueWithoutOutcome,
                    "'\(row.value)' is not a declared value of '\(path)'; "
                        + "declare it in the enumeration or remove it", at: row.provenance.range)
            }
        }
    }

    /// Reports rows that can never decide.
    private func checkReach(_ report: inout Report) {
        for (index, rows) in table.rows.enumerated() {
            for row in rows {
                if let (first, second) = row.contradiction {
                    report.add(
                        .unreachableOutcome,
                        "'\(first.evidenceText)' and '\(second.evidenceText)' never hold together; "
                            + "remove one of them", at: row.range)
                    continue
                }
                for status in table.rules[index].statuses {
                    if let wider = table.rules[index].statuses.first(where: { $0 != status && $0.covers(status) }) {
                        report.add(
                            .unreachableOutcome, "status \(status) is one of '\(wider)' already; remove it",
                            at: row.range)
                        continue
                    }
                    // A wider range is about what is left of it.
                    let samples =
                        status.isSingle ? [status.statuses.lowerBound] : table.kinds(of: [status]).map(\.sample)
                    let shadows = samples.map { table.shadow(of: row, of: index, status: $0) }
                    guard let shadow = shadows.last ?? nil, !shadows.contains(where: { $0 == nil }) else { continue }
                    let subject = row.value.map { "the value '\($0)'" } ?? "this rule"
                    report.add(
                        .unreachableOutcome,
                        "\(subject) never decides status \(status), since line \(shadow.range.start.line) holds "
                            + "whenever it does; move it up or remove it", at: row.range,
                        notes: [("the other place is here", shadow.range)])
                }
            }
        }
    }

    /// Reports rules that take a server error for proof, but for a documented code or text under one.
    private func checkServerErrors(_ report: inout Report) {
        for (index, rule) in operation.outcomes.enumerated() {
            let kinds = table.kinds(of: rule.statuses).filter { $0.sample / 100 == 5 }
            let isTested = kinds.allSatisfy { testsEvidence(rule, status: $0.sample) }
            for ((outcome, provenance), row) in zip(rule.decided, table.rows[index]) {
                switch outcome {
                case .unknown, .throttled: continue
                default: break
                }
                let reached = kinds.first { kind in
                    rule.statuses.contains(kind.range) || table.shadow(of: row, of: index, status: kind.sample) == nil
                }
                guard let status = reached.map({ $0.range == .all ? "5XX" : $0.range.description }) else { continue }
                if !rule.isProvenByBody || !isTested {
                    let cure =
                        rule.isProvenByBody
                        ? "test the field under 'code' or 'text', or use 'unknown(…)'"
                        : "use 'unknown(…)' or 'throttled(…)', or 'proof: body' with a test of its code or text"
                    report.add(
                        .serverErrorDecided,
                        "status \(status) proves nothing, so it cannot mean '\(outcome.word)'; \(cure)",
                        at: provenance.range)
                } else if rule.provenance.basis != .documented || provenance.basis != .documented {
                    report.add(
                        .serverErrorInferred,
                        "status \(status) means '\(outcome.word)' by a code or text, which the page does not say; "
                            + "a server that failed may have cancelled the order", at: provenance.range)
                }
            }
        }
    }

    /// Whether a rule tests what the replies of a status hold as the venue's own code or text.
    private func testsEvidence(_ rule: OutcomeRule, status: Int) -> Bool {
        let shapes = operation.responses(to: status)
        let evidence = Set(shapes.flatMap { $0.code + $0.text })
        let tested = rule.conditions.filter { $0.test != .present && $0.test != .absent }.map(\.path)
        guard case .byValue(let path, _) = rule.decision else { return !evidence.isDisjoint(with: tested) }
        return evidence.contains(path) || !evidence.isDisjoint(with: tested)
    }
}

extension OutcomeRule {
    /// Every outcome the rule can decide, with its place and how it is known.
    fileprivate var decided: [(Outcome, Provenance)] {
        switch decision {
        case .fixed(let outcome): [(outcome, provenance)]
        case .byValue(_, let cases): cases.map { ($0.outcome, $0.provenance) }
        }
    }
}
