internal import SourceText
internal import VenueRuntime

/// What came of one of many orders, as a row of a table.
struct TableRow {
    /// The row.
    let text: String

    /// The titles of the columns.
    static let head = line("#", "outcome", "status", "time", "order")

    /// The row of a result.
    init(_ result: MassCancelResult) {
        var (status, time, words) = ("-", "-", DisplayText.order(result.order.input))
        switch result.fate {
        case .reported(let report):
            if let evidence = report.evidence { status = "\(evidence.status)" }
            time = DisplayText.time(report.duration)
            if let text = report.evidence?.text ?? report.problem.map({ "\($0)" }) {
                words += "  \(VisibleText.of(text))"
            } else if let evidence = report.evidence, [.rejected, .unknown].contains(report.outcome.outcomeClass) {
                if let problem = evidence.problem { words += "  \(VisibleText.of("\(problem)"))" }
                words += "  \(DisplayText.reply(evidence, atMost: 80))"
            }
            if report.followsUnknownAttempt { words += "  (an earlier attempt may have cancelled it)" }
        case .skipped(let skip):
            words +=
                "  (\(skip.words)\(result.order.earlier == nil ? "" : "; an earlier attempt may have cancelled it"))"
        }
        text = Self.line("\(result.position)", "\(result.outcome)", status, time, words)
    }

    private static func line(_ position: String, _ outcome: String, _ status: String, _ time: String, _ order: String)
        -> String
    {
        let cells = [
            padded(position, 6, atStart: true), padded(outcome, 24), padded(status, 6), padded(time, 9, atStart: true),
        ]
        return (cells + [order]).joined(separator: "  ")
    }

    private static func padded(_ text: String, _ width: Int, atStart: Bool = false) -> String {
        let gap = String(repeating: " ", count: max(0, width - text.count))
        return atStart ? gap + text : text + gap
    }
}

extension MassCancelResult.Skip {
    /// Why nothing was sent, in words.
    fileprivate var words: String {
        switch self {
        case .authenticationFailed: "not sent: the credentials were refused before"
        case .stopped: "not sent: stopped before"
        case .noClient: "not sent: no client"
        }
    }
}
