internal import SwiftSource
internal import VenueSpec

/// Turns a venue's hosts into a type of server: constants, or functions where each operator has a host of its own.
struct ServersTranslator {
    /// The place.
    let scope: Scope

    /// The names of the runtime.
    private var runtime: RuntimeSymbols { scope.runtime }

    /// The type.
    func structure() -> Declaration {
        let address = [
            Declaration.property(
                PropertyDeclaration(
                    "named", "[\(runtime.namedServer)]", .computed(named()), access: scope.access, isStatic: true,
                    documentation: Documentation("The servers by their names, in spec order."))),
            .property(
                PropertyDeclaration(
                    "baseURL", runtime.baseURL, access: scope.access,
                    documentation: Documentation("The address every request path is appended to."))),
            .function(
                FunctionDeclaration(
                    nil, [.init(label: "_", "baseURL", runtime.baseURL)], access: scope.access,
                    documentation: Documentation("Makes a server of another address, such as a test's."),
                    body: ["self.baseURL = baseURL"])),
        ]
        return .type(
            TypeDeclaration(
                .struct, "Server", inherits: [runtime.venueServer], access: scope.access,
                documentation: Documentation("The hosts that take requests."),
                members: address + scope.venue.servers.map(declaration)))
    }

    /// The HTTP servers as data.
    private func named() -> Code {
        var code = Code()
        code.list(
            "[",
            scope.venue.servers.filter { $0.scheme == "https" }.map { server in
                let name = StringLiteral.of(server.name.text)
                let member = ReservedWords.quoted(server.name.swift)
                let address =
                    server.host == nil ? "onHost: { Self.\(member)(host: $0).baseURL }" : "Self.\(member).baseURL"
                return "\(runtime.namedServer)(\(name), \(address))"
            }, closing: "]")
        return code
    }

    /// One host.
    private func declaration(_ server: Server) -> Declaration {
        let documentation = scope.documentation(
            server.description, fallback: "The server \(Scope.code(server.name.text)).", facts: ["\(server.url)."],
            server.provenance)
        let isHTTP = server.scheme == "https"
        let type = isHTTP ? "Self" : runtime.string
        guard server.host != nil else {
            let url = "\"\(server.scheme)://\\(host)\(StringLiteral.interior(of: server.basePath))\""
            return .function(
                FunctionDeclaration(
                    server.name.swift, [.init("host", runtime.hostName)], access: scope.access, isStatic: true,
                    returns: type, documentation: documentation,
                    body: [isHTTP ? "Self(\(runtime.baseURL(of: server, host: "host")))" : url]))
        }
        let value = isHTTP ? "Self(\(runtime.baseURL(of: server, host: nil)))" : StringLiteral.of(server.url)
        return .property(
            PropertyDeclaration(
                server.name.swift, type, .constant([value]), access: scope.access, isStatic: true,
                documentation: documentation))
    }
}

extension Server {
    /// The address, with a placeholder for an operator's host.
    fileprivate var url: String { "\(scheme)://\(host ?? "{host}")\(basePath)" }
}
