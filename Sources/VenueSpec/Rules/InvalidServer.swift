internal import SourceText
internal import YAMLDocument

/// `invalid-server`: every server is an https or wss address with a valid host.
enum InvalidServer: DocumentRule {
    static let rule = RuleDescription(
        id: "invalid-server",
        summary: "every server is an https or wss address with a valid host",
        explanation: """
            Credentials travel to this host, so it must be spelt right: scheme, DNS name, perhaps a port and a fixed
            base path. Where each operator runs the venue under a host of its own, write '{host}' in place of the
            whole host.
            """,
        badExample: """
            servers: { production: 'http://api.example.com' }
            """,
        goodExample: """
            servers: { production: 'https://api.example.com' }
            """)

    static func check(_ document: SpecDocument, _ report: inout Report) {
        for server in document.servers {
            guard let node = server.value.node(\ServerKeys.url), let text = node.text else { continue }
            do throws(SyntaxError) {
                _ = try ServerAddress(parsing: text)
            } catch {
                report.add(rule, "invalid server '\(server.key)': \(error.message)", at: node.range)
            }
        }
    }
}
