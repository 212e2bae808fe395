/// Decides what a reply that has been read means: the first row of the table that holds, unless it names another order.
struct ReplyJudging {
    let status: Int
    let headers: [Example.Header]
    let operation: CallDescription
    let input: InputValues

    func judge(_ reading: ReplyReading) -> Judgement {
        switch reading {
        case .fits(let shape, let value):
            judge(shape, value)
        case .unreadable(let shape, let mismatch):
            provenByStatus(caseName: shape.caseName, mismatch)
                ?? builtIn(shape.caseName, mismatch, .unreadable, OutcomeRule.unreadableBodyText)
        case .undocumented(let mismatch):
            (operation.responses(to: status).isEmpty
                ? nil : provenByStatus(caseName: Judgement.undocumentedCase, mismatch))
                ?? builtIn(
                    Judgement.undocumentedCase, mismatch, status / 100 == 5 ? .serverError : .undocumented,
                    OutcomeRule.undocumentedStatusText)
        }
    }

    private func judge(_ shape: ResponseShape, _ value: FittedValue?) -> Judgement {
        var judgement = outcome(of: shape, value)
        guard judgement.outcome == .granted, let value else { return judgement }
        for given in operation.login?.gives ?? [] {
            guard case .field(let path) = given.place else { continue }
            judgement.given[given.credential] = value.values(at: path, asked: input).first?.text
        }
        return judgement
    }

    private func outcome(of shape: ResponseShape, _ value: FittedValue?) -> Judgement {
        // A valid spec ends each status in a row that always holds; without one the reply proves nothing.
        var judgement = Judgement(
            caseName: shape.caseName, fits: true, outcome: .unknown(.inconclusive), rule: OutcomeRule.undecidedText,
            basis: .documented, code: evidence(shape.code, in: value), text: evidence(shape.text, in: value))
        for echo in shape.echoes {
            guard let value, var other = EchoEvaluation(echo, input: input).otherOrder(in: value) else { continue }
            (other.asked, other.named) = (bounded(other.asked), bounded(other.named))
            (judgement.outcome, judgement.otherOrder) = (.unknown(.otherOrder), other)
            (judgement.rule, judgement.basis) = (echo.evidenceText, echo.provenance.basis)
            return judgement
        }
        judgement.quantities = shape.quantities.compactMap { quantity(at: $0, in: value) }
        judgement.affected = shape.affected.flatMap { value?.values(at: $0, asked: input).first?.affected }
        let evaluation = ConditionEvaluation(value: value, headers: headers, input: input)
        for (index, rule) in operation.outcomes.enumerated()
        where rule.covers(status) && rule.conditions.allSatisfy(evaluation.holds) {
            switch rule.decision {
            case .fixed(let outcome):
                (judgement.outcome, judgement.basis) = (outcome, rule.provenance.basis)
                judgement.rule = rule.evidenceText(status: status, value: nil)
                judgement.row = Judgement.Row(rule: index)
                return judgement
            case .byValue(let path, let cases):
                guard let decider = value?.values(at: path, asked: input).first?.text,
                    let (position, row) = cases.enumerated().first(where: { $0.element.value.isExactly(decider) })
                else { continue }
                (judgement.outcome, judgement.basis) = (row.outcome, row.provenance.basis)
                judgement.rule = rule.evidenceText(status: status, value: decider)
                judgement.row = Judgement.Row(rule: index, valueCase: position)
                return judgement
            }
        }
        return judgement
    }

    /// The judgement of a body that does not fit, where the status alone is proof.
    private func provenByStatus(caseName: String, _ mismatch: Mismatch) -> Judgement? {
        for (index, rule) in operation.outcomes.enumerated()
        where rule.isProvenByStatus && rule.covers(status) && rule.conditions.isEmpty {
            guard case .fixed(let outcome) = rule.decision else { continue }
            return Judgement(
                caseName: caseName, fits: false, mismatch: mismatch.description, outcome: outcome,
                rule: rule.evidenceText(status: status, value: nil), row: Judgement.Row(rule: index),
                basis: rule.provenance.basis)
        }
        return nil
    }

    /// The judgement of a reply outside the documentation.
    private func builtIn(
        _ caseName: String, _ mismatch: Mismatch, _ cause: Outcome.UnknownCause, _ rule: String
    ) -> Judgement {
        Judgement(
            caseName: caseName, fits: false, mismatch: mismatch.description, outcome: .unknown(cause), rule: rule,
            basis: .documented)
    }

    /// The venue's own words at the first of some paths that is there, as text, up to ``Judgement/evidenceLimit``.
    private func evidence(_ paths: [FieldPath], in value: FittedValue?) -> String? {
        paths.lazy.compactMap { value?.values(at: $0, asked: input).first?.text }.first.map(bounded)
    }

    /// A quantity as it is written; one of more than ``Judgement/evidenceLimit`` bytes is none.
    private func quantity(at path: FieldPath, in value: FittedValue?) -> String? {
        guard let text = value?.values(at: path, asked: input).first?.text, text.utf8.count <= Judgement.evidenceLimit
        else {
            return nil
        }
        return text
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

/// A reply held against the documented shapes of its status.
enum ReplyReading {
    /// It is of this shape. The value is `nil` where nothing is read: no content, or undocumented content.
    case fits(ResponseShape, FittedValue?)
    /// The status has this shape, and the body is not of it.
    case unreadable(ResponseShape, Mismatch)
    /// No shape of the status can hold the body, or the status has none.
    case undocumented(Mismatch)

    /// Tries the shapes of the status in spec order; the first that fits is the reply's.
    ///
    /// A body that fits none is an unreadable one of the first shape with readable content. Where the status has only
    /// shapes without content, a body cannot be held by any and the reply is undocumented.
    init(status: Int, body: [UInt8], operation: CallDescription, venue: Venue) {
        var firstUnreadable: ReplyReading?
        var unexpectedContent: Mismatch?
        for shape in operation.responses(to: status) {
            do {
                self = .fits(shape, try Self.read(body, as: shape.content, venue: venue))
                return
            } catch {
                if shape.content == .none {
                    unexpectedContent = unexpectedContent ?? error
                } else {
                    firstUnreadable = firstUnreadable ?? .unreadable(shape, error)
                }
            }
        }
        let undocumented = Mismatch(path: FieldPath(steps: []), problem: "status \(status) is not documented")
        self = firstUnreadable ?? .undocumented(unexpectedContent ?? undocumented)
    }

    private static func read(
        _ body: [UInt8], as content: ResponseShape.Content, venue: Venue
    ) throws(Mismatch) -> FittedValue? {
        let root = FieldPath(steps: [])
        switch content {
        case .json(let type): return try ShapeFitting(venue: venue).fit(body: body, as: type)
        case .text:
            guard let text = String(validating: body, as: UTF8.self) else {
                throw Mismatch(path: root, problem: "expected UTF-8 text")
            }
            return .text(text)
        case .none:
            guard body.isEmpty else { throw Mismatch(path: root, problem: "expected an empty body") }
            return nil
        case .any: return nil
        }
    }
}
