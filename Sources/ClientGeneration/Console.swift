internal import CLibrary
package import CommandArguments
package import VenueSpec

/// The process's output streams and what is known about the terminal behind them.
package struct Console {
    package enum ColorMode: String, CaseIterable {
        /// On a terminal that knows colours, unless `NO_COLOR` is set.
        case auto
        case always
        case never
    }

    /// Writes results.
    ///
    /// What cannot be written does not end the run; ``exit(_:)`` tells.
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

    /// Ends the process with a status, or with another one where not all results were written.
    func exit(_ status: ExitStatus) -> Never {
        let loss = StandardStream.output.finish()
        if let loss { writeDiagnostic("error: \(loss)\n") }
        endProcess(loss == nil ? status : .unreadable)
    }

    /// Whether to colour what goes to a stream.
    package func usesColor(_ mode: ColorMode, on stream: StandardStream) -> Bool {
        switch mode {
        case .always: true
        case .never: false
        case .auto:
            stream.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
        }
    }

    /// The columns to set text to: `COLUMNS` if set, the terminal's own width, 80 without a terminal.
    package var width: Int { StandardStream.output.columns ?? 80 }

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

/// The system's `exit`, which the method of that name hides.
private func endProcess(_ status: ExitStatus) -> Never { exit(status.rawValue) }

package enum Clock {
    /// The day it is in UTC, so that everybody who runs the tool at one moment sees the same.
    package static var today: CalendarDate? {
        var now = time(nil)
        var fields = tm()
        guard gmtime_r(&now, &fields) != nil else { return nil }
        return CalendarDate(
            year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday))
    }
}
