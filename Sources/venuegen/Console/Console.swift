#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The process's output streams and what is known about the terminal behind them.
struct Console {
    /// An output stream.
    enum Stream: Int32 {
        /// Standard output, for results.
        case output = 1
        /// Standard error, for diagnostics.
        case error = 2
    }

    /// When to colour.
    enum ColorMode: String, CaseIterable {
        /// On a terminal, unless `NO_COLOR` is set.
        case auto
        /// Always.
        case always
        /// Never.
        case never
    }

    /// Makes broken pipes and file-size limits errors of the call that meets them instead of the end of the process.
    static func ignoreWriteSignals() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Writes results.
    ///
    /// A reader that has gone away is not an error: it has seen what it wanted.
    func writeResult(_ text: String) throws(FileError) {
        try writeResult(Array(text.utf8))
    }

    /// Writes results as bytes.
    func writeResult(_ bytes: [UInt8]) throws(FileError) {
        let code = FileDescriptor(number: Stream.output.rawValue).write(bytes)
        guard code == 0 || code == EPIPE else { throw FileError("cannot write to standard output", code: code) }
    }

    /// Writes diagnostics.
    ///
    /// Where even that fails there is nobody left to tell.
    func writeDiagnostic(_ text: String) {
        _ = FileDescriptor(number: Stream.error.rawValue).write(Array(text.utf8))
    }

    /// Whether to colour what goes to a stream.
    func usesColor(_ mode: ColorMode, on stream: Stream) -> Bool {
        switch mode {
        case .always: true
        case .never: false
        case .auto: isatty(stream.rawValue) == 1 && (environment("NO_COLOR") ?? "").isEmpty
        }
    }

    /// The columns of the terminal: `COLUMNS` if set, the terminal's own width, 80 without a terminal.
    var width: Int {
        if let columns = environment("COLUMNS").flatMap(Int.init), columns > 0 { return max(40, columns) }
        var size = winsize()
        let isTerminal = ioctl(Stream.output.rawValue, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isTerminal ? max(40, Int(size.ws_col)) : 80
    }

    /// The value of an environment variable.
    private func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
