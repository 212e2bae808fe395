internal import Synchronization
internal import VenueRuntime

/// Tells what comes of many orders: results on standard output as they come, progress on standard error.
///
/// A class because the mass cancel and the interrupts share it.
final class MassOutput: Sendable {
    /// What is on the screen.
    private struct State {
        /// Whether a bar stands on the last line of the terminal.
        var showsBar = false
        /// When progress was last told, from the start.
        var told: Duration = .zero
        /// Whether the table has its head.
        var hasHead = false
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
        state.withLock { state in
            switch event {
            case .finished(let result, let progress):
                if sharesTerminal { clearBar(&state) }
                console.write(isJSON ? json(result) : row(result, &state), to: .output)
                tell(progress, &state)
            case .duplicate(let position, let first, let progress):
                clearBar(&state)
                console.write("warning: order \(position) repeats order \(first); it is not sent again\n", to: .error)
                tell(progress, &state)
            case .clientStopped:
                clearBar(&state)
                console.write("warning: \(venue) refuses the credentials; no further order is sent\n", to: .error)
            }
        }
    }

    /// Tells something that is no result.
    func note(_ text: String) {
        state.withLock { state in
            clearBar(&state)
            console.write("\(text)\n", to: .error)
        }
    }

    /// Tells the end.
    func end(_ summary: MassCancelSummary, total: Int) {
        state.withLock { state in
            clearBar(&state)
            console.write(ProgressText.summary(summary, total: total, venue: venue), to: .error)
        }
    }

    private func tell(_ progress: MassCancelProgress, _ state: inout State) {
        let interval: Duration = isBar ? .milliseconds(100) : .seconds(5)
        guard progress.elapsed - state.told >= interval else { return }
        state.told = progress.elapsed
        console.write(
            isBar ? ProgressText.bar(progress, width: barWidth) : ProgressText.line(progress) + "\n", to: .error)
        state.showsBar = isBar
    }

    private func clearBar(_ state: inout State) {
        guard state.showsBar else { return }
        console.write("\r\u{1B}[K", to: .error)
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
