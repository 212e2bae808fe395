internal import VenueRuntime

/// How far many orders have come, for a person.
enum ProgressText {
    /// A line that is drawn over the last.
    static func bar(_ progress: MassCancelProgress, width: Int) -> String {
        let total = max(1, progress.total ?? progress.done)
        let size = min(30, max(10, width / 4))
        let filled = min(size, progress.done * size / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: size - filled)
        return "\r\u{1B}[K" + DisplayText.cut("\(bar) \(line(progress))", to: width - 1)
    }

    /// A line of its own.
    static func line(_ progress: MassCancelProgress) -> String {
        var text = "\(progress.done)"
        if let total = progress.total, total > 0 { text += "/\(total) (\(progress.done * 100 / total) %)" }
        text += ", \(DisplayText.tenths(progress.rate))/s"
        if let remaining = progress.remaining, remaining > .zero { text += ", \(DisplayText.clock(remaining)) left" }
        return text + ": " + counts(progress.tally)
    }

    /// The end: what there is to do first, then all counts.
    static func summary(_ summary: MassCancelSummary, total: Int, venue: String) -> String {
        let orders = summary.tally.total == 1 ? "order" : "orders"
        let head = "\(venue): \(summary.tally.total) \(orders) in \(DisplayText.time(summary.elapsed))"
        var lines = ["\(head): \(counts(summary.tally))"]
        if summary.tally[.unknown] > 0 {
            lines.append("  \(summary.tally[.unknown]) unknown: possibly cancelled; look these orders up at the venue")
        }
        if summary.tally[.pending] > 0 {
            lines.append("  \(summary.tally[.pending]) pending: accepted, not yet proven cancelled; confirm them")
        }
        if summary.duplicates > 0 {
            let entries = summary.duplicates == 1 ? "entry repeats an order" : "entries repeat orders"
            lines.append("  \(summary.duplicates) \(entries) and went unsent")
        }
        if !summary.stoppedClients.isEmpty { lines.append("  stopped: the credentials were refused") }
        if summary.wasStopped { lines.append("  stopped before the end") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The counts of the classes that occurred.
    private static func counts(_ tally: OutcomeTally) -> String {
        let counts = OutcomeClass.allCases.filter { tally[$0] > 0 }.map { "\(tally[$0]) \($0.words)" }
        return counts.isEmpty ? "nothing done" : counts.joined(separator: ", ")
    }
}

extension OutcomeClass {
    /// The class in words.
    fileprivate var words: String {
        switch self {
        case .canceled: "canceled"
        case .pending: "pending"
        case .ended: "gone or ended"
        case .rejected: "rejected"
        case .throttled: "throttled"
        case .notSent: "not sent"
        case .unknown: "unknown"
        }
    }
}
