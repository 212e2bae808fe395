internal import SourceText

enum InvalidCredential: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        check(document.credentials, &report)
        for login in document.operations where login.kind == .login {
            let others = document.credentials(of: login).dropLast(login.credentials.count)
            let placed = others.filter { $0.value[\CredentialKeys.type]?.hasHeader ?? true }
            check(login.credentials, beside: placed.map { $0.value[\CredentialKeys.header] }, &report)
        }
    }

    private static func check(
        _ credentials: [SpecNode.Entry], beside others: [String] = [], _ report: inout Report
    ) {
        var fields = Set(others.map { $0.lowercased() })
        for credential in credentials {
            let node = credential.value
            let type = node[\CredentialKeys.type]
            checkKind(credential, type, &report)
            if type == .header, node.node(\CredentialKeys.header) == nil {
                report.add(
                    .invalidCredential,
                    "credential '\(credential.key)' of type 'header' needs the name of its header field under "
                        + "'header'", at: credential.keyRange)
                continue
            }
            if type == .oauth2, node[\CredentialKeys.tokenEndpoint] == nil {
                report.add(
                    .invalidCredential, "credential '\(credential.key)' of type 'oauth2' needs a 'tokenEndpoint'",
                    at: credential.keyRange)
            }
            if type != .oauth2, let endpoint = node[\CredentialKeys.tokenEndpoint] {
                report.add(.invalidCredential, "'tokenEndpoint' belongs to type 'oauth2'", at: endpoint.range)
            }
            guard type?.hasHeader ?? true else { continue }
            checkConstants(node, &report)
            let field = node[\CredentialKeys.header]
            let place = node.node(\CredentialKeys.header)?.range ?? credential.keyRange
            if HeaderText.transportFields.contains(field.lowercased()) {
                report.add(.invalidCredential, "header '\(field)' belongs to the transport", at: place)
            } else if field.lowercased() == "content-type" {
                report.add(.invalidCredential, "header '\(field)' states the body's media type", at: place)
            }
            if !fields.insert(field.lowercased()).inserted {
                report.add(.invalidCredential, "two credentials share the header field '\(field)'", at: place)
            }
        }
    }

    /// Refuses what says nothing of a credential of its type.
    private static func checkKind(_ credential: SpecNode.Entry, _ type: Credential.Scheme?, _ report: inout Report) {
        guard let type else { return }
        let own = ["encoding", "bytes"]
        let others = ["header", "prefix", "scopes", "lifetime"]
        for entry in credential.value.entries {
            if type != .key, own.contains(entry.key) {
                report.add(.invalidCredential, "'\(entry.key)' belongs to type 'key'", at: entry.keyRange)
            }
            if !type.hasHeader, others.contains(entry.key) {
                let place = type == .key ? "never travels" : "stands where templates name it"
                report.add(
                    .invalidCredential, "'\(entry.key)' says nothing of type '\(type.rawValue)', which \(place)",
                    at: entry.keyRange)
            }
        }
    }

    /// Holds the constants of a credential to the grammar of the places they travel to.
    private static func checkConstants(_ node: SpecNode, _ report: inout Report) {
        if let prefix = node.node(\CredentialKeys.prefix), let text = prefix.text {
            do throws(SyntaxError) {
                try HeaderText.check(prefix: text)
            } catch {
                report.add(.invalidCredential, "invalid prefix: \(error.message)", at: prefix.range)
            }
        }
        if let url = node[\CredentialKeys.tokenEndpoint]?.node(\TokenEndpointKeys.url), let text = url.text {
            do throws(SyntaxError) {
                try ServerAddress.check(tokenEndpoint: text)
            } catch {
                report.add(.invalidCredential, "invalid token endpoint: \(error.message)", at: url.range)
            }
        }
    }
}

enum InvalidServer: DocumentRule {
    static func check(_ document: SpecDocument, _ report: inout Report) {
        for server in document.servers {
            if let node = server.value.node(\ServerKeys.url), let fault = node.fault {
                report.add(.invalidServer, "invalid server '\(server.key)': \(fault.message)", at: node.range)
            }
            checkHeaders(of: server, document, &report)
        }
    }

    /// Refuses header fields that something else places, or that cannot be sent.
    private static func checkHeaders(of server: SpecNode.Entry, _ document: SpecDocument, _ report: inout Report) {
        let headers = server.value[\ServerKeys.headers]
        if let first = headers.first, server.value[\ServerKeys.url]?.scheme == "wss" {
            report.add(
                .invalidServer, "'headers' are of HTTP requests, and '\(server.key)' takes frames", at: first.keyRange)
        }
        let credentials = document.credentials + document.operations.flatMap(\.credentials)
        let placed = credentials.filter { $0.value[\CredentialKeys.type]?.hasHeader ?? true }
            .map { $0.value[\CredentialKeys.header].lowercased() }
        let common = document.root[\SpecKeys.requests]?[\CommonFieldKeys.headers] ?? []
        let own = (common + document.requests.flatMap { $0.http?[\HTTPKeys.headers] ?? [] }).map { $0.key.lowercased() }
        var seen: Set<String> = []
        for header in headers {
            let name = header.key.lowercased()
            let problem: String? =
                if name == "content-type" {
                    "states the body's media type"
                } else if HeaderText.transportFields.contains(name) {
                    "belongs to the transport"
                } else if placed.contains(name) {
                    "is placed by a credential"
                } else if own.contains(name) {
                    "is given by a request, too"
                } else if !seen.insert(name).inserted { "is given twice; case makes no difference" } else { nil }
            if let problem {
                report.add(.invalidServer, "header '\(header.key)' \(problem)", at: header.keyRange)
            }
            do throws(SyntaxError) { try HeaderText.check([.literal(header.value.text ?? "")]) } catch {
                report.add(.invalidServer, "invalid header '\(header.key)': \(error.message)", at: header.value.range)
            }
        }
    }
}
