internal import Foundation

/// The process's output streams and what is known about the terminals behind them.
struct Console {
    /// An output stream.
    enum Stream: Int32 {
        /// Standard output, for results.
        case output = 1
        /// Standard error, for progress and problems.
        case error = 2
    }

    /// Writes text.
    ///
    /// A reader that has gone away is not an error: what came of orders does not depend on who reads of it.
    func write(_ text: String, to stream: Stream) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(stream.rawValue, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    /// Whether a stream goes to a terminal.
    func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// The columns to set text to: `COLUMNS` if set, a terminal's own width, 80 without a terminal.
    var width: Int { max(40, limit(of: .output) ?? 80) }

    /// The columns lines of a stream must fit; `nil` where they may be as long as they are, as in a file.
    func limit(of stream: Stream) -> Int? {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }) { return max(40, columns) }
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return max(40, Int(size.ws_col))
    }
}
