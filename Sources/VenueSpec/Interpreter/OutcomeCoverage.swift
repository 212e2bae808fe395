package import SourceText

/// A flaw of the table that gives replies their meaning.
package struct OutcomeFinding: Sendable, Hashable {
    package var rule: LanguageRule
    /// What is wrong and the cure; lower case, no full stop.
    package var message: String
    package var range: SourceRange
    /// A further place that explains it, such as the row that shadows another.
    package var related: SourceRange?
}

/// Whether the outcome table is total, has no dead rows and takes no server error for proof.
package struct OutcomeCoverage {
    private let operation: CancelDescription
    private let venue: Venue
    private let table: OutcomeTable

    /// Every flaw of a call's outcome table, in the order of rules and then of the spec.
    ///
    /// Known limits: rules that together cover every value of a boolean are not seen to shadow a later rule, and
    /// regular expressions are compared with constants only.
    ///
    /// - Parameters:
    ///   - operation: The call.
    ///   - venue: The venue of the call.
    /// - Returns: The flaws; none if the table is total.
    package static func findings(for operation: CancelDescription, venue: Venue) -> [OutcomeFinding] {
        let coverage = OutcomeCoverage(
            operation: operation, venue: venue, table: OutcomeTable(operation, venue: venue))
        return coverage.statuses() + coverage.values() + coverage.unreachable() + coverage.serverErrors()
    }

    /// Statuses without a rule that always holds.
    private func statuses() -> [OutcomeFinding] {
        var seen: Set<Int> = []
        return operation.responses.filter { seen.insert($0.status).inserted }.compactMap { shape in
            let isTotal = operation.outcomes.contains { rule in
                guard case .fixed = rule.decision else { return false }
                return rule.conditions.isEmpty && rule.statuses.contains(shape.status)
            }
            guard !isTotal else { return nil }
            return OutcomeFinding(
                rule: .statusWithoutOutcome,
                message: "status \(shape.status) can end without an outcome; "
                    + "end its rules with one that has neither 'when' nor 'by'",
                range: shape.provenance.range)
        }
    }

    /// Values that a deciding field declares and its rule does not list, or the other way round.
    ///
    /// A value that an earlier rule decides, or that the rule's own conditions rule out, need not be listed.
    private func values() -> [OutcomeFinding] {
        operation.outcomes.enumerated().flatMap { index, rule -> [OutcomeFinding] in
            guard case .byValue(let path, let cases) = rule.decision else { return [] }
            let enumerations = operation.responses.filter { rule.statuses.contains($0.status) }
                .compactMap { $0.type(at: path, in: venue)?.enumeration(in: venue) }
            guard !enumerations.isEmpty else { return [] }
            let declared = enumerations.flatMap(\.values).map(\.name.text)
            let listed = cases.map(\.value)
            let names = Set(declared)
            var seen = Set(listed)
            let missing = declared.filter { value in
                seen.insert(value).inserted && table.couldDecide(value, at: path, rule: index)
            }
            return missing.map { value in
                OutcomeFinding(
                    rule: .valueWithoutOutcome,
                    message: "'\(path)' can be '\(value)', which has no outcome; list it under 'then'",
                    range: rule.provenance.range)
            }
                + cases.filter { !names.contains($0.value) }.map { row in
                    OutcomeFinding(
                        rule: .valueWithoutOutcome,
                        message: "'\(row.value)' is not a declared value of '\(path)'; "
                            + "declare it in the enumeration or remove it",
                        range: row.provenance.range)
                }
        }
    }

    /// Rows that can never decide.
    private func unreachable() -> [OutcomeFinding] {
        table.rows.enumerated().flatMap { index, rows in
            rows.flatMap { row -> [OutcomeFinding] in
                if let (first, second) = row.contradiction {
                    return [
                        OutcomeFinding(
                            rule: .unreachableOutcome,
                            message: "'\(first.evidenceText)' and '\(second.evidenceText)' never hold together; "
                                + "remove one of them",
                            range: row.range)
                    ]
                }
                return table.rules[index].statuses.compactMap { status in
                    table.shadow(of: row, of: index, status: status).map { shadow in
                        let subject = row.value.map { "the value '\($0)'" } ?? "this rule"
                        return OutcomeFinding(
                            rule: .unreachableOutcome,
                            message: "\(subject) never decides status \(status), since line "
                                + "\(shadow.range.start.line) holds whenever it does; move it up or remove it",
                            range: row.range, related: shadow.range)
                    }
                }
            }
        }
    }

    /// Rules that take a server error for proof, but for a documented code or text under one.
    private func serverErrors() -> [OutcomeFinding] {
        operation.outcomes.flatMap { rule -> [OutcomeFinding] in
            guard let status = rule.statuses.first(where: { $0 / 100 == 5 }) else { return [] }
            let isTested = rule.statuses.filter { $0 / 100 == 5 }.allSatisfy { testsEvidence(rule, status: $0) }
            return rule.decided.compactMap { outcome, provenance in
                switch outcome {
                case .unknown, .throttled: return nil
                default: break
                }
                guard rule.isProvenByBody, isTested else {
                    let cure =
                        rule.isProvenByBody
                        ? "test the field under 'code' or 'text', or use 'unknown(…)'"
                        : "use 'unknown(…)' or 'throttled(…)', or 'proof: body' with a test of its code or text"
                    return OutcomeFinding(
                        rule: .serverErrorDecided,
                        message: "status \(status) proves nothing, so it cannot mean '\(outcome.word)'; \(cure)",
                        range: provenance.range)
                }
                guard rule.provenance.basis != .documented || provenance.basis != .documented else { return nil }
                return OutcomeFinding(
                    rule: .serverErrorInferred,
                    message: "status \(status) means '\(outcome.word)' by a code or text, which the page does not say; "
                        + "a server that failed may have cancelled the order",
                    range: provenance.range)
            }
        }
    }

    /// Whether a rule tests what the replies of a status hold as the venue's own code or text.
    private func testsEvidence(_ rule: OutcomeRule, status: Int) -> Bool {
        let shapes = operation.responses.filter { $0.status == status }
        let evidence = Set(shapes.flatMap { [$0.code, $0.text].compactMap(\.self) })
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
