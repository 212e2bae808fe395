internal import CommandArguments
internal import VenueRuntime

/// Finds the server a command line means.
struct ServerChoice {
    /// The call.
    let call: VenueCall

    /// The server's address.
    ///
    /// - Throws: `UsageError` for options that name none or more than one.
    func server(baseURL: String?, name: String?, host: String?) throws(UsageError) -> BaseURL {
        if let baseURL {
            guard name == nil, host == nil else {
                throw misuse("give '--base-url' or '--server' and '--host', not both")
            }
            do throws(InvalidBaseURL) { return try BaseURL(baseURL) } catch { throw misuse("'--base-url': \(error)") }
        }
        switch (try named(name, isOnHost: host != nil).address, host) {
        case (.fixed(let address), nil): return address
        case (.fixed, .some):
            throw misuse(
                "\(call.venue) has no host of the operator's own", help: "use '--base-url' for another address")
        case (.onHost, nil):
            throw misuse(
                "\(call.venue) has no common host", help: "name the operator's own with '--host' or '--base-url'")
        case (.onHost(let address), .some(let host)):
            do throws(InvalidBaseURL) {
                return address(try HostName(host))
            } catch {
                throw misuse("'--host': \(error.problem.rawValue)")
            }
        }
    }

    /// The server of a name, or the first that fits where there is none.
    private func named(_ name: String?, isOnHost: Bool) throws(UsageError) -> NamedServer {
        guard let name else {
            let fitting = call.servers.first { if case .onHost = $0.address { isOnHost } else { !isOnHost } }
            guard let server = fitting ?? call.servers.first else {
                throw misuse("\(call.venue) names no server", help: "use '--base-url'")
            }
            return server
        }
        guard let server = call.servers.first(where: { $0.name == name }) else {
            let names = call.servers.map(\.name)
            throw misuse(
                "\(call.venue) has no server '\(name)'\(suggestion(for: name, among: names))",
                help: "expected one of \(names.map { "'\($0)'" }.joined(separator: ", "))")
        }
        return server
    }

    private func misuse(_ message: String, help: String? = nil) -> UsageError {
        UsageError(message, help: help, command: call.command)
    }
}
