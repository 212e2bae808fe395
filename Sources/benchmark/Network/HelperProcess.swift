internal import CNetworkReference
internal import CSocketReference
internal import Foundation
internal import VenueRuntime

/// What this program does when it starts itself, named by a first argument that is not for people.
enum Helper: String, Sendable {
    case serve = "helper-serve"
    case serveSockets = "helper-serve-sockets"
    case firstCall = "helper-first-call"
    /// Cancels many orders with a memory of its own.
    case manyOrders = "helper-many-orders"

    /// Plays the part the command line asks for, and gives the exit status; `nil` if it asks for none.
    static func run(_ commandLine: [String], since start: ContinuousClock.Instant) async throws -> Int32? {
        guard let helper = commandLine.first.flatMap(Helper.init) else { return nil }
        let rest = Array(commandLine.dropFirst())
        // Whatever happens to the process that started it.
        machine_limit_lifetime(600)
        switch helper {
        case .serve: return reference_server_run(rest.first.flatMap { Int32($0) } ?? -1)
        case .serveSockets:
            machine_pin(rest.first.flatMap { Int32($0) } ?? -1)
            return socket_reference_serve()
        case .firstCall: try await FirstCallSuite.help(rest, since: start)
        case .manyOrders: try await MassCancelSuite.help(rest)
        }
        return 0
    }
}

/// This program in a process of its own, which reads lines and writes lines.
///
/// A class, because a process is one.
final class HelperProcess {
    private let helper: Helper
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var buffer: [UInt8] = []

    init(_ helper: Helper, _ arguments: [String]) throws {
        self.helper = helper
        guard let program = Bundle.main.executableURL else { throw BenchmarkFailure.helper(helper) }
        machine_ignore_broken_pipes()
        process.executableURL = program
        process.arguments = [helper.rawValue] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    func write(_ bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }

    func line() throws -> String {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw BenchmarkFailure.helper(helper) }
            buffer += more
        }
    }

    func number<Number: LosslessStringConvertible>(_ text: some StringProtocol) throws -> Number {
        guard let number = Number(String(text)) else { throw BenchmarkFailure.helper(helper) }
        return number
    }

    /// Waits until the helper has ended, which the end of its input asks for.
    func end() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchmarkFailure.helper(helper) }
    }
}

/// The server of the measurements: this program again, in a process and on a core of its own.
///
/// It ends when its standard input does, so it cannot outlive this process. A class, because it is one process that
/// several hold.
final class ServerProcess {
    let address: BaseURL
    private let process: HelperProcess

    init(core: Int32) throws {
        process = try HelperProcess(.serve, ["\(core)"])
        let port: UInt16 = try process.number(try process.line())
        address = try BaseURL("http://127.0.0.1:\(port)")
    }

    func serve(_ reply: HTTPResponse) throws {
        try process.write(Array("reply \(reply.status) \(reply.body.count)\n".utf8) + reply.body)
        _ = try process.line()
    }

    func count() throws -> (connections: Int, requests: Int) {
        let numbers = try ask("count").split(separator: " ")
        guard let connections = numbers.first, let requests = numbers.last else {
            throw BenchmarkFailure.helper(.serve)
        }
        return (try process.number(connections), try process.number(requests))
    }

    /// A digest of the request that some work sends: of its method, target, header fields and body.
    func digest(of work: () async throws -> Void) async throws -> String {
        _ = try ask("watch")
        try await work()
        return try ask("digest")
    }

    func stop() throws { try process.end() }

    private func ask(_ question: String) throws -> String {
        try process.write(Array("\(question)\n".utf8))
        return try process.line()
    }
}
