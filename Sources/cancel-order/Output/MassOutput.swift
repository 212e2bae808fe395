internal import CommandArguments
internal import Foundation
internal import Synchronization
internal import VenueRuntime

/// Tells what comes of many orders: results on standard output as they come, progress on standard error.
///
/// Text is written on a thread of its own, so that a reader that stands still does not keep orders from being cancelled.
///
/// A class because the mass cancel and the interrupts share it.
final class MassOutput: Sendable {
    /// The most events whose text is not yet written; orders wait for a reader that is further behind.
    private static let backlog = 1 << 16

    private struct State {
        /// Whether a bar stands on the last line of the terminal.
        var showsBar = false
        var told = ContinuousClock.now
        /// How far the orders have come; `nil` before the first.
        var progress: MassCancelProgress?
        var hasHead = false
        var text: [(String, StandardStream)] = []
    }

    private let venue: String
    private let isJSON: Bool
    private let isBar: Bool
    /// Whether results go to a terminal, where a bar would be in their way.
    private let sharesTerminal: Bool
    /// The columns of the table; `nil` for as many as it takes.
    private let columns: Int?
    private let barWidth: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "cancel-order.output")
    /// How many more events can be told without waiting.
    private let room = DispatchSemaphore(value: backlog)
    private let toldLoss = Atomic(false)

    init(venue: String, isJSON: Bool) {
        self.venue = venue
        self.isJSON = isJSON
        isBar = StandardStream.error.isTerminal
        sharesTerminal = StandardStream.output.isTerminal
        columns = StandardStream.output.columns
        barWidth = StandardStream.error.columns ?? 80
    }

    /// Tells an event, which may be a result that an earlier run told already.
    func tell(_ event: MassCancelEvent, isTakenOver: Bool) {
        room.wait()
        post(then: { [room] in _ = room.signal() }) { state in
            switch event {
            case .finished(let result, let progress):
                if sharesTerminal { clearBar(&state) }
                let text = isJSON ? json(result, isTakenOver) : row(result, isTakenOver, &state)
                state.text.append((text, .output))
                tell(progress, &state)
            case .duplicate(let position, let first, let progress):
                warn("order \(position) repeats order \(first); it is not sent again", &state)
                tell(progress, &state)
            case .unconfirmed(_, _, let progress): tell(progress, &state)
            case .clientStopped: warn("\(venue) refuses the credentials; no further order is sent", &state)
            }
        }
    }

    func note(_ text: String) {
        post { state in
            clearBar(&state)
            state.text.append(("\(text)\n", .error))
        }
    }

    /// Tells the end, and returns when everything is written.
    func end(_ summary: MassCancelSummary, total: Int, resumed: String?) async {
        await withCheckedContinuation { continuation in
            post(then: { continuation.resume() }) { state in
                clearBar(&state)
                let text = ProgressText.summary(summary, total: total, venue: venue, resumed: resumed)
                state.text.append((text, .error))
            }
        }
    }

    /// Makes text and has it written, in the order in which it is made.
    private func post(then done: @escaping @Sendable () -> Void = {}, _ make: (inout State) -> Void) {
        state.withLock { state in
            make(&state)
            let text = state.text
            state.text = []
            queue.async { [self] in
                for (text, stream) in text where !stream.write(text) && stream === StandardStream.output { tellLoss() }
                done()
            }
        }
    }

    private func tellLoss() {
        guard !toldLoss.exchange(true, ordering: .relaxed), let problem = StandardStream.output.loss else { return }
        StandardStream.error.write("\(isBar ? "\r\u{1B}[K" : "")warning: \(problem); orders go on being cancelled\n")
    }

    private func warn(_ text: String, _ state: inout State) {
        clearBar(&state)
        state.text.append(("warning: \(text)\n", .error))
    }

    /// Tells how far the orders have come also while none ends, until the task is cancelled; a bar just stands.
    func keepTelling(total: Int) async {
        let interval = interval
        while !isBar, (try? await Task.sleep(for: interval)) != nil {
            post { state in
                if let progress = state.progress { return tell(progress, &state) }
                state.text.append(("0/\(total), the first are under way\n", .error))
            }
        }
    }

    private var interval: Duration { isBar ? .milliseconds(100) : .seconds(3) }

    private func tell(_ progress: MassCancelProgress, _ state: inout State) {
        state.progress = progress
        guard state.told.duration(to: .now) >= interval else { return }
        state.told = .now
        state.text.append(
            (isBar ? ProgressText.bar(progress, width: barWidth) : ProgressText.line(progress) + "\n", .error))
        state.showsBar = isBar
    }

    private func clearBar(_ state: inout State) {
        guard state.showsBar else { return }
        state.text.append(("\r\u{1B}[K", .error))
        state.showsBar = false
    }

    private func json(_ result: MassCancelResult, _ isTakenOver: Bool) -> String {
        switch result.fate {
        case .reported(let report):
            ReportJSON.line(report, position: result.position, isTakenOver: isTakenOver)
        case .skipped(let skip): ReportJSON.line(result, venue: venue, skip: skip)
        }
    }

    private func row(_ result: MassCancelResult, _ isTakenOver: Bool, _ state: inout State) -> String {
        let head = state.hasHead ? "" : DisplayText.cut(TableRow.head, to: columns) + "\n"
        state.hasHead = true
        return head + DisplayText.cut(TableRow(result, isTakenOver: isTakenOver).text, to: columns) + "\n"
    }
}

/// How far many orders have come, for a person.
enum ProgressText {
    static func bar(_ progress: MassCancelProgress, width: Int) -> String {
        let total = max(1, progress.total ?? progress.done)
        let size = min(30, max(10, width / 4))
        let filled = min(size, progress.done * size / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: size - filled)
        return "\r\u{1B}[K" + DisplayText.cut("\(bar) \(line(progress))", to: width - 1)
    }

    static func line(_ progress: MassCancelProgress) -> String {
        var text = "\(progress.done)"
        if let total = progress.total, total > 0 { text += "/\(total) (\(progress.done * 100 / total) %)" }
        text += ", \(DisplayText.tenths(progress.rate))/s"
        if let remaining = progress.remaining, remaining > .zero { text += ", \(DisplayText.clock(remaining)) left" }
        if progress.unconfirmed > 0 { text += ", \(progress.unconfirmed) to confirm" }
        return text + ": " + counts(progress.tally)
    }

    /// The end: what there is to do first, then all counts.
    static func summary(_ summary: MassCancelSummary, total: Int, venue: String, resumed: String?) -> String {
        let orders = summary.tally.total == 1 ? "order" : "orders"
        let head = "\(venue): \(summary.tally.total) \(orders) in \(summary.elapsed.brief)"
        var lines = ["\(head): \(counts(summary.tally))"] + (resumed.map { ["  resumed: \($0)"] } ?? [])
        if summary.tally[.unknown] > 0 {
            lines.append("  \(summary.tally[.unknown]) unknown: possibly cancelled; look these orders up at the venue")
        }
        if summary.tally[.pending] > 0 {
            lines.append("  \(summary.tally[.pending]) pending: accepted, not yet proven cancelled; confirm them")
        }
        if summary.provenByReads > 0 {
            lines.append("  \(summary.proven) proven, \(summary.provenByReads) of them by reading the order")
        }
        if summary.fills.filled > 0 {
            let (filled, known) = (summary.fills.filled, summary.fills.known)
            let total = summary.fills.total.map { ", \($0) in all" } ?? ""
            lines.append("  \(filled) of \(known) that tell it filled in part or in full\(total)")
        }
        if summary.duplicates > 0 {
            let entries = summary.duplicates == 1 ? "entry repeats an order" : "entries repeat orders"
            lines.append("  \(summary.duplicates) \(entries) and went unsent")
        }
        if !summary.stoppedClients.isEmpty { lines.append("  stopped: the credentials were refused") }
        if summary.wasStopped { lines.append("  stopped before the end") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func counts(_ tally: OutcomeTally) -> String {
        let counts = OutcomeClass.allCases.filter { tally[$0] > 0 }.map { "\(tally[$0]) \($0.phrase)" }
        return counts.isEmpty ? "nothing done" : counts.joined(separator: ", ")
    }
}

extension OutcomeClass {
    fileprivate var phrase: String {
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
