internal import CNetworkReference
internal import Foundation
internal import VenueRuntime

/// The server of the measurements: this program again, in a process and on a core of its own.
///
/// It ends when its standard input does, so it cannot outlive this process. A class, because it is one process that
/// several hold.
final class ServerProcess {
    /// The address it serves on.
    let address: BaseURL
    /// The process.
    private let process: HelperProcess

    /// Starts a server on a core, or on any for a negative number.
    init(core: Int32) throws {
        process = try HelperProcess(.serve, ["\(core)"])
        let port: UInt16 = try process.number(try process.line())
        address = try BaseURL("http://127.0.0.1:\(port)")
    }

    /// Answers every request with this from now on.
    func serve(_ reply: HTTPResponse) throws {
        try process.write(Array("reply \(reply.status) \(reply.body.count)\n".utf8) + reply.body)
        _ = try process.line()
    }

    /// The connections and the requests the server has taken.
    func count() throws -> (connections: Int, requests: Int) {
        let numbers = try ask("count").split(separator: " ")
        guard let connections = numbers.first, let requests = numbers.last else { throw HelperFailure(helper: .serve) }
        return (try process.number(connections), try process.number(requests))
    }

    /// A digest of the request that some work sends: of its method, target, header fields and body.
    func digest(of work: () async throws -> Void) async throws -> String {
        _ = try ask("watch")
        try await work()
        return try ask("digest")
    }

    /// Ends the server and waits for its end.
    func stop() throws { try process.end() }

    private func ask(_ question: String) throws -> String {
        try process.write(Array("\(question)\n".utf8))
        return try process.line()
    }
}
