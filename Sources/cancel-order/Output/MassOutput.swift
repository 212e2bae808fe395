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

    /// What is on the screen.
    private struct State {
        /// Whether a bar stands on the last line of the terminal.
        var showsBar = false
        /// When progress was last told.
        var told = ContinuousClock.now
        /// How far the orders have come; `nil` before the first.
        var progress: MassCancelProgress?
        /// Whether the table has its head.
        var hasHead = false
        /// Text that is not yet written.
        var text: [(String, Console.Stream)] = []
    }

    /// Where it goes.
    private let console: Console
    /// The venue's name.
    private let venue: String
    /// Whether results are JSON.
    private let isJSON: Bool
    /// Whether progress is a bar that is drawn over.
    private let isBar: Bool
    /// Whether results go to a terminal, where a bar would be in their way.
    private let sharesTerminal: Bool
    /// The columns of the table; `nil` for as many as it takes.
    private let columns: Int?
    /// The columns of the bar.
    private let barWidth: Int
    /// What is on the screen, behind a lock.
    private let state = Mutex(State())
    /// Where text is written.
    private let queue = DispatchQueue(label: "cancel-order.output")
    /// How many more events can be told without waiting.
    private let room = DispatchSemaphore(value: backlog)
    /// Whether it was told that results get lost.
    private let toldLoss = Atomic(false)

    /// Begins to tell.
    init(console: Console, venue: String, isJSON: Bool) {
        self.console = console
        self.venue = venue
        self.isJSON = isJSON
        isBar = console.isTerminal(.error)
        sharesTerminal = console.isTerminal(.output)
        columns = console.limit(of: .output)
        barWidth = console.limit(of: .error) ?? 80
    }

    /// Tells a step.
    func tell(_ event: MassCancelEvent) {
        room.wait()
        post(then: { [room] in _ = room.signal() }) { state in
            switch event {
            case .finished(let result, let progress):
                if sharesTerminal { clearBar(&state) }
                state.text.append((isJSON ? json(result) : row(result, &state), .output))
                tell(progress, &state)
            case .duplicate(let position, let first, let progress):
                warn("order \(position) repeats order \(first); it is not sent again", &state)
                tell(progress, &state)
            case .clientStopped: warn("\(venue) refuses the credentials; no further order is sent", &state)
            }
        }
    }

    /// Tells something that is no result.
    func note(_ text: String) {
        post { state in
            clearBar(&state)
            state.text.append(("\(text)\n", .error))
        }
    }

    /// Tells the end, and returns when everything is written.
    func end(_ summary: MassCancelSummary, total: Int) async {
        await withCheckedContinuation { continuation in
            post(then: { continuation.resume() }) { state in
                clearBar(&state)
                state.text.append((ProgressText.summary(summary, total: total, venue: venue), .error))
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
                for (text, stream) in text where !console.write(text, to: stream) && stream == .output { tellLoss() }
                done()
            }
        }
    }

    /// Tells, once, that results get lost.
    private func tellLoss() {
        guard !toldLoss.exchange(true, ordering: .relaxed), let problem = console.problem else { return }
        console.write("\(isBar ? "\r\u{1B}[K" : "")warning: \(problem); orders go on being cancelled\n", to: .error)
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

    /// How far apart progress is told.
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

    private func json(_ result: MassCancelResult) -> String {
        switch result.fate {
        case .reported(let report): ReportJSON.line(report, position: result.position)
        case .skipped(let skip): ReportJSON.line(result, venue: venue, skip: skip)
        }
    }

    private func row(_ result: MassCancelResult, _ state: inout State) -> String {
        let head = state.hasHead ? "" : DisplayText.cut(TableRow.head, to: columns) + "\n"
        state.hasHead = true
        return head + DisplayText.cut(TableRow(result).text, to: columns) + "\n"
    }
}
