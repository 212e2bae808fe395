internal import SourceText
internal import VenueRuntime

/// What came of one order, for a person.
struct ReportText {
    /// What came of it.
    let report: CancelReport

    /// The lines: the outcome first, then what it rests on.
    var text: String {
        var rows: [(String, String)] = [("order", DisplayText.order(report.input))]
        if let evidence = report.evidence {
            rows.append(("status", "\(evidence.status)"))
            rows.append(("rule", VisibleText.of("\(evidence.rule) (\(evidence.basis))")))
            if let code = evidence.code { rows.append(("code", VisibleText.of(code))) }
            if let text = evidence.text { rows.append(("text", VisibleText.of(text))) }
            if let other = evidence.otherOrder {
                rows.append(("asked", VisibleText.of(other.asked)))
                rows.append(("named", VisibleText.of("\(other.named) (\(other.path))")))
            }
        }
        if let problem = report.problem.map({ "\($0)" }) ?? report.evidence?.problem?.description {
            rows.append(("problem", VisibleText.of(problem)))
        }
        if let evidence = report.evidence, showsReply {
            rows.append(("reply", DisplayText.reply(evidence, atMost: 400)))
        }
        if report.followsUnknownAttempt { rows.append(("note", "an earlier attempt may have cancelled it")) }
        let attempts = "\(report.attempts.count) \(report.attempts.count == 1 ? "attempt" : "attempts")"
        rows.append(("effort", "\(attempts) in \(DisplayText.time(report.duration))"))
        if needsConfirmation, !report.confirmations.isEmpty {
            rows.append(("confirm", report.confirmations.map { VisibleText.of($0.call) }.joined(separator: ", or ")))
        }
        let lines = rows.map { "  " + $0.0 + String(repeating: " ", count: 9 - $0.0.count) + $0.1 }
        return (["\(report.venue) \(report.operation): \(report.outcome)"] + lines).joined(separator: "\n") + "\n"
    }

    /// Whether the reply itself tells more than what was made of it.
    private var showsReply: Bool {
        switch report.outcome.outcomeClass {
        case .rejected, .throttled, .unknown: true
        case .canceled, .pending, .ended, .notSent: false
        }
    }

    /// Whether the order's end is still to be learnt.
    private var needsConfirmation: Bool {
        switch report.outcome.outcomeClass {
        case .pending, .unknown, .throttled: true
        case .canceled, .ended, .rejected, .notSent: false
        }
    }
}
