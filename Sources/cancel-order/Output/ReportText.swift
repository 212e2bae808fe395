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
            rows.append(("rule", DisplayText.plain("\(evidence.rule) (\(evidence.basis))")))
            if let code = evidence.code { rows.append(("code", DisplayText.plain(code))) }
            if let text = evidence.text { rows.append(("text", DisplayText.plain(text))) }
            if let other = evidence.otherOrder {
                rows.append(("asked", DisplayText.plain(other.asked)))
                rows.append(("named", DisplayText.plain("\(other.named) (\(other.path))")))
            }
        }
        if let problem = report.problem { rows.append(("problem", DisplayText.plain("\(problem)"))) }
        if report.followsUnknownAttempt { rows.append(("note", "an earlier attempt may have cancelled it")) }
        let attempts = "\(report.attempts.count) \(report.attempts.count == 1 ? "attempt" : "attempts")"
        rows.append(("effort", "\(attempts) in \(DisplayText.time(report.duration))"))
        if needsConfirmation, !report.confirmations.isEmpty {
            rows.append(("confirm", report.confirmations.map { DisplayText.plain($0.call) }.joined(separator: ", or ")))
        }
        let lines = rows.map { "  " + $0.0 + String(repeating: " ", count: 9 - $0.0.count) + $0.1 }
        return (["\(report.venue) \(report.operation): \(report.outcome)"] + lines).joined(separator: "\n") + "\n"
    }

    /// Whether the order's end is still to be learnt.
    private var needsConfirmation: Bool {
        switch report.outcome.outcomeClass {
        case .pending, .unknown, .throttled: true
        case .canceled, .ended, .rejected, .notSent: false
        }
    }
}
