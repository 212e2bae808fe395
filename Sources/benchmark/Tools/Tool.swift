internal import CNetworkReference
internal import Foundation

/// What a program took, from its start to its end.
struct ToolRun {
    /// Elapsed nanoseconds.
    let nanoseconds: Double
    /// Microseconds of processor time, on all cores together.
    let processorMicroseconds: Double
    /// The most memory it had, in kilobytes; never less than this program had when it started it.
    let kilobytes: Double

    /// Runs a program to its end and throws its output away.
    ///
    /// - Parameters:
    ///   - command: The program's path or name, and its arguments.
    ///   - status: The exit status it must have.
    /// - Throws: `ToolFailure` for another one.
    init(_ command: [String], expecting status: Int32 = 0) throws {
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var (nanoseconds, processor, kilobytes) = (0.0, 0.0, 0)
        let ended = machine_run(&arguments, &nanoseconds, &processor, &kilobytes)
        guard ended == status else {
            throw ToolFailure(what: "'\(command.joined(separator: " "))' ended with \(ended) instead of \(status)")
        }
        self.nanoseconds = nanoseconds
        processorMicroseconds = processor / 1000
        self.kilobytes = Double(kilobytes)
    }
}

/// Why a tool was not measured.
struct ToolFailure: Error, CustomStringConvertible {
    /// What happened; lower case, no full stop.
    let what: String

    /// What happened.
    var description: String { what }
}
