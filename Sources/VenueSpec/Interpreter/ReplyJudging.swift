/// Decides what a reply that has been read means: the first row of the table that holds, unless it names another order.
struct ReplyJudging {
    /// The reply's status.
    let status: Int
    /// The call.
    let operation: CancelOperation
    /// The input of the request.
    let input: InputValues
    /// The compiled expressions.
    let patterns: CompiledPatterns

    /// The outcome and its evidence.
    func judge(_ reading: ReplyReading) -> Judgement {
        switch reading {
        case .fits(let shape, let value):
            judge(shape, value)
        case .unreadable(let shape, let mismatch):
            provenByStatus(caseName: shape.caseName, mismatch)
                ?? builtIn(shape.caseName, mismatch, .unreadable, OutcomeRule.unreadableBodyText)
        case .undocumented(let mismatch):
            provenByStatus(caseName: Judgement.undocumentedCase, mismatch)
                ?? builtIn(
                    Judgement.undocumentedCase, mismatch, status / 100 == 5 ? .serverError : .undocumented,
                    OutcomeRule.undocumentedStatusText)
        }
    }

    /// The judgement of a body that fits.
    private func judge(_ shape: ResponseShape, _ value: FittedValue?) -> Judgement {
        let evaluation = ConditionEvaluation(value: value, input: input, patterns: patterns)
        let code = evidence(shape.code, in: value)
        let text = evidence(shape.text, in: value)
        for echo in shape.echoes {
            guard let value, var other = EchoEvaluation(echo, input: input).otherOrder(in: value) else { continue }
            (other.asked, other.named) = (bounded(other.asked), bounded(other.named))
            return Judgement(
                caseName: shape.caseName, fits: true, mismatch: nil, outcome: .unknown(.otherOrder),
                rule: echo.evidenceText, row: nil, basis: echo.provenance.basis, code: code, text: text,
                otherOrder: other)
        }
        for (index, rule) in operation.outcomes.enumerated()
        where rule.statuses.contains(status) && rule.conditions.allSatisfy(evaluation.holds) {
            switch rule.decision {
            case .fixed(let outcome):
                return Judgement(
                    caseName: shape.caseName, fits: true, mismatch: nil, outcome: outcome,
                    rule: rule.evidenceText(status: status, value: nil), row: Judgement.Row(rule: index),
                    basis: rule.provenance.basis, code: code, text: text)
            case .byValue(let path, let cases):
                guard let decider = value?.values(at: path).first?.text,
                    let (position, row) = cases.enumerated().first(where: { $0.element.value.isExactly(decider) })
                else { continue }
                return Judgement(
                    caseName: shape.caseName, fits: true, mismatch: nil, outcome: row.outcome,
                    rule: rule.evidenceText(status: status, value: decider),
                    row: Judgement.Row(rule: index, valueCase: position),
                    basis: row.provenance.basis, code: code, text: text)
            }
        }
        // A valid spec ends each status in a row that always holds; without one the reply proves nothing.
        return Judgement(
            caseName: shape.caseName, fits: true, mismatch: nil, outcome: .unknown(.inconclusive),
            rule: OutcomeRule.undecidedText, row: nil, basis: .documented, code: code, text: text)
    }

    /// The judgement of a body that does not fit, where the status alone is proof.
    private func provenByStatus(caseName: String, _ mismatch: Mismatch) -> Judgement? {
        for (index, rule) in operation.outcomes.enumerated()
        where rule.isProvenByStatus && rule.statuses.contains(status) && rule.conditions.isEmpty {
            guard case .fixed(let outcome) = rule.decision else { continue }
            return Judgement(
                caseName: caseName, fits: false, mismatch: mismatch.description, outcome: outcome,
                rule: rule.evidenceText(status: status, value: nil), row: Judgement.Row(rule: index),
                basis: rule.provenance.basis, code: nil, text: nil)
        }
        return nil
    }

    /// The judgement of a reply outside the documentation.
    private func builtIn(
        _ caseName: String, _ mismatch: Mismatch, _ cause: Outcome.UnknownCause, _ rule: String
    ) -> Judgement {
        Judgement(
            caseName: caseName, fits: false, mismatch: mismatch.description, outcome: .unknown(cause),
            rule: rule, row: nil, basis: .documented, code: nil, text: nil)
    }

    /// The venue's own words at a path, as text, up to ``Judgement/evidenceLimit``.
    private func evidence(_ path: FieldPath?, in value: FittedValue?) -> String? {
        guard let path, let text = value?.values(at: path).first?.text else { return nil }
        return bounded(text)
    }

    /// The beginning of a text, cut between characters.
    private func bounded(_ text: String) -> String {
        var length = 0
        let kept = text.unicodeScalars.prefix { scalar in
            length += UTF8.width(scalar)
            return length <= Judgement.evidenceLimit
        }
        return String(kept)
    }
}
