internal import SourceText
internal import VenueRuntime

/// What came of one order, for a person.
struct ReportText {
    let report: CancelReport

    var text: String {
        var rows = [("order", DisplayText.order(report.input))]
        if let evidence = report.evidence { rows += DisplayText.rows(evidence) }
        if let quantities = report.quantities { rows.append(("quantity", "\(quantities)")) }
        if let state = report.lastState {
            let count = report.reads.count == 1 ? "1 read" : "\(report.reads.count) reads"
            rows += [("cancel", "\(report.cancelOutcome)"), ("state", "\(state), \(count)")]
        }
        if let contradiction = report.contradiction { rows.append(("against", "the venue said \(contradiction)")) }
        if let problem = report.problem.map({ "\($0)" }) ?? report.evidence?.problem?.description {
            rows.append(("problem", VisibleText.of(problem)))
        }
        if let evidence = report.evidence, showsReply {
            rows.append(("reply", DisplayText.reply(evidence, atMost: 400)))
        }
        if report.followsUnknownAttempt { rows.append(("note", "an earlier attempt may have cancelled it")) }
        let attempts = "\(report.attempts.count) \(report.attempts.count == 1 ? "attempt" : "attempts")"
        rows.append(("effort", "\(attempts) in \(report.duration.brief)"))
        if needsConfirmation, !report.confirmations.isEmpty {
            rows.append(("confirm", report.confirmations.map { VisibleText.of($0.call) }.joined(separator: ", or ")))
        }
        return DisplayText.block("\(report.venue) \(report.operation): \(report.outcome)", rows)
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

/// What was read of one order, for a person.
struct StateText {
    let venue: String
    let input: JSONValue
    let read: OrderRead

    var text: String {
        var rows = [("order", DisplayText.order(input))]
        if let evidence = read.evidence { rows += DisplayText.rows(evidence) }
        if let quantities = read.quantities { rows.append(("quantity", "\(quantities)")) }
        if let problem = read.problem.map({ "\($0)" }) ?? read.evidence?.problem?.description {
            rows.append(("problem", VisibleText.of(problem)))
        }
        if let evidence = read.evidence, !read.state.isFinal, !read.state.isAlive {
            rows.append(("reply", DisplayText.reply(evidence, atMost: 400)))
        }
        let attempts = "\(read.attempts.count) \(read.attempts.count == 1 ? "attempt" : "attempts")"
        rows.append(("effort", "\(attempts) in \(read.duration.brief)"))
        return DisplayText.block("\(venue) \(read.name ?? "no read"): \(read.state)", rows)
    }
}

/// What came of one of many orders, as a row of a table.
struct TableRow {
    let text: String

    static let head = line("#", "outcome", "status", "time", "order")

    init(_ result: MassCancelResult, isTakenOver: Bool) {
        var (status, time, order) = ("-", "-", DisplayText.order(result.order.input))
        switch result.fate {
        case .reported(let report):
            if let evidence = report.evidence { status = "\(evidence.status)" }
            time = isTakenOver ? "earlier" : report.duration.brief
            if let quantities = report.quantities { order += "  \(quantities)" }
            if let state = report.lastState, !state.isFinal { order += "  (read: \(state))" }
            if let contradiction = report.contradiction { order += "  (the venue said \(contradiction))" }
            if let text = report.evidence?.text ?? report.problem.map({ "\($0)" }) {
                order += "  \(VisibleText.of(text))"
            } else if let evidence = report.evidence, [.rejected, .unknown].contains(report.outcome.outcomeClass) {
                if let problem = evidence.problem { order += "  \(VisibleText.of("\(problem)"))" }
                order += "  \(DisplayText.reply(evidence, atMost: 80))"
            }
            if report.followsUnknownAttempt { order += "  (an earlier attempt may have cancelled it)" }
        case .skipped(let skip):
            order +=
                "  (\(skip.phrase)\(result.order.earlier == nil ? "" : "; an earlier attempt may have cancelled it"))"
        }
        text = Self.line("\(result.position)", "\(result.outcome)", status, time, order)
    }

    static let stateHead = line("#", "state", "status", "time", "order")

    /// What was read of an order.
    init(_ read: OrderRead, of input: JSONValue, at position: Int) {
        var order = DisplayText.order(input)
        if let quantities = read.quantities { order += "  \(quantities)" }
        if let text = read.evidence?.text ?? read.problem.map({ "\($0)" }) { order += "  \(VisibleText.of(text))" }
        text = Self.line(
            "\(position)", "\(read.state)", read.evidence.map { "\($0.status)" } ?? "-", read.duration.brief, order)
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
    fileprivate var phrase: String {
        switch self {
        case .authenticationFailed: "not sent: the credentials were refused before"
        case .stopped: "not sent: stopped before"
        case .noClient: "not sent: no client"
        }
    }
}

enum DisplayText {
    /// The line, cut to a width with a sign that it was.
    static func cut(_ line: String, to width: Int?) -> String {
        guard let width, line.count > width else { return line }
        return line.prefix(max(0, width - 1)) + "…"
    }

    /// What a reply showed, each with its name.
    static func rows(_ evidence: Evidence) -> [(String, String)] {
        var rows = [
            ("status", "\(evidence.status)"), ("rule", VisibleText.of("\(evidence.rule) (\(evidence.basis))")),
        ]
        if let code = evidence.code { rows.append(("code", VisibleText.of(code))) }
        if let text = evidence.text { rows.append(("text", VisibleText.of(text))) }
        if let other = evidence.otherOrder {
            rows.append(("asked", VisibleText.of(other.asked)))
            rows.append(("named", VisibleText.of("\(other.named) (\(other.path))")))
        }
        if let clock = evidence.clockText { rows.append(("clock", clock)) }
        return rows
    }

    /// A head and what belongs to it, each with its name.
    static func block(_ head: String, _ rows: [(String, String)]) -> String {
        let lines = rows.map { "  " + $0.0 + String(repeating: " ", count: 9 - $0.0.count) + $0.1 }
        return ([head] + lines).joined(separator: "\n") + "\n"
    }

    /// The members of an input, such as `account=Sim101 orderId=1`.
    static func order(_ input: JSONValue) -> String {
        guard case .object(let members) = input else { return VisibleText.of(input.description) }
        return members.map { VisibleText.of("\($0.name)=\($0.value.scalarText ?? $0.value.description)") }.joined(
            separator: " ")
    }

    /// The type, the size and the first bytes of a reply's body, such as `text/html, 512 bytes: <html>…`.
    static func reply(_ evidence: Evidence, atMost limit: Int) -> String {
        let size = "\(evidence.bodySize) \(evidence.bodySize == 1 ? "byte" : "bytes")"
        let type = VisibleText.of(evidence.contentType ?? "no content type")
        guard !evidence.body.isEmpty else { return "\(type), \(size)" }
        let scalars = String(decoding: evidence.body, as: UTF8.self).unicodeScalars
        let beginning = VisibleText.of(String(scalars.prefix(limit)))
        let isAll = !evidence.isBodyTruncated && scalars.count <= limit
        return "\(type), \(size): \(beginning)\(isAll ? "" : "…")"
    }

    /// A time as `M:SS` or `H:MM:SS`.
    static func clock(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        let tail = "\(rest < 10 ? "0" : "")\(rest)"
        return hours == 0 ? "\(minutes):\(tail)" : "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(tail)"
    }

    static func tenths(_ value: Double) -> String {
        let tenths = Int64(max(0, min(value, 1e12)) * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
