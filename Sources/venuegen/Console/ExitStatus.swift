/// What the exit status says.
enum ExitStatus: Int32 {
    /// Nothing to report.
    case clean = 0
    /// The input has findings.
    case findings = 1
    /// The command line is wrong.
    case usage = 2
    /// A file could not be read or written.
    case unreadable = 3
}
