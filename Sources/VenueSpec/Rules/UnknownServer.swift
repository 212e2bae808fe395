internal import SourceText
internal import YAMLDocument

/// `unknown-server`: every binding has a server that can take it.
enum UnknownServer: DocumentRule {
    static let rule = RuleDescription(
        id: "unknown-server",
        summary: "every binding has a server that can take it",
        explanation: """
            HTTP requests need a server with an 'https' address, and a WebSocket frame one with a 'wss' address.
            """,
        badExample: """
            servers: { production: 'https://api.example.com' }
            webSocket: { server: stream, … }
            """,
        goodExample: """
            servers: { production: 'https://api.example.com', stream: 'wss://api.example.com/ws' }
            webSocket: { server: stream, … }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        // An address that is none is reported elsewhere, and may have been meant for anything.
        var schemes: [String: String?] = [:]
        for server in document.servers {
            schemes.updateValue(server.value[\ServerKeys.url]?.scheme, forKey: server.key)
        }
        if let servers = document.root.node(\SpecKeys.servers), !schemes.isEmpty,
            schemes.values.allSatisfy({ $0 == "wss" })
        {
            report.add(
                rule,
                "no server has an 'https' address, so no request can be sent; a venue with sockets alone is out of reach "
                    + "in format 1", at: servers.range)
        }
        for operation in document.operations {
            guard let node = operation.webSocket?.node(\WebSocketKeys.server), let name = node.text else { continue }
            if let scheme = schemes[name] {
                if let scheme, scheme != "wss" {
                    report.add(rule, "server '\(name)' takes requests, not WebSocket connections", at: node.range)
                }
            } else {
                report.addUnknown(
                    rule, "unknown server '\(name)'", name: name, known: document.servers.map(\.key), at: node.range)
            }
        }
    }
}
