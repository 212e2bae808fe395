internal import CNetworkReference
internal import Foundation

/// What this program does when it starts itself, named by a first argument that is not for people.
enum Helper: String, Sendable {
    /// Serves one reply.
    case serve = "helper-serve"
    /// Makes one call, the first of its process.
    case firstCall = "helper-first-call"
    /// Cancels many orders with a memory of its own.
    case manyOrders = "helper-many-orders"

    /// Plays the part the words ask for; `nil` if they ask for none.
    ///
    /// - Parameters:
    ///   - words: The command line without the program's name.
    ///   - start: When the program began.
    /// - Returns: The exit status.
    /// - Throws: What the part throws.
    static func run(_ words: [String], since start: ContinuousClock.Instant) async throws -> Int32? {
        guard let helper = words.first.flatMap(Helper.init) else { return nil }
        let rest = Array(words.dropFirst())
        // Whatever happens to the process that started it.
        machine_limit_lifetime(600)
        switch helper {
        case .serve: return reference_server_run(rest.first.flatMap { Int32($0) } ?? -1)
        case .firstCall: try await FirstCallSuite.help(rest, since: start)
        case .manyOrders: try await MassCancelSuite.help(rest)
        }
        return 0
    }
}

/// A helper did not do its part.
struct HelperFailure: Error, CustomStringConvertible {
    /// The helper.
    let helper: Helper

    /// What happened; lower case, no full stop.
    var description: String { "'\(helper.rawValue)' ended early or answered nonsense" }
}

/// This program in a process of its own, which reads lines and writes lines.
///
/// A class, because a process is one.
final class HelperProcess {
    /// Its part.
    private let helper: Helper
    /// The process.
    private let process = Process()
    /// What it reads.
    private let input = Pipe()
    /// What it writes.
    private let output = Pipe()
    /// What it wrote and nobody took yet.
    private var buffer: [UInt8] = []

    /// Starts a helper.
    init(_ helper: Helper, _ arguments: [String]) throws {
        self.helper = helper
        guard let program = Bundle.main.executableURL else { throw HelperFailure(helper: helper) }
        machine_ignore_broken_pipes()
        process.executableURL = program
        process.arguments = [helper.rawValue] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// Writes to the helper.
    func write(_ bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }

    /// Waits for the next line of the helper's.
    func line() throws -> String {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw HelperFailure(helper: helper) }
            buffer += more
        }
    }

    /// The number a text stands for.
    func number<Number: LosslessStringConvertible>(_ text: some StringProtocol) throws -> Number {
        guard let number = Number(String(text)) else { throw HelperFailure(helper: helper) }
        return number
    }

    /// Waits until the helper has ended, which the end of its input asks for.
    func end() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw HelperFailure(helper: helper) }
    }
}
