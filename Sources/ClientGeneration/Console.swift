internal import CommandArguments

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The process's output streams and what is known about the terminal behind them.
package struct Console {
    package enum Stream: Int32 {
        case output = 1
        case error = 2
    }

    package enum ColorMode: String, CaseIterable {
        /// On a terminal that knows colours, unless `NO_COLOR` is set.
        case auto
        case always
        case never
    }

    /// Writes results.
    ///
    /// What cannot be written does not end the run; ``end(_:)`` tells.
    package func writeResult(_ text: String) { writeResult(Array(text.utf8)) }

    package func writeResult(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        StandardStream.output.write(bytes)
    }

    /// Writes diagnostics.
    ///
    /// Where even that fails there is nobody left to tell.
    package func writeDiagnostic(_ text: String) {
        guard !text.isEmpty else { return }
        StandardStream.error.write(text)
    }

    /// Ends the output and tells whether all of it was written.
    ///
    /// - Returns: The status to end with instead of the given one.
    package func end(_ status: ExitStatus) -> ExitStatus {
        guard let loss = StandardStream.output.finish() else { return status }
        writeDiagnostic("error: \(loss)\n")
        return .unreadable
    }

    /// Whether to colour what goes to a stream.
    package func usesColor(_ mode: ColorMode, on stream: Stream) -> Bool {
        switch mode {
        case .always: true
        case .never: false
        case .auto:
            isatty(stream.rawValue) == 1 && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
        }
    }

    /// The columns to set text to: `COLUMNS` if set, the terminal's own width, 80 without a terminal.
    package var width: Int {
        max(40, environment("COLUMNS").flatMap(Int.init) ?? terminalWidth(of: .output) ?? 80)
    }

    /// The columns of the terminal a stream goes to, or `nil` if it goes elsewhere.
    package func terminalWidth(of stream: Stream) -> Int? {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    package func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

package enum ExitStatus: Int32 {
    case clean = 0
    case findings = 1
    case usage = 2
    /// A file could not be read or written.
    case unreadable = 3
}
