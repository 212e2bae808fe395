internal import SwiftSource
internal import VenueSpec

/// Turns a venue's hosts into base addresses, or into functions where each operator has a host of its own.
struct ServersTranslator {
    /// The place.
    let scope: Scope

    private var runtime: RuntimeSymbols { scope.runtime }

    /// The namespace of the hosts.
    func namespace() -> Declaration {
        .type(
            TypeDeclaration(
                .enum, "Servers", access: scope.access,
                documentation: Documentation("The hosts that take requests."),
                members: scope.venue.servers.map(declaration)))
    }

    private func declaration(_ server: Server) -> Declaration {
        let documentation = scope.documentation(
            server.description, fallback: "The server \(Scope.code(server.name.text)).", facts: ["\(server.url)."],
            server.provenance)
        let isHTTP = server.scheme == "https"
        let type = isHTTP ? runtime.baseURL : runtime.string
        guard server.host != nil else {
            let url = "\"\(server.scheme)://\\(host)\(StringLiteral.interior(of: server.basePath))\""
            return .function(
                FunctionDeclaration(
                    server.name.swift, [.init("host", runtime.hostName)], access: scope.access, isStatic: true,
                    returns: type, documentation: documentation,
                    body: [isHTTP ? runtime.baseURL(of: server, host: "host") : url]))
        }
        let value = isHTTP ? runtime.baseURL(of: server, host: nil) : StringLiteral.of(server.url)
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
