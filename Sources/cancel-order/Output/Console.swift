internal import CommandArguments
internal import Foundation

/// The process's output streams and what is known about the terminals behind them.
struct Console {
    /// An output stream.
    enum Stream {
        /// Standard output, for results.
        case output
        /// Standard error, for progress and problems.
        case error

        /// The stream.
        fileprivate var standard: StandardStream { self == .output ? .output : .error }
    }

    /// Writes text; for standard output, one result.
    ///
    /// What cannot be written is counted and does not end the run: orders matter more.
    ///
    /// - Returns: Whether all of it was written.
    @discardableResult
    func write(_ text: String, to stream: Stream) -> Bool { stream.standard.write(text) }

    /// Why results have not been written; `nil` as long as all have.
    var problem: String? { StandardStream.output.loss.map { "\($0)" } }

    /// Ends the output and tells what was lost.
    ///
    /// - Returns: The status to end with instead of the given one.
    func end(_ status: ExitStatus) -> ExitStatus {
        guard let loss = StandardStream.output.finish() else { return status }
        let results = loss.pieces == 1 ? "1 result is" : "\(loss.pieces) results are"
        write("error: \(loss); \(results) lost\n", to: .error)
        return max(status, .lost)
    }

    /// Whether a stream goes to a terminal.
    func isTerminal(_ stream: Stream) -> Bool { isatty(stream.standard.descriptor) == 1 }

    /// The columns to set text to: `COLUMNS` if set, a terminal's own width, 80 without a terminal.
    var width: Int { max(40, limit(of: .output) ?? 80) }

    /// The columns lines of a stream must fit; `nil` where they may be as long as they are, as in a file.
    func limit(of stream: Stream) -> Int? {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }) { return max(40, columns) }
        var size = winsize()
        guard ioctl(stream.standard.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return max(40, Int(size.ws_col))
    }
}
