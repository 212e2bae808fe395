import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// What standard output can show.
struct Terminal {
    /// The width in columns.
    let width: Int
    /// Whether five columns can be read.
    var isWide: Bool { width >= 120 }
    /// Whether colour escapes are understood.
    let hasColour: Bool

    /// The terminal standard output is, or generous defaults where it is a file or a pipe.
    static func standardOutput() -> Terminal {
        let environment = ProcessInfo.processInfo.environment
        guard isatty(STDOUT_FILENO) == 1 else { return Terminal(width: 160, hasColour: false) }
        var size = winsize()
        let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let hasColour = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        return Terminal(width: known ? max(60, Int(size.ws_col)) : 80, hasColour: hasColour)
    }
}
